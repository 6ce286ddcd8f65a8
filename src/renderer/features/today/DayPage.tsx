import type { ArticleId, HighlightId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import { useAsTimePasses } from '../../lib/use-as-time-passes.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { OldHighlights } from './OldHighlights.tsx'
import { ReadingList } from './ReadingList.tsx'
import type { ReadingWork } from './use-reading-work.ts'

/** What is due to read, the cards that wait, and a few old highlights. */
export function DayPage(props: {
  work: ReadingWork
  onRead(articleId: ArticleId): void
  onCards(): void
  onOpen(articleId: ArticleId, highlightId: HighlightId): void
}) {
  const { data: day, refetch } = useData('queue.today', {})
  const { data: all } = useData('queue.list', { page: { offset: 0, limit: 1 } })
  const { data: waiting, refetch: countAgain } = useData('reviews.waiting', {})
  const { refetch: chooseAgain } = useData('meetings.today', {})
  useAsTimePasses(refetch)
  useAsTimePasses(countAgain)
  useAsTimePasses(chooseAgain)
  const cards = waiting ? waiting.learning + waiting.due + waiting.fresh : 0
  useCommand('today.cards', props.onCards, { enabled: cards > 0 })
  if (!day || !all || !waiting) return <div className="today-page" aria-busy="true" />
  const first = day.items[0]
  return (
    <div className="today-page">
      <section className="today-part" aria-labelledby="today-read">
        <div className="today-part-head">
          <h2 id="today-read">
            {day.items.length > 0 ? t('today.readingsWait', { count: day.items.length }) : t('today.toRead')}
          </h2>
          {first ? (
            <Button shortcut="Enter" look="primary" onClick={() => props.onRead(first.articleId)}>
              {t('today.start')}
            </Button>
          ) : null}
        </div>
        {first ? (
          <ReadingList
            label={t('today.toRead')}
            items={day.items}
            isDue
            work={props.work}
            onRead={props.onRead}
          />
        ) : (
          <p className="today-quiet">
            {day.done > 0
              ? t('today.readDone', { count: day.done })
              : all.total > 0
                ? t('today.readNothing')
                : t('today.readEmpty')}
          </p>
        )}
        {day.beyondLimit > 0 ? (
          <p className="today-quiet">{t('today.readMore', { count: day.beyondLimit })}</p>
        ) : null}
      </section>
      <section className="today-part" aria-labelledby="today-cards">
        <div className="today-part-head">
          <h2 id="today-cards">{cards > 0 ? t('today.cardsWait', { count: cards }) : t('today.cards')}</h2>
          {cards > 0 ? (
            <Button shortcut="c" onClick={props.onCards}>
              {t('today.cardsStart')}
            </Button>
          ) : null}
        </div>
        {cards === 0 ? <p className="today-quiet">{t('today.cardsNothing')}</p> : null}
      </section>
      <OldHighlights onOpen={props.onOpen} />
    </div>
  )
}
