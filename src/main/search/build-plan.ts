import type { SearchKind } from '../../shared/search.ts'
import { beginningOf, hasPairs, type Word, words } from './analyze-text.ts'
import { allKinds, kindNumbers } from './document-table.ts'
import { foldWord } from './fold-words.ts'
import type { ParsedQuery, TextPart } from './parse-query.ts'
import { type Alternative, ANY_FIELD, BODY, type Clause, EXTRA, type Plan, TITLE } from './plan.ts'
import { droppableWords } from './stop-words.ts'

/** A phrase as the surfaces that have to follow one another; the last may be a beginning. */
export interface Phrase {
  surfaces: string[]
  openEnd: boolean
}

export interface SearchPlan extends Plan {
  /** Each group needs one of its phrases, or one of its words (`terms`), in the text. */
  phraseGroups: { phrases: Phrase[]; terms: Set<string> }[]
  withoutPhrases: Phrase[]
  near: number | null
  /** Terms to mark, each with the clause it belongs to. */
  marked: Map<string, number>
  /** How the terms to mark begin. */
  beginnings: Set<number>
  /** True when there is nothing to look for but filters. */
  empty: boolean
  corrected: string | null
  /** A word was taken for two that follow one another. */
  split: boolean
}

/** Two or three words with hyphens between them. */
const hyphened = /^\p{L}+(?:[-\u2010\u2011]\p{L}+){1,2}$/u
/** It says as much as the last of its words, at most. */
const JOINED_WEIGHT = 0.8

/** Finds other words for one that was typed. */
export interface Expander {
  languages: ReadonlySet<string>
  expand(word: Word, terms: readonly string[], unfinished: boolean): Expansion
}

export interface Expansion {
  alternatives: Alternative[]
  correction: string | null
  /** Two words of the library that were written as one. */
  halves?: [string, string]
}

/** A query's words: the last character of a run is part of the pair before it. */
function queryWords(text: string): Word[] {
  const found = words(text, '')
  return found.filter((word, at) => {
    const before = found[at - 1]
    return before === undefined || word.start >= before.end || word.end > before.end
  })
}

/** What a query asks of the index: its words with all their other forms, and what they have to be in. */
export function buildPlan(
  parsed: ParsedQuery,
  expander: Expander,
  kinds: readonly SearchKind[] | undefined,
  stopped: () => boolean
): SearchPlan {
  const builder = new PlanBuilder(parsed, expander)
  for (const group of parsed.groups) builder.addGroup(group)
  for (const part of parsed.without) builder.exclude(part)
  const { clauses, phraseGroups, withoutPhrases, marked, corrections, split } = builder
  return {
    clauses,
    ...allowed(parsed, kinds),
    stopped,
    phraseGroups,
    withoutPhrases,
    near: parsed.near,
    marked,
    beginnings: new Set(Array.from(marked.keys(), (term) => beginningOf(term.slice(term.indexOf(' ') + 1)))),
    empty: clauses.every((clause) => clause.role === 'none'),
    corrected: corrections.size === 0 ? null : correct(parsed.groups, corrections),
    split
  }
}

