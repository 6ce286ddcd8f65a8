import { Repeat } from 'lucide-react'
import { useState } from 'react'
import type { ArticleId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import { useAsTimePasses } from '../../lib/use-as-time-passes.ts'
import { useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { ReadingList } from './ReadingList.tsx'
import type { ReadingWork } from './use-reading-work.ts'

/** Rows at first, and more each time they are asked for; as many as main gives at once. */
const STEP = 100
const MOST = 500

/** Everything that comes back, soonest first. */
export function QueuePage(props: { work: ReadingWork; onRead(articleId: ArticleId): void }) {
  const [limit, setLimit] = useState(STEP)
  const { data, refetch } = useData('queue.list', { page: { offset: 0, limit } }, { keepPrevious: true })
  useAsTimePasses(refetch)
  if (!data) return <div className="today-page" aria-busy="true" />
  if (data.total === 0) {
    return (
      <div className="empty">
        <Repeat aria-hidden="true" />
        <h2>{t('today.queueEmpty')}</h2>
        <p>{t('today.readEmpty')}</p>
        <p>{t('today.growth')}</p>
      </div>
    )
  }
  return (
    <div className="today-page">
      <p className="today-quiet">{t('today.growth')}</p>
      <ReadingList
        label={t('today.view.queue')}
        items={data.items}
        isDue={false}
        work={props.work}
        onRead={props.onRead}
      />
      {data.items.length < data.total && limit < MOST ? (
        <Button onClick={() => setLimit((before) => Math.min(MOST, before + STEP))}>{t('ui.more')}</Button>
      ) : null}
    </div>
  )
}
