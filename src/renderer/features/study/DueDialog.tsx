import { useState } from 'react'
import { type Card, MAX_DUE_IN, MAX_SPREAD } from '../../../shared/cards.ts'
import { studyDay } from '../../../shared/study-day.ts'
import { formatDayNumber } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { type ChosenCards, onlyThis } from './use-card-selection.ts'
import type { CardWork } from './use-card-work.ts'

/** Cards that are given a day. */
export interface Dated {
  chosen: ChosenCards
  /** The day to begin with, in days from today. */
  inDays: number
  /** The day is said. */
  onSet?(): void
}

/** One card, with the day it has now. */
export const datedCard = (card: Card): Dated => ({
  chosen: onlyThis(card),
  inDays: Math.max(0, card.dueIn ?? 1)
})

/** Sets the day on which cards come back: as many days from today as one types; many can be spread over several. */
export function DueDialog(props: { dated: Dated; work: Pick<CardWork, 'setDue'>; onClose(): void }) {
  const { chosen } = props.dated
  const [inDays, setInDays] = useState(String(props.dated.inDays))
  const [over, setOver] = useState('1')
  const { settings } = useSettings()
  const wanted = { inDays: whole(inDays, 0, MAX_DUE_IN), over: whole(over, 1, MAX_SPREAD) }
  const { inDays: from, over: days } = wanted
  const isSound = from !== undefined && days !== undefined
  const today = studyDay(Date.now(), settings.studyDayStart)
  const save = () => {
    if (!isSound) return
    props.onClose()
    props.dated.onSet?.()
    void props.work.setDue(chosen, { inDays: from, over: days }, today)
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('study.due.title', { count: chosen.count })}
      description={t('study.due.hint')}
    >
      <form
        className="card-form"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <DayField
          label={t('study.due.inDays')}
          value={inDays}
          isSound={from !== undefined}
          onChange={setInDays}
        />
        {chosen.count > 1 ? (
          <DayField
            label={t('study.due.over')}
            value={over}
            isSound={days !== undefined}
            onChange={setOver}
          />
        ) : null}
        <p className="dialog-told" role="status">
          {isSound ? writtenDays(today + from, days) : ''}
        </p>
        <div className="dialog-actions">
          <Button onClick={props.onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" type="submit" disabled={!isSound}>
            {t('study.due.set')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** A number of days; what is in it is selected when one comes, so that the first figure replaces it. */
function DayField(props: { label: string; value: string; isSound: boolean; onChange(value: string): void }) {
  return (
    <TextField
      label={props.label}
      value={props.value}
      inputMode="numeric"
      maxLength={6}
      aria-invalid={!props.isSound}
      onFocus={(event) => event.target.select()}
      onChange={(event) => props.onChange(event.target.value)}
    />
  )
}

/** The whole number that is written, in Arabic figures too; undefined when it is none within bounds. */
function whole(written: string, least: number, most: number): number | undefined {
  // Each row of them begins at a multiple of sixteen.
  const figures = written.normalize('NFKC').replace(/[٠-٩۰-۹]/gu, (one) => String(one.charCodeAt(0) % 16))
  const value = /^\s*\d+\s*$/u.test(figures) ? Number(figures) : Number.NaN
  return value >= least && value <= most ? value : undefined
}

/** A study day, or the first and the last of several. @param over how many they are */
function writtenDays(first: number, over: number): string {
  if (over === 1) return formatDayNumber(first, { dateStyle: 'full' })
  const [from, to] = [first, first + over - 1].map((day) => formatDayNumber(day, { dateStyle: 'medium' }))
  return `${from} – ${to}`
}
