import type { ArticleId, HighlightId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import { type TodayView, todayViews } from '../../lib/places.ts'
import { ChoiceGroup } from '../../ui/ChoiceGroup.tsx'
import { DayPage } from './DayPage.tsx'
import { NumbersPage } from './NumbersPage.tsx'
import { QueuePage } from './QueuePage.tsx'
import { useReadingWork } from './use-reading-work.ts'
import '../../styles/title-rows.css'
import './today.css'

/** The page of the day, and behind it everything that comes back. */
export function Today(props: {
  view: TodayView
  onView(view: TodayView): void
  /** Begins the day's reading with this one. */
  onRead(articleId: ArticleId): void
  onCards(): void
  onOpen(articleId: ArticleId, highlightId?: HighlightId): void
}) {
  const work = useReadingWork()
  return (
    <div className="today">
      <header className="place-header">
        <div className="place-title">
          <h1>{t('today.title')}</h1>
        </div>
        <ChoiceGroup
          label={t('today.views')}
          labelHidden
          value={props.view}
          choices={todayViews.map((value) => ({ value, label: t(`today.view.${value}`) }))}
          onChange={props.onView}
        />
      </header>
      {props.view === 'queue' ? (
        <QueuePage work={work} onRead={props.onOpen} />
      ) : props.view === 'numbers' ? (
        <NumbersPage onOpen={props.onOpen} />
      ) : (
        <DayPage work={work} onRead={props.onRead} onCards={props.onCards} onOpen={props.onOpen} />
      )}
    </div>
  )
}
