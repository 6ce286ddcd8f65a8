import * as chrono from 'chrono-node'

/** A time the text names. */
export interface FoundDate {
  start: number
  end: number
  /** As written. */
  text: string
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD` (negative years before our era, as ISO 8601 has them); empty when not known. */
  from: string
  /** The last year, month or day of a span; otherwise as `from`. */
  to: string
  /** True when it is counted from the day of publication. */
  isRelative: boolean
}

const month =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?)'
const day = '(?:[12]\\d|3[01]|0?[1-9])(?:st|nd|rd|th)?'
const year = '(?:1\\d{3}|20\\d{2})'
const weekday = '(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)'
const part = '(?: (?:morning|afternoon|evening|night))?'
const season = '(?:spring|summer|autumn|fall|winter)'
const ordinal =
  '(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first|\\d{1,2}(?:st|nd|rd|th))'
const count = '(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\d{1,3})'
const unit = '(?:days?|weeks?|months?|years?|decades?|centuries|century)'
const edge = '(?:early |mid-|late |the end of |end of |the beginning of )?'

interface Rule {
  pattern: RegExp
  isRelative?: boolean
  read(match: RegExpExecArray): [string, string] | undefined
}
const rule = (source: string, read: Rule['read'], isRelative = false): Rule => ({
  pattern: new RegExp(`(?<![\\p{L}\\p{N}$€£.,-])${source}(?![\\p{L}\\p{N}])`, 'gu'),
  isRelative,
  read
})
const same = (value: string): [string, string] => [value, value]

/** In order of preference: a longer expression hides those inside it. */
const rules: readonly Rule[] = [
  rule(`(\\d{4})-(\\d{2})-(\\d{2})`, ([, y, m, d]) => same(`${y}-${m}-${d}`)),
  rule(`(?:${weekday},? )?(?:the )?(${day})(?: of)? (${month}),? (${year})`, ([, d, m, y]) =>
    same(`${y}-${monthOf(m!)}-${two(d!)}`)
  ),
  rule(`(?:${weekday},? )?(${month}) (${day}),? (${year})`, ([, m, d, y]) =>
    same(`${y}-${monthOf(m!)}-${two(d!)}`)
  ),
  rule(`(?:${month} ${day}|${day} ${month}) (?:last|this|next) year`, () => undefined, true),
  rule(`(?:last|next|this|early|late|mid-)?\\s?(?<=[\\s(]|^)${edge}(${month}),? (${year})`, ([, m, y]) =>
    same(`${y}-${monthOf(m!)}`)
  ),
  rule(`${edge}(?:the )?${season} of (${year})`, ([, y]) => same(y!)),
  rule(`(${year})\\s?[–-]\\s?(${year}|\\d{2})`, ([, a, b]) => [
    a!,
    b!.length === 2 ? a!.slice(0, 2) + b : b!
  ]),
  rule(`${edge}the (${year.replace('\\d{3}', '\\d{2}0').replace('\\d{2})', '\\d0)')})s`, ([, y]) => [
    y!,
    String(Number(y) + 9)
  ]),
  rule(`(?:the )?(?:early |mid-|late )?(${ordinal})(?: |-)century(?: (BC|BCE|AD|CE))?`, ([, n, era]) =>
    century(n!, era)
  ),
  rule(`(\\d{1,5}) (BCE?)`, ([, y]) => same(beforeOurEra(Number(y)))),
  rule(`(?:AD (\\d{1,4})|(\\d{1,4}) (?:AD|CE))`, ([, a, b]) => same((a ?? b)!.padStart(4, '0'))),
  rule(`(?:the )?(?:${month} ${day}|${day} ${month})`, () => undefined, true),
  rule(`(?:last|next|this) ${weekday}${part}`, () => undefined, true),
  rule(`${weekday}${part}`, () => undefined, true),
  rule(
    `(?:last|this|next) (?:week|month|year|weekend|night|morning|evening|${season}|century|decade|${month})`,
    () => undefined,
    true
  ),
  rule(
    `(?:the day before yesterday|the day after tomorrow|yesterday|today|tonight|tomorrow|Yesterday|Today|Tonight|Tomorrow|Last (?:week|month|year|night)|This (?:week|month|year)|Next (?:week|month|year))`,
    () => undefined,
    true
  ),
  rule(`${count} ${unit} (?:ago|earlier|from now)`, () => undefined, true),
  rule(`${edge}(?:(?<=(?:in|In|the|last|next|since|until|by|during) )${season})`, () => undefined, true),
  rule(`${edge}${month}(?! ?\\p{Lu})`, () => undefined, true),
  rule(
    `(${year})(?!\\s?(?:%|per cent|percent|people|men|women|workers|kilomet|met(?:re|er)|miles?|years|tonnes?|dollars|pounds|euros|families|words|copies|objects|soldiers|cases|volunteers|patients)|,\\d|\\.\\d)`,
    ([, y]) => same(y!)
  )
]

/**
 * Times named in an English text. What is counted from "now" ("Wednesday", "last year", "15 August") is
 * resolved against `published` (a stated date, at least to the day) and otherwise kept as it is written.
 */
export function findDates(text: string, published: string): FoundDate[] {
  const reference = /^\d{4}-\d{2}-\d{2}/.test(published)
    ? new Date(`${published.slice(0, 10)}T12:00:00`)
    : undefined
  const found: FoundDate[] = []
  const taken = (start: number, end: number) => found.some((one) => start < one.end && end > one.start)
  for (const { pattern, read, isRelative } of rules) {
    for (const match of text.matchAll(pattern)) {
      const lead = /^\s*/.exec(match[0])![0].length
      const start = match.index + lead
      const end = match.index + match[0].length
      if (taken(start, end)) continue
      const value = match[0].trim()
      if (!isTime(text, start, end, value)) continue
      const [from, to] =
        read(match as RegExpExecArray) ??
        resolve(value, reference, text.slice(Math.max(0, start - 40), start))
      found.push({ start, end, text: value, from, to, isRelative: isRelative === true })
    }
  }
  return found.toSorted((a, b) => a.start - b.start)
}

/** "May" is also a verb and a name, "March" a verb, "1,914" a number. */
function isTime(text: string, start: number, end: number, value: string): boolean {
  const before = text.slice(Math.max(0, start - 14), start)
  if (/^(?:May|March|August|Jun|Mar|Jan|Dec|Sep|Oct|Nov|Feb|Apr|Jul|Aug)\.?$/u.test(value)) {
    if (
      !/\b(?:in|In|since|Since|until|Until|by|By|of|last|next|this|from|From|to|and|late|early|during|During|every|On|on|before|after)\s$/u.test(
        before
      )
    )
      return false
    if (/^\s\p{Lu}/u.test(text.slice(end, end + 2))) return false
  }
  if (/^\d{4}$/.test(value)) {
    if (
      /(?:[#№]|\b(?:No|no|page|p|pp|chapter|room|flight|about|some|almost|nearly|over|under|than|least|most))\.?\s$/u.test(
        before
      )
    )
      return false
  }
  return true
}

function resolve(value: string, reference: Date | undefined, before: string): [string, string] {
  if (!reference) return ['', '']
  const lower = value.toLowerCase()
  const whole = /^(last|this|next) (year|month|decade|century)$/.exec(lower)
  if (whole) {
    const by = whole[1] === 'last' ? -1 : whole[1] === 'next' ? 1 : 0
    if (whole[2] === 'year') return same(String(reference.getFullYear() + by))
    if (whole[2] === 'month') {
      const moved = new Date(reference.getFullYear(), reference.getMonth() + by, 1)
      return same(`${moved.getFullYear()}-${two(moved.getMonth() + 1)}`)
    }
    return ['', '']
  }
  const dayOfYear = /^(.*) (last|this|next) year$/.exec(lower)
  // "February 24" would be read as February 2024.
  const named = (dayOfYear?.[1] ?? value).replace(/^(?:the )?(\p{L}+) (\d{1,2})$/u, '$2 $1')
  const [result] = chrono.en.GB.parse(named, reference)
  if (!result) return ['', '']
  const isFuture =
    /\b(?:will|until|is to|are to|set to|due|plans? to)\b[^.]*$/u.test(before) &&
    !/\b(?:was|were|said|had)\b[^.]*$/u.test(before)
  let date = result.date()
  const hasMonth = result.start.isCertain('month')
  const hasDay =
    result.start.isCertain('day') ||
    result.start.isCertain('weekday') ||
    /day|night|ago|morning|evening|weekend|tomorrow/u.test(lower)
  if (dayOfYear)
    date = new Date(
      reference.getFullYear() + (dayOfYear[2] === 'last' ? -1 : dayOfYear[2] === 'next' ? 1 : 0),
      date.getMonth(),
      date.getDate()
    )
  else if (result.start.isCertain('weekday') && !/^(?:last|next|this)/u.test(lower)) {
    // A bare weekday in the news is the last one up to the day of publication, unless something is to come.
    const distance = (reference.getDay() - date.getDay() + 7) % 7
    date = new Date(reference)
    date.setDate(reference.getDate() + (isFuture ? (7 - distance) % 7 : -distance))
  } else if (hasMonth && !result.start.isCertain('year')) {
    date = new Date(reference.getFullYear(), date.getMonth(), hasDay ? date.getDate() : 1)
    const apart = date.getTime() - reference.getTime()
    const half = 183 * 86_400_000
    if (!isFuture && apart > half) date.setFullYear(date.getFullYear() - 1)
    if (isFuture && apart < -half) date.setFullYear(date.getFullYear() + 1)
  } else if (/week|season|spring|summer|autumn|fall|winter|century|decade/u.test(lower)) return ['', '']
  else if (/years? (?:ago|earlier)/u.test(lower)) return same(String(date.getFullYear()))
  else if (/months? (?:ago|earlier)/u.test(lower))
    return same(`${date.getFullYear()}-${two(date.getMonth() + 1)}`)
  const stem = `${date.getFullYear()}-${two(date.getMonth() + 1)}`
  return same(hasDay ? `${stem}-${two(date.getDate())}` : stem)
}

const two = (value: string | number) => String(Number.parseInt(String(value), 10)).padStart(2, '0')

function monthOf(name: string): string {
  const at = 'jan feb mar apr may jun jul aug sep oct nov dec'
    .split(' ')
    .indexOf(name.slice(0, 3).toLowerCase())
  return two(at + 1)
}

const ordinals =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first'.split(
    ' '
  )

function century(name: string, era: string | undefined): [string, string] {
  const number = /^\d/.test(name) ? Number.parseInt(name, 10) : ordinals.indexOf(name) + 1
  if (era?.startsWith('B')) return [beforeOurEra(number * 100), beforeOurEra(number * 100 - 99)]
  return [String((number - 1) * 100 + 1).padStart(4, '0'), String(number * 100).padStart(4, '0')]
}

/** ISO 8601 counts a year 0: 1 BC is 0000, 44 BC is -0043. */
function beforeOurEra(year: number): string {
  return year === 1 ? '0000' : `-${String(year - 1).padStart(4, '0')}`
}
