import { useEffect, useRef, useState } from 'react'
import type { Card, CardFilter } from '../../../shared/cards.ts'
import { type Grade, gradeNames, grades, type ReviewId, type Session } from '../../../shared/reviews.ts'
import { formatInterval } from '../../lib/format-interval.ts'
import { invoke } from '../../lib/invoke.ts'
import { t } from '../../lib/messages.ts'
import { newId } from '../../lib/new-id.ts'
import { useAsTimePasses } from '../../lib/use-as-time-passes.ts'
import { runCommand, useCommand } from '../../lib/use-command.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Check, MoreHorizontal, Undo2, X } from '../../ui/icons.ts'
import { Menu } from '../../ui/Menu.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { CardFace } from './CardFace.tsx'
import { spokenSide } from './card-words.ts'
import { type Dated, datedCard } from './DueDialog.tsx'
import { Grades } from './Grades.tsx'
import { SessionEnd } from './SessionEnd.tsx'
import { onlyThis } from './use-card-selection.ts'
import type { CardWork } from './use-card-work.ts'

/** Nobody thinks longer about a card; the window was left open. */
const LONGEST_MS = 600_000

/** A session, the day's or one of chosen cards: one card at a time, by keyboard alone if one likes. */
export function ReviewSession(props: {
  only: CardFilter | undefined
  work: CardWork
  onEdit(card: Card): void
  onDue(dated: Dated): void
  onLeave(): void
}) {
  const {
    data: session,
    error,
    refetch,
    dataUpdatedAt
  } = useData('reviews.session', props.only ? { only: props.only } : {}, { keepPrevious: true })
  useAsTimePasses(refetch)
  useCommand('study.leave', props.onLeave)
  useTakingBack()
  if (error && !session) return <p className="notice">{error.message}</p>
  if (!session) return <div className="session" aria-busy="true" />
  const label = props.only ? t('study.chosen.label') : t('study.session.label')
  return (
    <section className="session" aria-label={label}>
      <SessionBar label={label} session={session} onLeave={props.onLeave} />
      {session.card ? (
        <Asking
          // A card that was reset, or given a day, is asked anew.
          key={`${session.card.id} ${session.card.reps} ${session.card.state}`}
          card={session.card}
          asked={dataUpdatedAt}
          intervals={session.intervals}
          work={props.work}
          onEdit={props.onEdit}
          onDue={props.onDue}
        />
      ) : (
        <SessionEnd session={session} isChosen={props.only !== undefined} onLeave={props.onLeave} />
      )}
    </section>
  )
}

function SessionBar(props: { label: string; session: Session; onLeave(): void }) {
  const { label, session, onLeave } = props
  const { learning, due, fresh } = session.waiting
  const left = learning + due + fresh
  const all = session.done + left
  const words = t('study.session.progress', { done: session.done, left })
  return (
    <header className="session-bar">
      <h1 className="visually-hidden">{t('study.title')}</h1>
      <IconButton label={t('study.session.leave')} shortcut="Escape" onClick={onLeave}>
        <X aria-hidden="true" />
      </IconButton>
      <div
        className="session-progress"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={Math.max(1, all)}
        aria-valuenow={session.done}
        aria-valuetext={words}
      >
        <span style={{ inlineSize: `${all === 0 ? 100 : (session.done / all) * 100}%` }} />
      </div>
      <span className="place-count">{words}</span>
      <IconButton label={t('study.session.undo')} shortcut="u" onClick={() => runCommand('study.undo')}>
        <Undo2 aria-hidden="true" />
      </IconButton>
    </header>
  )
}

/** What is done in a session: nothing else is taken back from there. */
const ofSession: ReadonlySet<string> = new Set([
  'undo.review',
  'undo.buryCard',
  'undo.suspendCard',
  'undo.resetCard',
  'undo.setCardDue',
  'undo.updateCard',
  'undo.deleteCard'
])

/** Takes back the last answer, or what else was done with a card; what was done elsewhere stays. */
function useTakingBack(): void {
  const { show, showError } = useToast()
  useCommand('study.undo', () => {
    // As it is now: the answer may have been given a moment ago.
    invoke('history.state', {}).then(({ undo }) => {
      if (undo && ofSession.has(undo.label)) runCommand('history.undo')
      else show({ message: t('study.session.nothingToTakeBack') })
    }, showError)
  })
}

