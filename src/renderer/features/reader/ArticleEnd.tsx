import { useLayoutEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import type { ArticleState } from '../../../shared/articles.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import type { ReadingFrame } from './page/reading-frame.ts'
import { RelatedArticles } from './RelatedArticles.tsx'

/** Below the last line: say that it is finished, and go on. */
export function ArticleEnd(props: {
  frame: ReadingFrame
  articleId: ArticleId
  state: ArticleState
  highlightCount: number
  onFinish(): void
  onBack(): void
  onOpenArticle(id: ArticleId): void
}) {
  const { frame } = props
  const [holder, setHolder] = useState<HTMLElement | null>(null)
  useLayoutEffect(() => {
    const end = frame.document.createElement('div')
    end.className = 'end'
    // The page streams in: the end comes after the last of it.
    const place = () => {
      if (!frame.complete) return
      frame.document.body.append(end)
      setHolder(end)
    }
    place()
    const stop = frame.onArrival(place)
    return () => {
      stop()
      end.remove()
    }
  }, [frame])
  if (!holder) return null
  const finished = props.state === 'finished'
  return createPortal(
    <>
      <div className="end-rule" />
      <div className="end-actions">
        <button type="button" dir="auto" onClick={props.onFinish}>
          {finished ? t('reader.end.notFinished') : t('reader.end.finish')}
        </button>
        <button type="button" dir="auto" onClick={props.onBack}>
          {t('reader.end.back')}
        </button>
        {props.highlightCount > 0 ? (
          <p dir="auto">{t('reader.end.highlights', { count: props.highlightCount })}</p>
        ) : null}
      </div>
      <RelatedArticles articleId={props.articleId} onOpen={props.onOpenArticle} />
    </>,
    holder
  )
}
