import {
  attribute,
  classOf,
  type Element,
  elementsOf,
  isText,
  type ParentNode,
  shortLineOf
} from '../html/html-tree.ts'
import { isoDate } from '../text/text-masthead.ts'
import { aboveTitle, isTitle } from './beside-title.ts'
import { isTime } from './marked-page.ts'
import { isReader } from './page-byline.ts'

/** So many elements after the title, the page has come to its text. */
const NEAR = 80

/** The first of the candidates that is a whole date, as ISO; a date that leaves something to guess is none. */
export function firstDate(candidates: readonly string[]): string {
  for (const candidate of candidates) {
    const text = westernDigits(candidate.trim())
    const iso = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(
      text
    )
    if (iso && !Number.isNaN(Date.parse(text.slice(0, 10))))
      return text.replace(/^(\S{10}) /, '$1T').replace(' ', '')
    // 20240131 is a date of a machine's; so are RFC 822's and JavaScript's own.
    const packed = /^(\d{4})(\d{2})(\d{2})(?:T?\d{4,6})?$/.exec(text)
    const named =
      isoDate(text) ||
      (packed ? isoDate(`${packed[1]}-${packed[2]}-${packed[3]}`) : '') ||
      machineDate(text) ||
      onlyDateIn(text) ||
      dateCalledFirst(text)
    if (named) return named
  }
  return ''
}

/** The digits of Arabic, Persian and Hindi as those that dates are read by. */
const westernDigits = (text: string) =>
  text.replace(/[٠-٩۰-۹०-९]/gu, (digit) => `${digitSets.indexOf(digit) % 10}`)
const digitSets = '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९'

/** "Wed, 20 Nov 2019 10:00:00 GMT" and "Wed Nov 20 2019 10:00:00": the day is written out, so nothing is guessed. */
function machineDate(text: string): string {
  const day = /^(?:\p{L}{3,9},?\s+)?(\d{1,2}\s+\p{L}{3,9}\s+\d{4}|\p{L}{3,9}\s+\d{1,2},?\s+\d{4})\b/u.exec(
    text
  )
  return day ? isoDate(day[1] as string) : ''
}

/** The one date in a line that holds nothing else of the kind. */
function onlyDateIn(text: string): string {
  const found = text.length <= 60 ? [...text.matchAll(inText)] : []
  return found.length === 1 ? dateOf(found[0]?.[0] ?? '') : ''
}

/** Of a line that says when it was changed as well, the date it calls the first. */
function dateCalledFirst(text: string): string {
  if (text.length > 160) return ''
  const [, stated = ''] = calledFirst.exec(text) ?? []
  return dateOf(stated)
}

/** A date in words or numbers; one whose day and month could be the other way round is none. */
function dateOf(stated: string): string {
  return isoDate(stated) || numericDate(stated)
}

/**
 * "11/19/2019" and "19.11.2019": one of the two is too large for a month, so the other one is it. With two digits for
 * the year only "11/19/19" is that clear: "19/11/13" may begin with its year.
 */
function numericDate(stated: string): string {
  const [, first = '', second = '', year = ''] =
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(stated) ?? []
  if (Number(second) > 12) return isoDate(`${fullYear(year)}-${first}-${second}`)
  return Number(first) > 12 && year.length === 4 ? isoDate(`${year}-${second}-${first}`) : ''
}

/** Nothing that is read here was published before the nineties. */
const fullYear = (year: string) => (year.length === 4 ? year : `${Number(year) >= 90 ? 19 : 20}${year}`)

const inText =
  /\b\d{4}-\d{2}-\d{2}\b|(?<![\d/.-])\d{4}(?<first>[/.])\d{1,2}\k<first>\d{1,2}(?![/.-]?\d)|(?<![\d/.-])\d{1,2}(?:(?<by>[/.-])\d{1,2}\k<by>\d{4}|\/\d{1,2}\/\d{2})(?![/.-]?\d)|\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]|\b\d{1,2}(?:st|nd|rd|th|er|º|ª)?\.?\s+(?:de\s+)?[\p{L}\p{M}]{3,12}\.?[,،]?\s+(?:del?\s+)?\d{4}\b|\b\p{L}{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}\b/giu

