import type { SearchHit } from '../../shared/search.ts'
import { blankSpans, withoutSpans } from '../../shared/without-spans.ts'
import { changeBeginnings, eachWord } from './analyze-text.ts'
import type { Phrase, SearchPlan } from './build-plan.ts'

type Range = [start: number, end: number]
type Sign = readonly [start: number, end: number]

export interface Passages {
  occurrences: SearchHit['occurrences']
  snippet: string
  marks: SearchHit['marks']
}

/** Words of the passage shown with a hit. */
const WINDOW = 24
const MAX_OCCURRENCES = 200
/** A passage is shown with at most so many characters, however long its words are. */
const MAX_SNIPPET = 400
const MAX_MATCHES = 20_000

interface Match {
  start: number
  end: number
  /** Which part of the query it answers. */
  clause: number
  /** Number of the word in the text. */
  word: number
}

/** Starts and ends of the words of the text in hand; kept from text to text. */
let starts = new Uint32Array(4096)
let ends = new Uint32Array(4096)

/**
 * Where the query's words and phrases are in a text, and the passage that shows most of them.
 * @param signs places, in order, of what is neither looked through nor shown; offsets are those of the whole text
 */
export function findPassages(
  text: string,
  language: string,
  plan: SearchPlan,
  signs: readonly Sign[] = []
): Passages {
  const { matches, count } = findMatches(blankSpans(text, signs), language, plan)
  const best = bestWindow(matches)
  const from = best.length === 0 ? 0 : windowStart(best, count)
  const to = Math.min(count, from + WINDOW)
  const occurrences = merged(matches)
  const first = starts[from] ?? 0
  const last = count === 0 ? 0 : (ends[to - 1] ?? 0)
  const inside = occurrences.filter(([start, end]) => best.length > 0 && start >= first && end <= last)
  const shown = new Set(inside)
  const landing = best[0]?.start ?? 0
  const ordered = [
    ...inside.filter(([start]) => start >= landing),
    ...inside.filter(([start]) => start < landing),
    ...occurrences.filter((range) => !shown.has(range))
  ]
  return {
    occurrences: ordered.slice(0, MAX_OCCURRENCES).map(([start, end]) => ({ start, end })),
    ...cutSnippet(text, first, last, inside, signs)
  }
}

/** Ranges of a title (or any short text) that match. */
export function findMarks(text: string, language: string, plan: SearchPlan): Range[] {
  return merged(findMatches(text, language, plan).matches).slice(0, MAX_OCCURRENCES)
}

function findMatches(text: string, language: string, plan: SearchPlan): { matches: Match[]; count: number } {
  const matches: Match[] = []
  const phrases = plan.phraseGroups.flatMap((group) => group.phrases)
  const surfaces: string[] = []
  let count = 0
  const take = (term: string, surface: string, start: number, end: number) => {
    if (count === starts.length) grow()
    starts[count] = start
    ends[count] = end
    if (phrases.length > 0) surfaces.push(surface)
    const clause = plan.marked.get(term)
    if (clause !== undefined && matches.length < MAX_MATCHES)
      matches.push({ start, end, clause, word: count })
    count++
  }
  // Phrases need every word.
  if (phrases.length > 0 || changeBeginnings.has(language)) eachWord(text, language, take)
  else eachWord(text, language, take, { beginnings: plan.beginnings })
  phrases.forEach((phrase, number) => {
    for (const word of phrasePositions(surfaces, phrase)) {
      if (matches.length >= MAX_MATCHES) return
      const end = ends[word + phrase.surfaces.length - 1] ?? 0
      matches.push({ start: starts[word] ?? 0, end, clause: -1 - number, word })
    }
  })
  if (phrases.length > 0) matches.sort((a, b) => a.start - b.start)
  return { matches, count }
}

function grow(): void {
  const moreStarts = new Uint32Array(starts.length * 2)
  moreStarts.set(starts)
  starts = moreStarts
  const moreEnds = new Uint32Array(ends.length * 2)
  moreEnds.set(ends)
  ends = moreEnds
}

function* phrasePositions(surfaces: readonly string[], phrase: Phrase): Generator<number> {
  const [first, ...rest] = phrase.surfaces
  if (first === undefined) return
  for (let at = surfaces.indexOf(first); at !== -1; at = surfaces.indexOf(first, at + 1)) {
    const fits = rest.every((surface, next) => {
      const word = surfaces[at + 1 + next]
      if (word === undefined) return false
      return phrase.openEnd && next === rest.length - 1 ? word.startsWith(surface) : word === surface
    })
    if (fits) yield at
  }
}

/** The window that answers most parts of the query, in the fewest words; of equals the first. */
function bestWindow(matches: readonly Match[]): Match[] {
  let lowest = 0
  let highest = 0
  for (const { clause } of matches) {
    lowest = Math.min(lowest, clause)
    highest = Math.max(highest, clause)
  }
  /** The window each part was last met in. */
  const met = new Int32Array(highest - lowest + 1).fill(-1)
  let best = [0, 0]
  let bestScore = Number.NEGATIVE_INFINITY
  for (let from = 0; from < matches.length; from++) {
    const first = matches[from]?.word ?? 0
    let parts = 0
    let span = 0
    let to = from
    for (let match = matches[to]; match !== undefined && match.word < first + WINDOW; match = matches[++to]) {
      if (met[match.clause - lowest] === from) continue
      met[match.clause - lowest] = from
      parts++
      span = match.word - first
    }
    const score = parts * WINDOW - span
    if (score > bestScore) {
      bestScore = score
      best = [from, to]
    }
  }
  return matches.slice(best[0], best[1])
}

