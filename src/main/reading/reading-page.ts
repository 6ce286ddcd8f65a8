import { escapeHtml } from '../../shared/escape-html.ts'
import type { Direction } from '../../shared/values.ts'
import type { PageBody } from './page-body.ts'

/** What a page is made of: one version of an article with its article's metadata. */
export interface PageSource {
  id: string
  title: string
  byline: string
  /** The site as stated, else the host of its address; or empty. */
  source: string
  /** ISO date or date-time, or empty. */
  published: string
  /** BCP 47, or empty. */
  language: string
  direction: Direction
  standfirst: string
  sourceLine: string
  /** The stored body: already cleaned, every leaf with `data-at`. */
  body: PageBody
  bodyStart: number
  bodyEnd: number
  /** Length of the canonical text, UTF-16 units. */
  textLength: number
}

/**
 * The reading page, in pieces: everything needed for the first paint in the first piece (head, masthead,
 * first section), then one piece a section. It holds no script and no style: reading.css does the rest,
 * and the window sets theme and type through CSSOM.
 *
 * Every region of the canonical text (masthead, section, colophon) says which offsets it shows in
 * `data-start` and `data-end`. `data-cells` and `data-blocks` let reading.css estimate the height of a
 * section that is not laid out yet (see docs/decisions/0005-article-frame.md).
 *
 * @param locale BCP 47 tag of the interface, for the date; the system's when absent.
 */
export function* readingPage(source: PageSource, locale?: string): Generator<string> {
  const [first, ...rest] = source.body.sections
  yield `${head(source)}${masthead(source, locale)}<main>\n${first ? section(source, first) : ''}`
  for (const slice of rest) yield section(source, slice)
  yield `</main>\n${colophon(source)}</body></html>\n`
}

function head(source: PageSource): string {
  const lang = languageTag(source.language)
  return (
    `<!doctype html><html${lang ? ` lang="${escapeHtml(lang)}"` : ''} dir="${source.direction}">` +
    `<head><meta charset="utf-8"><title>${escapeHtml(source.title)}</title>` +
    '<link rel="stylesheet" href="/fonts/faces.css"><link rel="stylesheet" href="/reading.css">' +
    '<link rel="stylesheet" href="/reading-modes.css"></head><body>\n'
  )
}

function masthead(source: PageSource, locale: string | undefined): string {
  const standfirst = source.standfirst
    ? `<p class="standfirst" dir="auto" data-at="0">${escapeHtml(source.standfirst)}</p>`
    : ''
  const credits = [
    source.byline && `<span class="byline">${escapeHtml(source.byline)}</span>`,
    source.source && `<span class="site">${escapeHtml(source.source)}</span>`,
    source.published &&
      `<time datetime="${escapeHtml(source.published)}">${escapeHtml(dateInWords(source.published, locale))}</time>`
  ].filter(Boolean)
  return (
    `<header class="masthead" data-start="0" data-end="${source.standfirst.length}">` +
    `<h1 class="title" dir="auto">${escapeHtml(source.title)}</h1>${standfirst}` +
    `${credits.length > 0 ? `<p class="credits" dir="auto">${credits.join('<span class="dot" aria-hidden="true"> · </span>')}</p>` : ''}` +
    '</header>\n'
  )
}

function section(source: PageSource, slice: readonly [number, number, number, number]): string {
  const [from, to, start, end] = slice
  const html = source.body.html(from, to)
  return (
    `<section data-start="${start}" data-end="${end}" data-cells="${cells(html)}" data-blocks="${blocks(html)}">` +
    `${html}</section>\n`
  )
}

function colophon(source: PageSource): string {
  const start = source.textLength - source.sourceLine.length
  const line = source.sourceLine
    ? `<p class="source-line" dir="auto" data-at="${start}">${escapeHtml(source.sourceLine)}</p>`
    : ''
  return `<footer class="colophon" data-start="${start}" data-end="${source.textLength}">${line}</footer>\n`
}

/**
 * How wide the text of a section is, in average Latin letters: tags are not counted, and a character of
 * the East Asian wide blocks (CJK, kana, Hangul, full-width forms) counts two. A picture counts as about
 * fifteen lines. An estimate only; the browser remembers true sizes once it has laid a section out.
 */
export function cells(html: string): number {
  if (!WIDE.test(html)) return narrowCells(html)
  let count = 0
  let inTag = false
  for (let i = 0; i < html.length; i++) {
    const unit = html.charCodeAt(i)
    if (unit === 60) {
      inTag = true
      if (html.startsWith('<img', i)) count += 1000
    } else if (unit === 62) inTag = false
    else if (!inTag) count += unit >= 0x1100 && isWide(unit) ? 2 : 1
  }
  return count
}

const WIDE = /[\u1100-\uffff]/

/** The same where nothing is wide, which most text is: what stands between tags, without looking at each letter. */
function narrowCells(html: string): number {
  let count = 0
  let at = 0
  for (;;) {
    const tag = html.indexOf('<', at)
    if (tag === -1) return count + html.length - at
    count += tag - at
    if (html.startsWith('img', tag + 1)) count += 1000
    const end = html.indexOf('>', tag)
    if (end === -1) return count
    at = end + 1
  }
}

function isWide(unit: number): boolean {
  return (
    unit <= 0x115f ||
    (unit >= 0x2e80 && unit <= 0xa4cf) ||
    (unit >= 0xac00 && unit <= 0xd7a3) ||
    (unit >= 0xf900 && unit <= 0xfaff) ||
    (unit >= 0xff00 && unit <= 0xff60)
  )
}

function blocks(html: string): number {
  // Each leaf ends a line that is on average half full and is followed by some space.
  let count = 0
  for (let at = html.indexOf(' data-at="'); at !== -1; at = html.indexOf(' data-at="', at + 10)) count++
  return count
}

/** A tag the browser can use for hyphenation and line breaking, or '' when it is none. */
function languageTag(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? ''
  } catch {
    return ''
  }
}

/** The date as its reader writes it; what is no date is shown as it stands. */
function dateInWords(published: string, locale: string | undefined): string {
  const date = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(published)
  if (!date) return published
  const [, year, month, day] = date
  // The day is shown as it was stated, whatever the time zone of the reader.
  const time = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)))
  if (Number.isNaN(time.getTime())) return published
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    year: 'numeric',
    ...(month && { month: 'long' }),
    ...(day && { day: 'numeric' })
  }).format(time)
}
