import { monthNamed } from './month-names.ts'
import { joinLines, type Layout, type Paragraph, reflow } from './text-layout.ts'
import { startsWithMarker } from './text-lists.ts'

/** What stands around the body of a plain text. Every field is empty unless the text states it. */
export interface Masthead {
  title: string
  standfirst: string
  byline: string
  site: string
  url: string
  published: string
  sourceLine: string
}

const LONGEST_TITLE = 200

/** Takes title, standfirst, byline, date, address and source line off a text and leaves its body. */
export function readMasthead(
  paragraphs: Paragraph[],
  layout: Layout
): { masthead: Masthead; rest: Paragraph[] } {
  const masthead: Masthead = {
    title: '',
    standfirst: '',
    byline: '',
    site: '',
    url: '',
    published: '',
    sourceLine: ''
  }
  const rest = splitFirst(paragraphs)
  if (rest.length > 1 && isTitle(rest[0] as Paragraph, layout)) {
    masthead.title = (rest.shift() as Paragraph).lines
      .map((line) => line.trim())
      .join(' ')
      .replace(/\s+/gu, ' ')
  }
  takeStatements(rest, masthead)
  if (masthead.title && isStandfirst(rest, layout)) {
    masthead.standfirst = joinLines((rest.shift() as Paragraph).lines.map((line) => line.trim())).replace(
      /[ \t]+/g,
      ' '
    )
    takeStatements(rest, masthead)
  }
  takeSource(rest, masthead)
  return { masthead, rest }
}

/** A title typed straight above its byline, or above an underline. */
function splitFirst(paragraphs: Paragraph[]): Paragraph[] {
  const [first, ...rest] = paragraphs
  if (!first || first.fenced || first.lines.length < 2 || first.lines.length > 6) return [...paragraphs]
  const statements = first.lines.slice(1).every((line) => statementOf(line.trim()))
  return statements ? [...first.lines.map((line) => ({ lines: [line] })), ...rest] : [...paragraphs]
}

