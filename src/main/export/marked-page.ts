import type { Database } from 'better-sqlite3'
import { isExactAt } from '../../shared/anchoring/quote.ts'
import { escapeHtml } from '../../shared/escape-html.ts'
import { tell } from '../../shared/sentence.ts'
import { markHtml } from '../printing/mark-html.ts'
import { articlePage } from './article-page.ts'
import { noteHtml } from './note-html.ts'
import type { QuotedArticle, QuotedHighlight } from './quoted-article.ts'

/**
 * An article as one HTML file with its pictures inside, its highlights drawn and its notes beside the text
 * (below it where the window is narrow). It runs nothing and fetches nothing.
 *
 * A highlight is drawn only where the current text says exactly its words; any other is listed with them.
 */
export function markedPage(db: Database, article: QuotedArticle): string {
  const version = article.versions.find((one) => one.id === article.currentVersionId)!
  const { html, text } = db
    .prepare<[string], { html: string; text: string }>('SELECT html, text FROM article_versions WHERE id = ?')
    .get(version.id)!
  const sure = new Set(
    article.highlights.filter((one) => one.versionId === version.id && isExactAt(text, one, one.exact))
  )
  const noted = article.highlights.filter((one) => one.note || one.tags.length > 0 || !sure.has(one))
  const spans = [...sure].map(({ id, start, end, color }) => {
    const note = noted.findIndex((one) => one.id === id)
    return { start, end, color, ...(note >= 0 && { note: note + 1 }) }
  })
  const picture = db.prepare<[string], { media_type: string; bytes: Buffer }>(
    'SELECT media_type, bytes FROM assets WHERE hash = ?'
  )
  const page = articlePage(article, version, markHtml(html, spans), (hash) => {
    const asset = picture.get(hash)
    return asset && `data:${asset.media_type};base64,${asset.bytes.toString('base64')}`
  })
  return (
    page
      .replace("img-src 'self' file:", 'img-src data:')
      .replace('</style>', `${style}</style>`)
      // A function: a dollar in a note is a dollar.
      .replace('</article>', () => `</article>${notes(article, noted, sure)}`)
  )
}

function notes(
  article: QuotedArticle,
  noted: readonly QuotedHighlight[],
  sure: ReadonlySet<QuotedHighlight>
): string {
  if (noted.length === 0 && !article.note) return ''
  const items = noted.map((one, index) => {
    const tags = one.tags.map(({ tag }) => `#${escapeHtml(tag)}`).join(' ')
    return (
      `<li id="note-${index + 1}"><blockquote dir="auto">${escapeHtml(one.quote)}</blockquote>` +
      (sure.has(one) ? '' : `<p class="credits">${escapeHtml(tell({ key: 'printing.unsure' }))}</p>`) +
      `<div dir="auto">${noteHtml(one.note?.body ?? '')}</div>` +
      `${tags && `<p class="credits" dir="auto">${tags}</p>`}</li>`
    )
  })
  const whole = article.note ? `<div dir="auto">${noteHtml(article.note.body)}</div>` : ''
  return `<aside><h2>${escapeHtml(tell({ key: 'printing.notes' }))}</h2>${whole}<ol>${items.join('')}</ol></aside>`
}

const style =
  'mark[data-color]{color:inherit;background:#fdf0a8}mark[data-color=green]{background:#cdeccb}' +
  'mark[data-color=blue]{background:#cbe2f7}mark[data-color=pink]{background:#f9d3de}' +
  'mark[data-color=purple]{background:#e0d4f5}aside{font-size:.85em;color:#444}aside ol{padding:0 0 0 1.5em}' +
  'aside blockquote{margin:0;font-style:italic;max-height:4.8em;overflow:auto}' +
  '@media(min-width:75em){body{margin-inline:4rem 24rem;max-width:38em}' +
  'aside{position:fixed;inset-block:3rem;inset-inline-end:2rem;width:20rem;overflow:auto}}'
