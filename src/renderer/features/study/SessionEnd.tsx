import { useEffect, useRef } from 'react'
import type { Session } from '../../../shared/reviews.ts'
import { messageLocale, t } from '../../lib/messages.ts'
import { Button } from '../../ui/Button.tsx'
import { Leaf } from '../../ui/icons.ts'

/** The calm end of a day's session. */
export function SessionEnd({ session, onLeave }: { session: Session; onLeave(): void }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.focus(), [])
  const time =
    session.nextAt !== null
      ? new Date(session.nextAt).toLocaleTimeString(messageLocale(), { hour: 'numeric', minute: '2-digit' })
      : undefined
  return (
    <div className="empty" ref={place} tabIndex={-1} role="status">
      <Leaf aria-hidden="true" />
      <h1>{session.done > 0 ? t('study.today.done') : t('study.today.nothing')}</h1>
      <p>
        {session.done > 0 ? t('study.today.doneText', { count: session.done }) : t('study.today.nothingText')}
      </p>
      {time ? <p>{t('study.today.next', { time })}</p> : null}
      {session.beyondLimits > 0 ? <p>{t('study.today.more', { count: session.beyondLimits })}</p> : null}
      <div className="empty-actions">
        <Button onClick={onLeave}>{t('study.session.leave')}</Button>
      </div>
    </div>
  )
}