/** First word of the passage: the matches in the middle of it. */
function windowStart(best: readonly Match[], count: number): number {
  const first = best[0]?.word ?? 0
  const last = best.at(-1)?.word ?? first
  const before = Math.floor((WINDOW - (last - first + 1)) / 2)
  return Math.max(0, Math.min(first - before, count - WINDOW))
}

/** Overlapping ranges become one: pairs of characters of one word. */
function merged(matches: readonly Match[]): Range[] {
  const ranges: Range[] = []
  for (const { start, end } of matches) {
    const before = ranges.at(-1)
    if (before !== undefined && start < before[1]) before[1] = Math.max(before[1], end)
    else ranges.push([start, end])
  }
  return ranges
}

function cutSnippet(
  text: string,
  first: number,
  last: number,
  inside: readonly Range[],
  signs: readonly Sign[]
): Pick<Passages, 'snippet' | 'marks'> {
  const start = first
  let end = Math.min(last, start + MAX_SNIPPET)
  // The full stop after the last word belongs to it.
  while (end < text.length && end < start + MAX_SNIPPET && /[\p{P}]/u.test(text[end] ?? '')) end++
  const lead = start > 0 ? '…' : ''
  const rest = end < text.length ? '…' : ''
  const passage = text.slice(start, end).toWellFormed().replace(/\s/gu, ' ')
  const left = signs
    .filter(([from, to]) => to > start && from < end)
    .map(([from, to]) => [Math.max(from, start) - start, Math.min(to, end) - start] as const)
  /** Where something of the text stands in what is shown. */
  const shown = (at: number) => {
    let place = at - start
    for (const [from, to] of left) place -= Math.max(0, Math.min(at - start, to) - from)
    return place + lead.length
  }
  const seen: Range[] = inside.filter(([, to]) => to <= end).map(([from, to]) => [shown(from), shown(to)])
  return {
    snippet: lead + withoutSpans(passage, left) + rest,
    marks: seen.filter(([from, to]) => from < to)
  }
}

/** Whether a text has what the phrases and `near:` of the query ask for. */
export function holdsPhrases(texts: readonly string[], language: string, plan: SearchPlan): boolean {
  const known = new Map<string, { surfaces: string[]; terms: string[] }>()
  const read = (text: string) => {
    let its = known.get(text)
    if (its === undefined) {
      const surfaces: string[] = []
      const terms: string[] = []
      eachWord(text, language, (term, surface) => {
        surfaces.push(surface)
        terms.push(term)
      })
      its = { surfaces, terms }
      known.set(text, its)
    }
    return its
  }
  const has = (phrase: Phrase) =>
    texts.some((text) => {
      const test = plainTest(phrase)
      if (test !== null && plainText.test(text)) return test.test(text)
      return phrasePositions(read(text).surfaces, phrase).next().done === false
    })
  if (plan.withoutPhrases.some(has)) return false
  for (const group of plan.phraseGroups) {
    const loose =
      group.terms.size > 0 && texts.some((text) => read(text).terms.some((term) => group.terms.has(term)))
    if (!loose && !group.phrases.some(has)) return false
  }
  const { near } = plan
  return near === null || texts.some((text) => isNear(text, language, plan, near))
}

/** A text of these alone has no letter that is folded into another, so that its words stand there as they are. */
const plainText = /^[\0-\x7f\u2010-\u2027]*$/
const plainWord = /^[a-z0-9]{1,40}$/
const plainTests = new WeakMap<Phrase, { test: RegExp | null }>()

/**
 * Finds a phrase of plain words in a plain text, many times faster than reading all its words; null when
 * the phrase has others. As there, the s after an apostrophe is no word.
 */
function plainTest(phrase: Phrase): RegExp | null {
  let its = plainTests.get(phrase)
  if (its === undefined) {
    const plain = phrase.surfaces.every((surface) => plainWord.test(surface) && surface !== 's')
    const between = "(?:[^a-z0-9]|(?<=['\u2019])s(?![a-z0-9]))+"
    const end = phrase.openEnd ? '' : '(?![a-z0-9])'
    const test = plain ? new RegExp(`(?<![a-z0-9])${phrase.surfaces.join(between)}${end}`, 'i') : null
    its = { test }
    plainTests.set(phrase, its)
  }
  return its.test
}

/** Every marked part of the query within a stretch of text with at most `distance` words between neighbours. */
function isNear(text: string, language: string, plan: SearchPlan, distance: number): boolean {
  const wanted = new Set(plan.marked.values()).size
  if (wanted === 0) return true
  const latest = new Set<number>()
  let before = 0
  let count = 0
  let found = false
  const take = (term: string) => {
    const at = count++
    if (found || term === '') return
    const clause = plan.marked.get(term)
    if (clause === undefined) return
    if (at - before > distance) latest.clear()
    before = at
    latest.add(clause)
    found = latest.size === wanted
  }
  if (changeBeginnings.has(language)) eachWord(text, language, take)
  else eachWord(text, language, take, { beginnings: plan.beginnings })
  return found
}
