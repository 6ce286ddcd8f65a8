import { useEffect, useState } from 'react'
import { formatNumber } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'
import { useAsTimePasses } from '../../lib/use-as-time-passes.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { NoCards } from './NoCards.tsx'
import { StudyPictures } from './StudyPictures.tsx'

/** What waits today, and how well everything is known. */
export function Today(props: { onStart(): void; onNew(): void }) {
  const { data: session, refetch } = useData('reviews.session', {})
  const { data: retention, refetch: measureAgain } = useData('reviews.retention', {})
  useAsTimePasses(refetch)
  useAsTimePasses(measureAgain)
  const waiting = session?.waiting
  const count = waiting ? waiting.learning + waiting.due + waiting.fresh : 0
  // Pressed before it is known whether something waits: done when it is.
  const [isAsked, setAsked] = useState(false)
  useCommand('study.start', () => (session ? props.onStart() : setAsked(true)), {
    enabled: !session || count > 0
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the answer comes
  useEffect(() => {
    if (isAsked && count > 0) props.onStart()
    if (session) setAsked(false)
  }, [session === undefined])
  if (!session || !retention || !waiting) return <div className="study-today" aria-busy="true" />
  if (!session.hasCards) return <NoCards onNew={props.onNew} />
  return (
    <div className="study-today">
      <section className="study-waiting" aria-labelledby="study-waiting">
        <h2 id="study-waiting">
          {count > 0
            ? t('study.today.waiting', { count })
            : session.done > 0
              ? t('study.today.done')
              : t('study.today.nothing')}
        </h2>
        <p>
          {count > 0
            ? t('study.today.parts', {
                due: formatNumber(waiting.due),
                learning: formatNumber(waiting.learning),
                fresh: formatNumber(waiting.fresh)
              })
            : session.done > 0
              ? t('study.today.doneText', { count: session.done })
              : t('study.today.nothingText')}
        </p>
        {session.beyondLimits > 0 ? <p>{t('study.today.more', { count: session.beyondLimits })}</p> : null}
        {count > 0 ? (
          <Button shortcut="Enter" look="primary" onClick={props.onStart}>
            {t('study.today.start')}
          </Button>
        ) : null}
      </section>
      <StudyPictures retention={retention} />
    </div>
  )
}