const calledFirst = new RegExp(
  `(?<!\\p{L})(?:original(?:ly)?|(?:first )?published|posted|veröffentlicht|erschienen|publié|publicado|pubblicato|опубликовано)(?: (?:on|am|le|el|il))?\\s*:?\\s*(${inText.source})`,
  'iu'
)

const saysFirst =
  /^\W*(?:(?:first|originally) (?:published|posted)|zuerst (?:erschienen|veröffentlicht)|erstveröffentlich\w*|(?:publié|paru) (?:initialement|à l[’']origine)|publicado (?:originalmente|por primera vez)|впервые опубликовано)/iu

/** The day on which a page says at any place that its text was published first; empty where it says several. */
function dateSaidFirst(root: ParentNode): string {
  const days = new Set<string>()
  for (const element of elementsOf(root)) {
    if (!/^(?:p|div|span|small|li|em|i|time|footer)$/.test(element.tagName)) continue
    const [text = ''] = element.childNodes.filter(isText).map(({ value }) => value.trim())
    if (!saysFirst.test(text) || isReader(element)) continue
    const said = westernDigits(shortLineOf(element, 120))
    const date = dateCalledFirst(said) || onlyDateIn(said)
    if (date) days.add(date)
  }
  const [day = ''] = days
  return days.size === 1 ? day : ''
}

/**
 * The date a page shows near its title, under it before above it, or else where it says when its text was published
 * first, or what it calls its date.
 */
export function visibleDate(root: ParentNode, title: string): string {
  let since = Number.POSITIVE_INFINITY
  let called = ''
  for (const element of elementsOf(root)) {
    since += 1
    if (isTitle(element, title)) since = 0
    if (element.tagName === 'time') {
      if (isReader(element)) continue
      const date = firstDate([attribute(element, 'datetime') ?? '', shortLineOf(element, 120)])
      if (date && since <= NEAR) return date
      called ||= date
      continue
    }
    const isCalled =
      /(?:^|[\s_-]|__)(?:date(?:line|-?time|-?published)?|pub-?date|publish(?:ed)?(?:-?(?:date|on|at))?|posted-?on|timestamp|datum|fecha|data-pubblicazione)(?:$|[\s_-]|__)/i.test(
        `${classOf(element)} ${attribute(element, 'itemprop') ?? ''}`
      )
    if (!isCalled && !(since > 0 && since <= NEAR / 2)) continue
    const text = westernDigits(shortLineOf(element, 120))
    // What it says, its own time says better.
    if (text && [...elementsOf(element)].some(({ tagName }) => tagName === 'time')) continue
    if (text && isReader(element)) continue
    for (const [stated] of text.matchAll(inText)) {
      const date = dateOf(stated)
      if (date && since <= NEAR) return date
      if (date && isCalled) called ||= date
    }
  }
  return dateAbove(aboveTitle(root, title)) || dateSaidFirst(root) || called
}

/** The one date that stands above the title. */
function dateAbove(above: readonly Element[]): string {
  const dates = above.filter(isTime).map((element) => {
    const stated = [element, ...elementsOf(element)].map((one) => attribute(one, 'datetime') ?? '')
    return firstDate([...stated, shortLineOf(element, 120)])
  })
  const days = new Set(dates.filter(Boolean).map((date) => date.slice(0, 10)))
  return days.size === 1 ? (dates.find((date) => date.includes('T')) ?? dates.find(Boolean) ?? '') : ''
}

/** /2019/11/20/ in an address is the day its page was made. */
export function dateInAddress(url: string): string {
  const found = /\/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:\/|-|$)/.exec(url)
  return found ? isoDate(`${found[1]}-${found[2]}-${found[3]}`) : ''
}