function Asking(props: {
  card: Card
  /** When it was asked: again after an answer was taken back. */
  asked: number
  intervals: readonly number[]
  work: CardWork
  onEdit(card: Card): void
  onDue(dated: Dated): void
}) {
  const { card, intervals, work } = props
  const [shown, setShown] = useState(false)
  const place = useRef<HTMLElement>(null)

  useEffect(() => {
    // A new card takes the focus, unless somebody is writing in a dialog.
    if (!document.querySelector('.dialog')) place.current?.focus()
  }, [])

  const grade = useGrading(card, props.asked, work)
  const answer = (value: Grade) => {
    if (shown) grade(value)
  }
  const reveal = () => {
    setShown(true)
    place.current?.focus()
  }
  useCommand('study.show', () => (shown ? answer(3) : reveal()))
  useCommand('study.again', () => answer(1), { enabled: shown })
  useCommand('study.hard', () => answer(2), { enabled: shown })
  useCommand('study.good', () => answer(3), { enabled: shown })
  useCommand('study.easy', () => answer(4), { enabled: shown })
  useCommand('study.edit', () => props.onEdit(card))
  useCommand('study.bury', () => void work.bury(card))
  useCommand('study.suspend', () => void work.suspend(card))
  useCommand('study.due', () => props.onDue(datedCard(card)))
  useCommand('study.reset', () => void work.reset(onlyThis(card)))
  useCommand('study.delete', () => void work.remove(card))
  useCommand('study.source', () => void work.openSource(card), { enabled: card.articleId !== null })

  const spoken = shown
    ? t('study.session.spokenAnswer', {
        answer: spokenSide(card, 'back'),
        ...Object.fromEntries(
          grades.map((value) => [gradeNames[value], formatInterval(intervals[value - 1] ?? 0, 'long')])
        )
      })
    : spokenSide(card, 'front')
  return (
    <>
      <article
        ref={place}
        className="face"
        tabIndex={-1}
        aria-label={shown ? t('study.session.answer') : t('study.session.question')}
      >
        <CardFace card={card} shown={shown} />
        {shown && card.sentence && card.kind !== 'passage' ? (
          <figure className="face-source">
            <blockquote dir="auto">{card.sentence}</blockquote>
            <figcaption dir="auto">{card.articleTitle}</figcaption>
          </figure>
        ) : null}
        {shown && card.articleId ? (
          <Button shortcut="o" look="quiet" onClick={() => void work.openSource(card)}>
            {t('study.session.source')}
          </Button>
        ) : null}
      </article>
      <p className="visually-hidden" aria-live="polite">
        {spoken}
      </p>
      <footer className="session-foot">
        {shown ? (
          <Grades intervals={intervals} onGrade={answer} />
        ) : (
          <Button shortcut=" " look="primary" className="session-show" onClick={reveal}>
            <Check aria-hidden="true" />
            {t('study.session.show')}
          </Button>
        )}
        <AskedMenu card={card} work={work} onEdit={props.onEdit} onDue={props.onDue} />
      </footer>
    </>
  )
}

/** Answers the card that is asked, once; how long that took counts from when it was first shown. */
function useGrading(card: Card, asked: number, work: CardWork): (value: Grade) => void {
  const busy = useRef(false)
  const since = useRef(Date.now())
  const grade = useAction('reviews.grade')
  const { show, showError } = useToast()
  // The same card asked anew: its answer was taken back before the next one was there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the asking that counts
  useEffect(() => {
    busy.current = false
  }, [asked])
  return (value) => {
    if (busy.current) return
    busy.current = true
    const duration = Math.min(LONGEST_MS, Math.max(0, Date.now() - since.current))
    grade({ id: newId<ReviewId>(), cardId: card.id, grade: value, reps: card.reps, duration }).then(
      ({ leech }) => {
        if (leech) {
          show({
            message: t('study.session.leech', { count: card.lapses + 1 }),
            action: { label: t('study.session.leechSuspend'), onClick: () => void work.suspend(card) }
          })
        }
      },
      (error: unknown) => {
        busy.current = false
        showError(error)
      }
    )
  }
}

/** What else can be done with the card that is asked. */
function AskedMenu(props: {
  card: Card
  work: CardWork
  onEdit(card: Card): void
  onDue(dated: Dated): void
}) {
  const { card, work } = props
  return (
    <Menu
      align="end"
      trigger={
        <button type="button" className="icon-button" aria-label={t('study.session.more')}>
          <MoreHorizontal aria-hidden="true" />
        </button>
      }
      items={[
        { label: t('study.session.edit'), shortcut: 'e', onSelect: () => props.onEdit(card) },
        {
          label: t('study.session.source'),
          shortcut: 'o',
          disabled: card.articleId === null,
          onSelect: () => void work.openSource(card)
        },
        { kind: 'separator' },
        { label: t('study.session.bury'), shortcut: '-', onSelect: () => void work.bury(card) },
        { label: t('study.session.suspend'), shortcut: '@', onSelect: () => void work.suspend(card) },
        { label: t('study.list.due'), shortcut: 'd', onSelect: () => props.onDue(datedCard(card)) },
        {
          label: t('study.list.reset'),
          shortcut: 'Shift+R',
          disabled: card.state === 'new' && card.dueIn === null,
          onSelect: () => void work.reset(onlyThis(card))
        },
        {
          label: t('study.session.delete'),
          shortcut: 'Delete',
          danger: true,
          onSelect: () => void work.remove(card)
        }
      ]}
    />
  )
}