class PlanBuilder {
  readonly clauses: Clause[] = []
  readonly phraseGroups: SearchPlan['phraseGroups'] = []
  readonly withoutPhrases: Phrase[] = []
  readonly marked = new Map<string, number>()
  /** By the word as it was typed. */
  readonly corrections = new Map<string, string>()
  split = false
  readonly #parsed: ParsedQuery
  /** What has to stand near one another has to be there. */
  readonly #role: 'all' | 'any'
  readonly #droppable: ReadonlySet<string>
  /** The clause of each word that was said already. */
  readonly #clauseOf = new Map<string, number>()
  readonly #excluded = new Set<string>()
  // A word that is said a hundred times is looked into once.
  readonly #termsOf: (raw: string, term: string) => string[]
  readonly #expand: (
    surface: string,
    last: string,
    word: Word,
    terms: readonly string[]
  ) => ReturnType<Expander['expand']>

  constructor(parsed: ParsedQuery, expander: Expander) {
    this.#parsed = parsed
    this.#role = parsed.near !== null ? 'all' : 'any'
    this.#droppable = droppableWords(
      parsed.groups
        .filter(isBare)
        .flatMap(([part]) => queryWords(part?.text ?? '').map((word) => word.surface)),
      foldWord
    )
    this.#termsOf = remembering((raw, term) => termsIn(expander.languages, raw, term))
    this.#expand = remembering((_surface, last, word, terms) =>
      expander.expand(word, terms, last === 'unfinished')
    )
  }

  /** Parts of which one is enough: several when they were joined by OR. */
  addGroup(group: readonly TextPart[]): void {
    const either: Alternative[] = []
    const phrases: Phrase[] = []
    const loose = new Set<string>()
    for (const part of group) {
      const found = queryWords(part.text)
      const unfinished = this.#isUnfinished(group, part)
      const asPhrase = part.phrase && found.length > 1
      // In a longer question the words themselves say enough.
      const joined = part.phrase || this.#parsed.groups.length > 1 ? [] : this.#joined(part.text)
      if (asPhrase) phrases.push({ surfaces: found.map((word) => word.surface), openEnd: unfinished })
      found.forEach((word, at) => {
        const last = unfinished && at === found.length - 1
        if (isBare(group) && this.#droppable.has(word.surface)) return
        const { alternatives, halves } = this.#alternativesOf(part, word, last)
        if (halves) {
          this.#addHalves(part, halves)
          return
        }
        if (at === found.length - 1) alternatives.push(...joined)
        if (!asPhrase)
          for (const alternative of alternatives) for (const term of alternative.terms) loose.add(term)
        if (group.length > 1) either.push(...alternatives)
        else this.#addWord(part, word, alternatives, { last, asPhrase })
      })
    }
    if (either.length > 0) {
      this.#mark(either)
      this.clauses.push({ role: this.#role, alternatives: either, times: 1 })
    }
    if (phrases.length > 0) this.phraseGroups.push({ phrases, terms: loose })
  }

  /** What must not be there. */
  exclude(part: TextPart): void {
    const found = queryWords(part.text)
    if (found.length > 1) {
      this.withoutPhrases.push({ surfaces: found.map((word) => word.surface), openEnd: false })
      return
    }
    for (const word of found) {
      if (this.#excluded.has(word.term)) continue
      this.#excluded.add(word.term)
      this.clauses.push(exclusion(this.#termsOf(part.text.slice(word.start, word.end), word.term)))
    }
  }

  /** The last part of the query, while it is being typed. */
  #isUnfinished(group: readonly TextPart[], part: TextPart): boolean {
    const { unfinished, groups } = this.#parsed
    return unfinished && group === groups.at(-1) && part === group.at(-1)
  }

  /** Two words that were written as one: they have to follow one another. */
  #addHalves(part: TextPart, halves: [string, string]): void {
    this.split = true
    this.corrections.set(halves.join(''), halves.join(' '))
    for (const half of halves) {
      const [word] = words(half, '')
      if (!word) continue
      const terms = this.#termsOf(half, word.term)
      this.#addWord({ ...part, phrase: true }, word, [{ terms, weight: 1 }], { last: false, asPhrase: true })
    }
    this.phraseGroups.push({ phrases: [{ surfaces: halves, openEnd: false }], terms: new Set() })
  }

  /** Words joined by hyphens are also written as one. */
  #joined(text: string): Alternative[] {
    if (!hyphened.test(text)) return []
    const [word, ...rest] = words(text.replace(/\P{L}/gu, ''), '')
    if (!word || rest.length > 0) return []
    return [{ terms: this.#termsOf(word.surface, word.term), weight: JOINED_WEIGHT }]
  }

  /** A word itself and, but inside of quotes, what may stand for it. */
  #alternativesOf(part: TextPart, word: Word, last: boolean): Omit<Expansion, 'correction'> {
    const terms = this.#termsOf(part.text.slice(word.start, word.end), word.term)
    const itself: Alternative = { terms, weight: 1 }
    if (part.phrase && !last) return { alternatives: [itself] }
    const expanded = this.#expand(word.surface, last ? 'unfinished' : '', word, terms)
    if (expanded.correction !== null) this.corrections.set(word.surface, expanded.correction)
    const { halves } = expanded
    return { alternatives: [itself, ...expanded.alternatives], ...(halves && { halves }) }
  }

  /** A clause for a word that stands alone or in a phrase; one that was said before only counts more. */
  #addWord(
    part: TextPart,
    word: Word,
    alternatives: Alternative[],
    { last, asPhrase }: { last: boolean; asPhrase: boolean }
  ): void {
    const { clauses } = this
    const again = part.phrase ? undefined : this.#clauseOf.get(word.term)
    const same = again === undefined ? undefined : clauses[again]
    if (same !== undefined && again !== undefined && !last) {
      clauses[again] = { ...same, times: same.times + 1 }
      return
    }
    if (!asPhrase) this.#mark(alternatives)
    if (!part.phrase) this.#clauseOf.set(word.term, clauses.length)
    clauses.push({ role: part.phrase ? 'all' : this.#role, alternatives, times: 1 })
  }

  /** Terms to mark with the clause that comes next. */
  #mark(alternatives: readonly Alternative[]): void {
    for (const { terms } of alternatives)
      for (const term of terms) if (!this.marked.has(term)) this.marked.set(term, this.clauses.length)
  }
}

/** How the texts of each language may have filed a word. */
function termsIn(languages: ReadonlySet<string>, raw: string, term: string): string[] {
  const all = new Set([term])
  for (const language of languages) {
    if (language === '') continue
    const [other, ...rest] = words(raw, language)
    if (other !== undefined && rest.length === 0) all.add(other.term)
  }
  // Pairs of characters have no language to be filed under, but a Japanese text keeps its own forms.
  const [pair] = hasPairs(raw) ? words(raw, 'ja') : []
  if (pair !== undefined) all.add(pair.term)
  return [...all]
}

/** The same, which keeps its answers by its first two arguments. */
function remembering<R extends readonly unknown[], T>(
  work: (first: string, second: string, ...rest: R) => T
): (first: string, second: string, ...rest: R) => T {
  const known = new Map<string, { answer: T }>()
  return (first, second, ...rest) => {
    const key = `${first}\n${second}`
    const before = known.get(key)
    if (before !== undefined) return before.answer
    const answer = work(first, second, ...rest)
    known.set(key, { answer })
    return answer
  }
}

/** A word (or words joined by hyphens and the like) that is neither quoted nor joined by OR. */
function isBare(group: readonly TextPart[]): boolean {
  return group.length === 1 && group[0]?.phrase === false
}

function exclusion(terms: string[]): Clause {
  return { role: 'none', alternatives: [{ terms, weight: 1 }], times: 1 }
}

/** Kinds and fields that `in:` and the request leave. */
function allowed(
  parsed: ParsedQuery,
  kinds: readonly SearchKind[] | undefined
): Pick<Plan, 'kinds' | 'fields'> {
  const fields = [0, ANY_FIELD, ANY_FIELD, ANY_FIELD, ANY_FIELD]
  let set = 0
  for (const kind of kinds ?? allKinds) set |= 1 << kindNumbers[kind]
  if (parsed.places.length > 0) {
    let places = 0
    let article = 0
    for (const place of parsed.places) {
      if (place === 'title') article |= TITLE
      else if (place === 'body') article |= BODY
      else {
        const kind = { notes: 'note', highlights: 'highlight', notebooks: 'notebook' } as const
        places |= 1 << kindNumbers[kind[place]]
      }
    }
    if (article !== 0) places |= 1 << kindNumbers.article
    fields[kindNumbers.article] = article
    fields[kindNumbers.highlight] = BODY | EXTRA
    set &= places
  }
  return { kinds: set, fields }
}

/** The words of the query with their corrections, to offer to the reader. */
function correct(groups: readonly TextPart[][], corrections: ReadonlyMap<string, string>): string {
  return groups
    .map((group) =>
      group
        .map((part) => {
          let text = ''
          let at = 0
          for (const word of queryWords(part.text)) {
            if (word.start < at) continue
            text +=
              part.text.slice(at, word.start) +
              (corrections.get(word.surface) ?? part.text.slice(word.start, word.end))
            at = word.end
          }
          text += part.text.slice(at)
          return part.phrase ? `"${text}"` : text
        })
        .join(' OR ')
    )
    .join(' ')
}
