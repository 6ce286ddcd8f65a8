import type { Database } from 'better-sqlite3'
import { isExactAt } from '../../shared/anchoring/quote.ts'
import { escapeHtml } from '../../shared/escape-html.ts'
import { type Highlight, quoteOf } from '../../shared/highlights.ts'
import { shortenMiddle } from '../../shared/shorten.ts'
import { type VerticalWriting, verticalWriting } from '../../shared/vertical-writing.ts'
import { noteHtml, noteLineHtml } from '../export/note-html.ts'
import { withQuote } from '../highlights/note-signs.ts'
import { listHighlights } from '../highlights/repository.ts'
import { versionText } from '../highlights/select-text.ts'
import { getNoteBody } from '../notes/repository.ts'
import { listPages } from '../reading/list-pages.ts'
import { readingPage } from '../reading/reading-page.ts'
import { getPage } from '../reading/repository.ts'
import { readSettings } from '../settings/handlers.ts'
import { translate } from '../translate.ts'
import { fitTables } from './fit-tables.ts'
import { type DrawnSpan, markHtml } from './mark-html.ts'

/**
 * An article for paper, in pieces: the reading page with its highlights drawn, a number after each that has
 * a note or tags, short notes in the margin beside their passages, and the others at the end. Undefined when the
 * version is not there.
 *
 * Where the reader has vertical lines, so has the paper, whose pages then go to the left, or to the right as the lines
 * do; all notes stand at the end, since lines of theirs have no room beside such.
 *
 * A highlight is drawn only where the text says exactly its words; one whose place is not sure is listed at
 * the end with its words.
 *
 * @param locale BCP 47, for the date.
 */
export function printPage(db: Database, versionId: string, locale?: string): Generator<string> | undefined {
  const page = getPage(db, versionId)
  if (!page) return undefined
  const { articleId } = page
  const vertical = readSettings(db).vertical ? verticalWriting(page.language) : undefined
  const text = versionText(db, versionId)
  const highlights = listHighlights(db, articleId)
    .filter((one) => one.versionId === versionId)
    .map((one) => withQuote(db, one))
  const sure = highlights.filter(({ start, end, exact }) => isExactAt(text, { start, end }, exact))
  const isSure: ReadonlySet<Highlight> = new Set(sure)
  const noted = [...sure, ...highlights.filter((one) => !isSure.has(one))].filter(
    (one) => one.note !== '' || one.tags.length > 0 || !isSure.has(one)
  )
  const numbers = new Map(noted.map((one, index) => [one.id, index + 1]))
  const spans = sure.map((one): DrawnSpan => {
    const { id, start, end, color } = one
    const note = numbers.get(id)
    if (note === undefined) return { start, end, color }
    return { start, end, color, note, beside: vertical ? undefined : besideText(one) }
  })
  const articleNote = getNoteBody(db, { articleId, highlightId: null })
  const paper = { vertical, hasPages: listPages(db, versionId).length > 0 }
  return pieces(readingPage(page, locale), spans, paper, (beside) =>
    endNotes(noted, isSure, articleNote, beside)
  )
}

interface Paper {
  vertical: VerticalWriting | undefined
  /** The names of the original's pages stand in a margin of their own. */
  hasPages: boolean
}

function* pieces(
  page: Generator<string>,
  spans: readonly DrawnSpan[],
  { vertical, hasPages }: Paper,
  notes: (beside: ReadonlySet<number>) => string
): Generator<string> {
  const beside = new Set<number>()
  const hasNotes = spans.some((span) => span.beside !== undefined)
  const attributes = `${vertical ? ` data-writing="${vertical}"` : ''}${hasPages ? ' data-pages' : ''}`
  for (const piece of page) {
    const marked = markHtml(piece, spans, (note) => beside.add(note))
    yield fitTables(marked, { hasNotes, hasPages })
      .replace('<!doctype html><html', `$&${attributes}`)
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
      `<li id="note-${index + 1}" value="${index + 1}"><p class="note-quote" dir="auto">${escapeHtml(shortened(words(highlight)))}</p>` +
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

/** The words of a highlight; of one that marks only the sign of a note, what it is. */
const words = (highlight: Highlight) =>
  highlight.isSign
    ? translate('highlights.footnoteSign', { sign: highlight.exact.trim() })
    : quoteOf(highlight)

/** A long passage is known by its beginning and its end. */
function shortened(quote: string): string {
  return shortenMiddle(quote.replace(/\s+/gu, ' '), 100, 50)
}
