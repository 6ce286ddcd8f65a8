import { useEffect, useRef } from 'react'
import type { ArticleId } from '../../../shared/values.ts'
import { titleOf } from '../../lib/formats.ts'
import { invoke } from '../../lib/invoke.ts'
import { t } from '../../lib/messages.ts'
import type { ReaderTarget } from '../../lib/reader-target.ts'
import { runCommand, useCommand } from '../../lib/use-command.ts'
import { useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { CalendarArrowUp, Check, Clock, CornerUpLeft } from '../../ui/icons.ts'
import { useToast } from '../../ui/Toast.tsx'
import { days } from './reading-words.ts'
import { useReadingWork } from './use-reading-work.ts'
import './today.css'

/**
 * Under a text that comes back or is an extract: where it is from, and what to do with it now. In a session
 * of the day's readings each of these goes on to the next one.
 */
export function ReadingStrip(props: {
  articleId: ArticleId
  /** Read as one of the day's readings. */
  session: boolean
  /** The next of the day's readings; null when none is left. */
  onNext(articleId: ArticleId | null): void
  onOpen(articleId: ArticleId, target?: ReaderTarget): void
}) {
  const { articleId, session, onNext } = props
  const { data: standing } = useData('queue.get', { articleId })
  const { data: source } = useData('extracts.source', { articleId })
  const { data: article } = useData('articles.get', { articleId })
  const { data: day } = useData('queue.today', {}, { enabled: session })
  const work = useReadingWork()
  const { show, showError } = useToast()

  const next = () => {
    if (!session) return
    invoke('queue.today', {}).then(
      ({ items }) => onNext(items.find((item) => item.articleId !== articleId)?.articleId ?? null),
      showError
    )
  }
  const then = (done: Promise<boolean>) => void done.then((ok) => ok && next())
  // Finishing is a command of the article itself, from the keyboard, its end or the menu.
  const before = useRef(article?.state)
  const latestNext = useRef(next)
  latestNext.current = next
  useEffect(() => {
    if (before.current && before.current !== 'finished' && article?.state === 'finished') latestNext.current()
    before.current = article?.state
  }, [article?.state])

  useCommand('reader.comeBack', () => then(work.later(articleId)))
  useCommand('reader.postpone', () => standing && then(work.postpone(articleId, standing.postponedIn)), {
    enabled: Boolean(standing)
  })
  useCommand('reader.priority', () => standing && void work.raise(articleId, standing.priority), {
    enabled: Boolean(standing)
  })
  useCommand('reader.notAgain', () => then(work.remove(articleId)), { enabled: Boolean(standing) })
  const openSource = () => {
    if (!source || source.state === 'gone') return
    if (source.highlightId) {
      props.onOpen(source.articleId, { kind: 'highlight', highlightId: source.highlightId })
      return
    }
    if (!source.span) show({ message: t('today.noPlace') })
    props.onOpen(
      source.articleId,
      source.span
        ? { kind: 'occurrences', occurrences: [source.span], index: 0, query: source.exact.slice(0, 100) }
        : undefined
    )
  }
  useCommand('reader.extractSource', openSource, { enabled: Boolean(source) && source?.state !== 'gone' })

  if (!standing && !source) return null
  const left = day ? day.items.filter((item) => item.articleId !== articleId).length : 0
  return (
    <section className="reading-strip" aria-label={t('today.strip')}>
      {source ? (
        source.state === 'gone' ? (
          <span className="reading-strip-from">{t('today.fromGone')}</span>
        ) : (
          <Button
            look="quiet"
            className="reading-strip-from"
            title={t('today.showInSource')}
            aria-keyshortcuts="Shift+I"
            onClick={openSource}
          >
            <CornerUpLeft aria-hidden="true" className="mirrored" />
            <span dir="auto">
              {t('today.from', {
                title:
                  source.state === 'trashed'
                    ? t('today.fromTrashed', { title: titleOf(source) })
                    : titleOf(source)
              })}
            </span>
          </Button>
        )
      ) : null}
      {session ? (
        <span className="reading-strip-left" role="status">
          {left > 0 ? t('today.left', { count: left }) : t('today.lastOne')}
        </span>
      ) : null}
      {standing ? (
        <div className="reading-strip-tools">
          <Button
            shortcut="w"
            look={session ? 'primary' : 'plain'}
            aria-label={t('today.laterIn', { interval: days(standing.laterIn) })}
            onClick={() => runCommand('reader.comeBack')}
          >
            <Clock aria-hidden="true" />
            {t('today.later')}
            <span className="reading-strip-interval">{days(standing.laterIn)}</span>
          </Button>
          <Button shortcut="d" look="quiet" onClick={() => runCommand('reader.postpone')}>
            <CalendarArrowUp aria-hidden="true" />
            {t('today.postpone')}
          </Button>
          <Button shortcut="e" look="quiet" onClick={() => runCommand('reader.finish')}>
            <Check aria-hidden="true" />
            {t('today.finish')}
          </Button>
          <Button shortcut="Shift+G" look="quiet" onClick={() => runCommand('reader.priority')}>
            {t(`today.priority.${standing.priority}`)}
          </Button>
        </div>
      ) : null}
    </section>
  )
}
