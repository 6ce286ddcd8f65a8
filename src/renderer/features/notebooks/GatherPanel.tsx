import { useDeferredValue, useRef, useState } from 'react'
import { embedMarkdown } from '../../../shared/embeds.ts'
import { quoteOf } from '../../../shared/highlights.ts'
import { MAX_QUERY } from '../../../shared/search.ts'
import { shorten } from '../../../shared/shorten.ts'
import type { HighlightId } from '../../../shared/values.ts'
import { titleOf } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useData } from '../../lib/use-data.ts'

const SHOWN = 60

/** What a dragged highlight is known by; its Markdown is the data. */
export const EMBED_TYPE = 'text/x-lectern-highlight'

interface Offered {
  id: HighlightId
  exact: string
  color: string
  articleTitle: string
}

/** Highlights to drag into the notebook, or to put where one writes. */
export function GatherPanel(props: { onPut(markdown: string, id: HighlightId): void }) {
  const [typed, setTyped] = useState('')
  const query = useDeferredValue(typed.trim())
  const field = useRef<HTMLInputElement>(null)
  useCommand('notebooks.gather', () => field.current?.focus())
  const newest = { filter: {}, sort: 'newest', page: { offset: 0, limit: SHOWN } } as const
  const recent = useData('highlights.list', newest).data
  const found = useData(
    'search.query',
    { query, kinds: ['highlight'], limit: SHOWN },
    { enabled: query !== '', keepPrevious: true }
  ).data
  const offered: Offered[] =
    query === ''
      ? (recent?.items ?? [])
      : (found?.hits ?? []).flatMap((hit) =>
          hit.highlightId
            ? [
                {
                  id: hit.highlightId,
                  exact: hit.snippet,
                  color: hit.color ?? 'yellow',
                  articleTitle: hit.articleTitle
                }
              ]
            : []
        )
  return (
    <div className="gather">
      <input
        ref={field}
        type="search"
        className="gather-field"
        aria-label={t('notebooks.search')}
        placeholder={t('notebooks.search')}
        maxLength={MAX_QUERY}
        dir="auto"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <p className="field-hint">{t('notebooks.gatherHint')}</p>
      {offered.length === 0 ? <p className="panel-empty">{t('notebooks.gatherNone')}</p> : null}
      <ul className="gather-list">
        {offered.map((one) => {
          const quote = quoteOf(one)
          const markdown = embedMarkdown(quote, one.id)
          return (
            <li key={one.id}>
              <button
                type="button"
                draggable
                className={`gather-item card-${one.color}`}
                aria-label={t('notebooks.put', { quote: shorten(quote, 100) })}
                onDragStart={(event) => {
                  event.dataTransfer.setData(EMBED_TYPE, markdown)
                  event.dataTransfer.setData('text/plain', markdown)
                  event.dataTransfer.effectAllowed = 'copy'
                }}
                onClick={() => props.onPut(markdown, one.id)}
              >
                <span className="gather-quote" dir="auto">
                  {quote}
                </span>
                <span className="gather-source" dir="auto">
                  {titleOf({ title: one.articleTitle })}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
