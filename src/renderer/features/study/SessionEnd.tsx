import { useEffect, useRef } from 'react'
import type { Session } from '../../../shared/reviews.ts'
import { messageLocale, t } from '../../lib/messages.ts'
import { Button } from '../../ui/Button.tsx'
import { Leaf } from '../../ui/icons.ts'

/** The calm end of a session, of the day or of chosen cards. */
export function SessionEnd(props: { session: Session; isChosen: boolean; onLeave(): void }) {
  const { session, isChosen, onLeave } = props
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.focus(), [])
  const time =
    session.nextAt !== null
      ? new Date(session.nextAt).toLocaleTimeString(messageLocale(), { hour: 'numeric', minute: '2-digit' })
      : undefined
  return (
    <div className="empty" ref={place} tabIndex={-1} role="status">
      <Leaf aria-hidden="true" />
      <h1>{isChosen ? chosenTitle(session) : dayTitle(session)}</h1>
      <p>{isChosen ? chosenText(session) : dayText(session)}</p>
      {time ? <p>{t('study.today.next', { time })}</p> : null}
      {session.beyondLimits > 0 ? <p>{t('study.today.more', { count: session.beyondLimits })}</p> : null}
      <div className="empty-actions">
        <Button onClick={onLeave}>{t('study.session.leave')}</Button>
      </div>
    </div>
  )
}

const dayTitle = ({ done }: Session) => (done > 0 ? t('study.today.done') : t('study.today.nothing'))
const dayText = ({ done }: Session) =>
  done > 0 ? t('study.today.doneText', { count: done }) : t('study.today.nothingText')

const chosenTitle = ({ done }: Session) => (done > 0 ? t('study.chosen.done') : t('study.chosen.nothing'))
const chosenText = ({ done }: Session) =>
  done > 0 ? t('study.chosen.doneText', { count: done }) : t('study.chosen.nothingText')
