import { useMemo } from 'react'
import { type Piece, piecesOf } from '../../../shared/embeds.ts'
import { type GatheredHighlight, MAX_GATHERED } from '../../../shared/notebooks.ts'
import type { ArticleId, HighlightId } from '../../../shared/values.ts'
import { titleOf } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'
import { NoteText } from '../../lib/notes/NoteText.tsx'
import { useData } from '../../lib/use-data.ts'

/** A notebook to read: its Markdown, and the highlights it gathers in their places. */
export function NotebookText(props: {
  body: string
  onLink(url: string): void
  onOpen(articleId: ArticleId, highlightId: HighlightId): void
}) {
  const pieces = useMemo(() => numbered(piecesOf(props.body)), [props.body])
  const ids = useMemo(
    () => [...new Set(pieces.flatMap(({ piece }) => (piece.kind === 'embed' ? [piece.highlightId] : [])))],
    [pieces]
  )
  const { data } = useData(
    'notebooks.highlights',
    { highlightIds: ids.slice(0, MAX_GATHERED) },
    { enabled: ids.length > 0, keepPrevious: true }
  )
  const highlights = useMemo(() => new Map(data?.map((one) => [one.id, one])), [data])
  return (
    <>
      {pieces.map(({ piece, key }) =>
        piece.kind === 'text' ? (
          <NoteText key={key} body={piece.text} whole onLink={props.onLink} />
        ) : (
          <EmbeddedHighlight
            key={key}
            highlight={highlights.get(piece.highlightId)}
            isLookedUp={data !== undefined}
            onLink={props.onLink}
            onOpen={props.onOpen}
          />
        )
      )}
    </>
  )
}

/** Pieces with keys that stay while others come and go. */
function numbered(pieces: readonly Piece[]): { piece: Piece; key: string }[] {
  const seen = new Map<string, number>()
  return pieces.map((piece) => {
    const name = piece.kind === 'embed' ? piece.highlightId : piece.text.slice(0, 60)
    const times = seen.get(name) ?? 0
    seen.set(name, times + 1)
    return { piece, key: `${name} ${times}` }
  })
}

/** A highlight in a notebook: quote, note and where it is from; one press opens it there. */
function EmbeddedHighlight(props: {
  highlight: GatheredHighlight | undefined
  isLookedUp: boolean
  onLink(url: string): void
  onOpen(articleId: ArticleId, highlightId: HighlightId): void
}) {
  const { highlight } = props
  if (!highlight) {
    return props.isLookedUp ? <p className="embed-gone">{t('notebooks.gone')}</p> : null
  }
  return (
    <figure className={`embed card-${highlight.color}`}>
      <blockquote dir="auto">{highlight.exact}</blockquote>
      {highlight.note ? (
        <div className="embed-note" dir="auto">
          <NoteText body={highlight.note} onLink={props.onLink} />
        </div>
      ) : null}
      <figcaption>
        <button
          type="button"
          className="words-button"
          dir="auto"
          title={t('notebooks.open')}
          onClick={() => props.onOpen(highlight.articleId, highlight.id)}
        >
          {titleOf({ title: highlight.articleTitle })}
        </button>
        {highlight.trashed ? <span> {t('notebooks.inTrash')}</span> : null}
      </figcaption>
    </figure>
  )
}
