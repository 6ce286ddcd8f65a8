import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { PAGE_SIZE } from '../../../shared/list-question.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import { useAsTimePasses } from '../../lib/use-as-time-passes.ts'
import { usePages } from '../../lib/use-pages.ts'
import { Button } from '../../ui/Button.tsx'
import { Repeat } from '../../ui/icons.ts'
import { ReadingList } from './ReadingList.tsx'
import type { ReadingWork } from './use-reading-work.ts'

/** Everything that comes back, soonest first: so many rows, and as many more each time they are asked for. */
export function QueuePage(props: { work: ReadingWork; onRead(articleId: ArticleId): void }) {
  const [wanted, setWanted] = useState(PAGE_SIZE)
  const pages = usePages('queue.list', {}, 0, wanted - 1)
  const client = useQueryClient()
  useAsTimePasses(useCallback(() => client.invalidateQueries({ queryKey: ['queue.list'] }), [client]))
  const items = Array.from({ length: Math.min(wanted, pages.total) }, (_, at) => pages.itemAt(at)).filter(
    (item) => item !== undefined
  )
  if (pages.isLoading) return <div className="today-page" aria-busy="true" />
  if (pages.error) return <p className="notice">{pages.error.message}</p>
  if (pages.total === 0) {
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
        items={items}
        isDue={false}
        work={props.work}
        onRead={props.onRead}
      />
      {wanted < pages.total ? (
        <Button onClick={() => setWanted((before) => before + PAGE_SIZE)}>{t('ui.more')}</Button>
      ) : null}
    </div>
  )
}