function isTitle(first: Paragraph, layout: Layout): boolean {
  if (first.underlined) return true
  if (first.fenced || first.lines.length > 2) return false
  // Two lines are a title only when the first had no room left.
  if (first.lines.length === 2 && !(layout.wrap && reflow(first.lines, layout)?.length === 1)) return false
  const line = first.lines.join(' ').trim()
  if (line.length > LONGEST_TITLE || !/[\p{L}\p{N}]/u.test(line)) return false
  if (/[.。．।۔,;:،]["'”’»)\]]*$/u.test(line) && !/(?:\.{3}|\b\p{Lu}\.)$/u.test(line)) return false
  return !startsWithMarker(first.lines[0] as string) && !line.startsWith('>')
}

const nameParticles =
  'and|und|et|y|e|en|och|og|de|del|della|di|da|du|des|van|von|der|den|bin|ibn|al|el|la|le|zu|ter|dos'
const name = String.raw`\p{Lu}[\p{L}\p{M}.'’-]*`
const bylineForms = [
  new RegExp(
    String.raw`^(?:[Bb]y|BY|Von|Par|Por|Di|Door|Av|Af)\s+(${name}(?:,?\s+(?:${name}|${nameParticles}|&)){0,14})$`,
    'u'
  ),
  /^(?:Author|Authors|Written by|Byline|Autor|Autorin|Auteur|Autore|Автор|Författare|作者|文|撰文|記者|记者)\s*[:：]\s*(\S.{0,120})$/iu
]
const dateForm =
  /^(?:Published|Publication date|Date|Posted|Veröffentlicht|Publié|Publicado|Pubblicato|Дата|日期|发布)(?:\s+(?:on|le|am|el|il))?\s*[:：]?\s+(\S.{3,38})$/iu
const addressForm =
  /^(?:URL|Link|Address|Source|From|Original|Quelle|Fuente|来源)?\s*[:：]?\s*(https?:\/\/[^\s<>"]{3,4000})$/iu

type Statement = { field: 'byline' | 'published' | 'url'; value: string }

/** A line that is nothing but a byline, a date or an address. */
function statementOf(line: string): Statement | undefined {
  if (line.length > 4100) return undefined
  for (const form of bylineForms) {
    const value = form.exec(line)?.[1]
    if (value && line.length <= 160) return { field: 'byline', value }
  }
  const stated = dateForm.exec(line)?.[1]
  const published = stated && isoDate(stated)
  if (published) return { field: 'published', value: published }
  const url = addressForm.exec(line)?.[1]
  if (url && URL.canParse(url)) return { field: 'url', value: url }
  return undefined
}

function takeStatements(rest: Paragraph[], masthead: Masthead): void {
  while (rest.length > 1) {
    const found = (rest[0] as Paragraph).lines.map((line) => statementOf(line.trim()))
    if (!found.every((statement) => statement && masthead[statement.field] === '')) return
    for (const statement of found) if (statement) masthead[statement.field] = statement.value
    rest.shift()
  }
}

/** An ISO date from a date that leaves nothing to guess: ISO itself, or day, month by name, and year. */
export function isoDate(stated: string): string {
  const clean = stated.trim().replace(/\.$/, '')
  const iso =
    /^(\d{4})(?:[-/.]|\s?[年년]\s?)(\d{1,2})(?:[-/.]|\s?[月월]\s?)(\d{1,2})(?:\s?[日일])?(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
      clean
    )
  if (iso) {
    const date = validDate(Number(iso[1]), Number(iso[2]), Number(iso[3]))
    return date && iso[4] ? `${date}T${iso[4]}${iso[5] ?? ''}` : date
  }
  const named =
    /^(?:\p{L}+day,?\s+)?(\d{1,2})(?:st|nd|rd|th|er|º|ª)?\.?\s+(?:de\s+)?([\p{L}\p{M}]+)\.?[,،]?\s+(?:del?\s+)?(\d{4})(?:\s+г)?$/iu.exec(
      clean
    ) ?? /^(?:\p{L}+day,?\s+)?(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/u.exec(clean)
  if (!named) return ''
  const [day, month] = /^\d/.test(named[1] as string) ? [named[1], named[2]] : [named[2], named[1]]
  const number = monthNamed(month as string)
  return number ? validDate(Number(named[3]), number, Number(day)) : ''
}

function validDate(year: number, month: number, day: number): string {
  const date = new Date(Date.UTC(year, month - 1, day))
  if (year < 1000 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return ''
  return date.toISOString().slice(0, 10)
}

/**
 * One sentence between title and body that is shorter than what follows. Read wrongly it is still the
 * same words in the same place, set larger.
 */
function isStandfirst(rest: Paragraph[], layout: Layout): boolean {
  const [first, second, third] = rest
  if (!first || !second || !third || first.fenced || first.underlined) return false
  if (first.lines.length > 1 && reflow(first.lines, layout)?.length !== 1) return false
  const line = joinLines(first.lines.map((part) => part.trim()))
  if (line.length < 40 || line.length > 320 || startsWithMarker(line) || /^["“„«「『>(—–]/u.test(line))
    return false
  if (!/[.!?。！？।۔؟]["”’»」』)]*$/u.test(line) || sentenceCount(line) > 1) return false
  // A place line ("GENEVA — …", "Paris (AFP) - …") opens the report itself.
  if (
    /^\p{Lu}[\p{L} .,'’]{1,40}(?:\([\p{L} /]{2,20}\)\s*)?\s[—–-]\s/u.test(line) &&
    /^\p{Lu}{3}|\(/u.test(line)
  )
    return false
  const following = rest.slice(1, 9).map((part) => part.lines.join(' ').length)
  const longer = following.filter((length) => length > line.length).length
  return longer >= following.length / 2 && following.length >= 3
}

function sentenceCount(line: string): number {
  return 1 + (line.match(/[.!?]["”’»)]*\s+["“„«(]*\p{Lu}|[。！？](?=.)/gu)?.length ?? 0)
}

const sourceForm =
  /^(?:Source|Sources|Quelle|Quellen|Fuente|Fuentes|Fonte|Fonti|Bron|Bronnen|Källa|Kilde|Źródło|Zdroj|Kaynak|Источник|Джерело|来源|來源|出典|المصدر|מקור)\s*[:：]\s*(\S.{0,300})$/iu
const nobody = /^(?:(?:news |the )?(?:agencies|agency|author|wires|staff|internet|own)\b.*)$/iu

/** The last line, when it says where the text is from. */
function takeSource(rest: Paragraph[], masthead: Masthead): void {
  const last = rest.at(-1)
  if (!last || rest.length < 2 || last.fenced || last.lines.length !== 1) return
  const line = (last.lines[0] as string).trim()
  const value = sourceForm.exec(line)?.[1]
  if (!value) return
  rest.pop()
  masthead.sourceLine = line
  const address = addressForm.exec(value)?.[1]
  if (address) {
    masthead.url ||= URL.canParse(address) ? address : ''
    return
  }
  const first =
    value
      .split(/\s+(?:and|und|et|y|e|en|och|og|и|і|ve)\s+|\s*[,;|/、，&]\s*/u)[0]
      ?.replace(/[.。]$/, '')
      .trim() ?? ''
  if (first.length <= 60 && /^[\p{Lu}\p{Lo}\d]/u.test(first) && !nobody.test(first)) masthead.site ||= first
}
