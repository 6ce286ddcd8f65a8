import type { Database } from 'better-sqlite3'
import { isExactAt } from '../../shared/anchoring/quote.ts'
import { escapeHtml } from '../../shared/escape-html.ts'
import type { Highlight } from '../../shared/highlights.ts'
import { shortenMiddle } from '../../shared/shorten.ts'
import { noteHtml, noteLineHtml } from '../export/note-html.ts'
import { listHighlights } from '../highlights/repository.ts'
import { readingPage } from '../reading/reading-page.ts'
import { getPageSource, textLength } from '../reading/repository.ts'
import { translate } from '../translate.ts'
import { type DrawnSpan, markHtml } from './mark-html.ts'

/**
 * An article for paper, in pieces: the reading page with its highlights drawn, a number after each that has
 * a note or tags, short notes in the margin beside their passages, and the others at the end. Undefined when the version is not there.
 *
 * A highlight is drawn only where the text says exactly its words; one whose place is not sure is listed at
 * the end with its words.
 *
 * @param locale BCP 47, for the date.
 */
export function printPage(db: Database, versionId: string, locale?: string): Generator<string> | undefined {
  const row = getPageSource(db, versionId)
  if (!row) return undefined
  const { article_id: articleId, text } = db
    .prepare<[string], { article_id: string; text: string }>(
      'SELECT article_id, text FROM article_versions WHERE id = ?'
    )
    .get(versionId)!
  const highlights = listHighlights(db, articleId).filter((one) => one.versionId === versionId)
  const source = {
    id: row.id,
    title: row.title,
    byline: row.byline,
    site: row.site,
    published: row.published,
    language: row.language,
    direction: row.direction,
    standfirst: row.standfirst,
    sourceLine: row.source_line,
    html: row.html,
    sections: JSON.parse(row.sections) as [number, number, number, number][],
    bodyStart: row.body_start,
    bodyEnd: row.body_end,
    textLength: textLength(row)
  }
  const sure = highlights.filter(({ start, end, exact }) => isExactAt(text, { start, end }, exact))
  const noted = [...sure, ...highlights.filter((one) => !sure.includes(one))].filter(
    (one) => one.note !== '' || one.tags.length > 0 || !sure.includes(one)
  )
  const spans = sure.map(({ id, start, end, color }): DrawnSpan => {
    const note = noted.findIndex((one) => one.id === id)
    if (note < 0) return { start, end, color }
    return { start, end, color, note: note + 1, beside: besideText(noted[note]!) }
  })
  const articleNote = db
    .prepare<[string], string>('SELECT body FROM notes WHERE article_id = ? AND highlight_id IS NULL')
    .pluck()
    .get(articleId)
  const isSure = new Set(sure)
  return pieces(readingPage(source, locale), spans, (beside) =>
    endNotes(noted, isSure, articleNote ?? '', beside)
  )
}

function* pieces(
  page: Generator<string>,
  spans: readonly DrawnSpan[],
  notes: (beside: ReadonlySet<number>) => string
): Generator<string> {
  const beside = new Set<number>()
  for (const piece of page) {
    const marked = markHtml(piece, spans, (note) => beside.add(note))
    yield marked
      .replace('</head>', '<link rel="stylesheet" href="/print.css"></head>')
      .replace('</body></html>', () => `${notes(beside)}</body></html>`)
  }
}

/** Letters of a note that still stand well in the margin; about twelve lines. */
const MOST_BESIDE = 400

/** A note for the margin, or undefined when it is too long for it. Its paragraphs are lines there. */
function besideText({ note, tags }: Highlight): string | undefined {
  if (note.length > MOST_BESIDE) return undefined
  const lines = note.split(/\n{2,}/).map((part) => noteLineHtml(part.trim()))
  if (tags.length > 0) lines.push(`<i>${tags.map((tag) => `#${escapeHtml(tag)}`).join(' ')}</i>`)
  return lines.filter(Boolean).join('<br>')
}

/** @param beside numbers of the notes that stand in the margin already */
function endNotes(
  noted: readonly Highlight[],
  sure: ReadonlySet<Highlight>,
  articleNote: string,
  beside: ReadonlySet<number>
): string {
  if (noted.length === beside.size && articleNote === '') return ''
  const items = noted.map((highlight, index) => {
    if (beside.has(index + 1)) return ''
    const tags = highlight.tags.map((tag) => `#${escapeHtml(tag)}`).join(' ')
    const unsure = sure.has(highlight)
      ? ''
      : `<p class="note-tags">${escapeHtml(translate('printing.unsure'))}</p>`
    return (
      `<li id="note-${index + 1}" value="${index + 1}"><p class="note-quote" dir="auto">${escapeHtml(shortened(highlight.exact))}</p>` +
      `<div class="note-body" dir="auto">${noteHtml(highlight.note)}</div>` +
      `${tags && `<p class="note-tags" dir="auto">${tags}</p>`}${unsure}</li>`
    )
  })
  return (
    `<section class="end-notes"><h2 dir="auto">${escapeHtml(translate('printing.notes'))}</h2>` +
    `${articleNote && `<div class="note-body" dir="auto">${noteHtml(articleNote)}</div>`}` +
    `<ol>${items.join('')}</ol></section>`
  )
}

/** A long passage is known by its beginning and its end. */
function shortened(quote: string): string {
  return shortenMiddle(quote.replace(/\s+/gu, ' '), 100, 50)
}
