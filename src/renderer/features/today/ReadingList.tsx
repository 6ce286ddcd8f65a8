import { priorities, type QueueItem } from '../../../shared/queue.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { titleOf } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useRowWalk } from '../../lib/use-row-walk.ts'
import { MoreHorizontal } from '../../ui/icons.ts'
import { Menu } from '../../ui/Menu.tsx'
import { readingDetails } from './reading-words.ts'
import type { ReadingWork } from './use-reading-work.ts'

/** Readings as rows, walked with j and k: what they are, and everything one can do with them. */
export function ReadingList(props: {
  label: string
  items: readonly QueueItem[]
  /** They are all due: nothing is said of when. */
  isDue: boolean
  work: ReadingWork
  onRead(articleId: ArticleId): void
}) {
  const { items, work, onRead } = props
  const walk = useRowWalk(items, (one) => one.articleId)
  const { item } = walk
  const some = { enabled: item !== undefined }
  useCommand('today.next', () => walk.step(1), some)
  useCommand('today.previous', () => walk.step(-1), some)
  useCommand('today.read', () => item && onRead(item.articleId), some)
  useCommand('today.postpone', () => item && void work.postpone(item.articleId, item.postponedIn), some)
  useCommand('today.priority', () => item && void work.raise(item.articleId, item.priority), some)
  useCommand('today.finish', () => item && void work.finish(item.articleId), some)
  useCommand('today.remove', () => item && void work.remove(item.articleId), some)

  return (
    <ul {...walk.listProps} className="readings" aria-label={props.label}>
      {items.map((one, index) => (
        <li key={one.articleId} data-index={index} className="title-row reading" data-priority={one.priority}>
          <div className="title-row-main">
            {/* Its ::after covers the row, so that the whole row can be clicked. */}
            <button
              type="button"
              className="title-row-title"
              {...walk.rowProps(index)}
              lang={one.language || undefined}
              dir="auto"
              onClick={() => onRead(one.articleId)}
            >
              {titleOf(one)}
            </button>
            <span className="reading-details">
              {readingDetails(one, props.isDue).map((part) => (
                <span key={part} dir="auto">
                  {part}
                </span>
              ))}
            </span>
          </div>
          {one.priority === 'normal' ? null : (
            <span className="reading-priority">{t(`today.priority.${one.priority}`)}</span>
          )}
          <span className="reading-menu">
            <Menu
              align="end"
              trigger={
                <button
                  type="button"
                  className="icon-button"
                  aria-label={t('today.moreFor', { title: titleOf(one) })}
                  tabIndex={walk.tabIndex(index)}
                >
                  <MoreHorizontal aria-hidden="true" />
                </button>
              }
              items={[
                { label: t('today.read'), shortcut: 'Enter', onSelect: () => onRead(one.articleId) },
                {
                  label: t('today.postpone'),
                  shortcut: 'd',
                  onSelect: () => void work.postpone(one.articleId, one.postponedIn)
                },
                { label: t('today.finish'), shortcut: 'e', onSelect: () => void work.finish(one.articleId) },
                { kind: 'separator' },
                ...priorities.map((priority) => ({
                  kind: 'choice' as const,
                  label: t(`today.priority.${priority}`),
                  checked: one.priority === priority,
                  onSelect: () => void work.setPriority(one.articleId, priority)
                })),
                { kind: 'separator' },
                {
                  label: t('today.remove'),
                  shortcut: 'Delete',
                  onSelect: () => void work.remove(one.articleId)
                }
              ]}
            />
          </span>
        </li>
      ))}
    </ul>
  )
}
