import searchNear from 'approx-string-match'
import { alignTexts } from '../../shared/anchoring/align-texts.ts'
import { eachGram, sameGram } from '../../shared/anchoring/diff-tokens.ts'
import type { TextQuote, TextSpan } from '../../shared/anchoring/quote.ts'
import { snapToGraphemes } from '../../shared/anchoring/snap.ts'
import {
  isSpaceless,
  plainSpelling,
  type Tokens,
  tokenAt,
  tokenize,
  Vocabulary
} from '../../shared/anchoring/tokens.ts'
import { LOST, type Placement } from '../../shared/anchoring/verdict.ts'
import { weightiestMatch } from '../../shared/anchoring/weighted-match.ts'

/** Words in a row that a place is found by, and how often they may stand in the text to be a seed. */
const GRAM = 3
const RARE = 12
/** So many places are looked at closely. */
const CANDIDATES = 6
/** Words that stand as they are more often than this are no proof of anything. */
const MOST_EXACT = 64
/** Longer quotes are compared as two texts: Myers' cost grows with the square of their length, UTF-16 units. */
const LONG = 2_000
/** Tokens of the context that are compared on each side. */
const CONTEXT = 10
/** What stands beyond a place may be this much longer than the context was, tokens. */
const SLACK = 6

// The floors were chosen on the tuning seeds of `npm run bench -- quotes`, as those of verdict.ts.

/** Words that tell less than this prove nothing by being there once, without anything around them. */
const TELLING = 1.6
/** Words found as they are, with a context that says otherwise, must tell so much. */
const TELLING_MOVED = 4
/** Share of the context that makes one of several places the one, and by how much it must lead. */
const CONTEXT_SURE = 0.6
const CONTEXT_HALF = 0.4
const LEAD = 0.25
/** Likeness of words (Dice, weighted) and of letters (Myers) that are enough: beside the context, and alone. */
const WORDS_BESIDE = 0.6
const WORDS_ALONE = 0.8
const LETTERS = 0.6
/** Changed words must tell so much in what is left of them. */
const TELLING_CHANGED = 2.5
/** Characters are fewer than words: by so much more must they tell, and so much liker be. */
const OF_CHARACTERS = 2
const LIKER = 0.1
/** Below this not even a proposal is made. */
const PROPOSAL = 0.35

interface Place {
  /** Tokens of the text, `to` exclusive. */
  from: number
  to: number
  /** Likeness of the words, 0 to 1. */
  words: number
  letters: number
  context: number
}

/**
 * Finds in one text what another app quoted from some edition of it. Only the quote is known, perhaps with a
 * little around it: there is no old text to align (decision 13). Words that stand there once, or are told
 * apart by what is around them, are `exact`; those found with edits `changed`; what is not sure is `unsure`
 * with a proposal, and the rest `lost`. Never more than what the floors allow.
 */
export class QuotePlacer {
  readonly #text: Tokens
  readonly #vocabulary = new Vocabulary()
  readonly #weights: Float32Array
  #places: Map<number, number[]> | undefined
  #grams: Map<number, number[]> | undefined

  constructor(text: string) {
    this.#text = tokenize(text, this.#vocabulary)
    this.#weights = this.#vocabulary.weights()
  }

  place(quote: TextQuote): Placement {
    const tokens = this.#read(quote.exact)
    if (tokens.count === 0) return LOST
    const context = { before: this.#read(quote.prefix), behind: this.#read(quote.suffix) }
    const hasContext = context.before.count + context.behind.count >= 2
    const told = this.#tells(tokens)
    const exact = this.#exactPlaces(tokens)
      .map((from): Place => {
        const to = from + tokens.count
        return { from, to, words: 1, letters: 1, context: this.#contextAt(context, from, to) }
      })
      .sort((a, b) => b.context - a.context)
    const [first, second] = exact
    if (first) {
      const leads = first.context - (second?.context ?? 0)
      const isOne = second === undefined
      const isSure = isOne
        ? hasContext
          ? first.context >= CONTEXT_HALF || told >= TELLING_MOVED
          : told >= TELLING
        : hasContext && first.context >= CONTEXT_SURE && leads >= LEAD
      return this.#placement(quote, first, isSure, isOne ? 1 : leads >= LEAD ? 1 : 0)
    }
    const near = this.#nearPlaces(quote.exact, tokens)
      .map((place) => ({ ...place, context: this.#contextAt(context, place.from, place.to) }))
      .sort((a, b) => b.words + b.context - a.words - a.context)
    const [best, next] = near
    if (!best || best.words < PROPOSAL) return LOST
    const ofCharacters = isSpaceless(tokens, tokens.count >> 1)
    const isAlone = next === undefined || best.words + best.context - next.words - next.context >= LEAD
    const isBeside = hasContext && best.context >= CONTEXT_SURE
    const isSure =
      isAlone &&
      best.letters >= LETTERS &&
      best.words >= (isBeside ? WORDS_BESIDE : WORDS_ALONE) + (ofCharacters ? LIKER : 0) &&
      told * best.words >= TELLING_CHANGED * (ofCharacters ? OF_CHARACTERS : 1) &&
      !(hasContext && best.context < CONTEXT_HALF)
    return this.#placement(quote, best, isSure, isAlone ? 1 : 0)
  }

  #placement({ exact }: TextQuote, place: Place, isSure: boolean, unique: number): Placement {
    const { text, start, end } = this.#text
    const span = snapToGraphemes(text, { start: start[place.from]!, end: end[place.to - 1]! })
    const isSame = plainSpelling(text.slice(span.start, span.end)) === plainSpelling(exact)
    return {
      verdict: !isSure ? 'unsure' : isSame ? 'exact' : 'changed',
      span,
      score: Math.min(1, (2 * place.words + place.context) / 3),
      evidence: { quote: place.words, context: place.context, unique, order: 1 }
    }
  }

  /** A quote in the numbers of the text's words; those that are not in it are -1. */
  #read(words: string): Tokens {
    return tokenize(words, { see: (token) => this.#vocabulary.known(token) })
  }

  #weigh(id: number): number {
    return id === -1 ? 1 : this.#weights[id]!
  }

  #tells({ id }: Tokens): number {
    let sum = 0
    for (const one of id) sum += this.#weigh(one)
    return sum
  }

  #exactPlaces({ id, count }: Tokens): number[] {
    let rarest = 0
    for (let k = 0; k < count; k++) {
      if (id[k] === -1) return []
      if (this.#weights[id[k]!]! > this.#weights[id[rarest]!]!) rarest = k
    }
    const found: number[] = []
    for (const at of this.#placesOf(id[rarest]!)) {
      const from = at - rarest
      if (from < 0 || from + count > this.#text.count) continue
      if (sameGram(this.#text.id, from, id, 0, count) && found.push(from) > MOST_EXACT) return found
    }
    return found
  }

  #placesOf(id: number): readonly number[] {
    if (!this.#places) {
      this.#places = new Map()
      for (const [at, one] of this.#text.id.entries()) {
        const places = this.#places.get(one)
        if (places) places.push(at)
        else this.#places.set(one, [at])
      }
    }
    return this.#places.get(id) ?? []
  }

  /** Places that share rare runs of words with the quote, each measured closely, the likest first. */
  #nearPlaces(exact: string, tokens: Tokens): Omit<Place, 'context'>[] {
    const votes = new Map<number, number>()
    const bin = Math.max(8, tokens.count >> 2)
    const vote = (shift: number, weight: number) => {
      const at = Math.round(shift / bin)
      votes.set(at, (votes.get(at) ?? 0) + weight)
    }
    const grams = this.#gramsOfText()
    eachGram(tokens.id, 0, tokens.count, GRAM, (hash, at) => {
      for (const there of grams.get(hash) ?? []) {
        if (sameGram(tokens.id, at, this.#text.id, there, GRAM)) vote(there - at, GRAM)
      }
    })
    // Where every third word changed no run is left: rare words by themselves.
    for (const [at, id] of tokens.id.entries()) {
      const places = id === -1 ? [] : this.#placesOf(id)
      if (places.length <= RARE) for (const there of places) vote(there - at, this.#weights[id]!)
    }
    const shifts = [...votes].sort((a, b) => b[1] - a[1]).slice(0, CANDIDATES)
    const found: Omit<Place, 'context'>[] = []
    for (const [at] of shifts) {
      const slack = bin + SLACK + Math.ceil(tokens.count * 0.25)
      const low = Math.max(0, at * bin - slack)
      const high = Math.min(this.#text.count, at * bin + tokens.count + slack)
      const place = low < high ? this.#measure(exact, tokens, low, high) : undefined
      if (!place) continue
      const same = found.findIndex((one) => one.from < place.to && place.from < one.to)
      if (same === -1) found.push(place)
      else if (place.words > found[same]!.words) found[same] = place
    }
    return found
  }

  #gramsOfText(): Map<number, number[]> {
    if (!this.#grams) {
      this.#grams = new Map()
      const { id, count } = this.#text
      const all = this.#grams
      eachGram(id, 0, count, GRAM, (hash, at) => {
        const places = all.get(hash)
        if (!places) all.set(hash, [at])
        else if (places.length <= RARE) places.push(at)
      })
      for (const [hash, places] of all) if (places.length > RARE) all.delete(hash)
    }
    return this.#grams
  }

  /** The likest stretch of tokens [low, high). */
  #measure(exact: string, tokens: Tokens, low: number, high: number): Omit<Place, 'context'> | undefined {
    const { text, start, end } = this.#text
    const from = start[low]!
    const window = text.slice(from, end[high - 1]!)
    const span = exact.length <= LONG ? byLetters(window, exact) : byWords(window, exact)
    if (!span) return undefined
    // Letters are counted off at the edges, words are what is marked: a word is in when half of it is.
    const first = this.#wordFrom(from + span.start)
    const last = this.#wordTo(from + span.end)
    if (last <= first) return undefined
    let kept = 0
    const { id } = this.#text
    const size = (last - first) * tokens.count
    if (size <= MOST_PAIRS) {
      weightiestMatch(
        tokens.id,
        id,
        { aFrom: 0, aTo: tokens.count, bFrom: first, bTo: last },
        this.#weights,
        (a, _, length) => {
          for (let k = 0; k < length; k++) kept += this.#weigh(tokens.id[a + k]!)
        }
      )
    } else kept = span.likeness * this.#tells(tokens)
    let there = 0
    for (let at = first; at < last; at++) there += this.#weights[id[at]!]!
    const words = (2 * kept) / (this.#tells(tokens) + there)
    return { from: first, to: last, words, letters: span.likeness }
  }

  #wordFrom(offset: number): number {
    const { start, end } = this.#text
    const at = tokenAt(this.#text, offset)
    return at < this.#text.count && offset > (start[at]! + end[at]!) / 2 ? at + 1 : at
  }

  #wordTo(offset: number): number {
    const { start, end } = this.#text
    const at = tokenAt(this.#text, offset)
    return at < this.#text.count && offset > start[at]! && offset >= (start[at]! + end[at]!) / 2 ? at + 1 : at
  }

  /** Share of what stood around the quote that stands around the place, by weight. */
  #contextAt({ before, behind }: { before: Tokens; behind: Tokens }, from: number, to: number): number {
    const { id, count } = this.#text
    const left = {
      aFrom: Math.max(0, before.count - CONTEXT),
      aTo: before.count,
      bFrom: Math.max(0, from - CONTEXT - SLACK),
      bTo: from
    }
    const right = {
      aFrom: 0,
      aTo: Math.min(behind.count, CONTEXT),
      bFrom: to,
      bTo: Math.min(count, to + CONTEXT + SLACK)
    }
    let [kept, total] = [0, 0]
    for (const [tokens, box] of [
      [before, left],
      [behind, right]
    ] as const) {
      // An app cuts its context anywhere: the word at its outer end may be half a word.
      const cut = isSpaceless(tokens, 0) ? 0 : 1
      const [first, end] = tokens === before ? [box.aFrom + cut, box.aTo] : [box.aFrom, box.aTo - cut]
      if (end <= first) continue
      for (let k = first; k < end; k++) total += this.#weigh(tokens.id[k]!)
      weightiestMatch(tokens.id, id, { ...box, aFrom: first, aTo: end }, this.#weights, (a, _, length) => {
        for (let k = 0; k < length; k++) kept += this.#weigh(tokens.id[a + k]!)
      })
    }
    return total > 0 ? kept / total : 0
  }
}

/** Pairs of tokens of a quote and a place that are compared one with another. */
const MOST_PAIRS = 1_000_000

type Near = TextSpan & { likeness: number }

/** Myers' bit-parallel approximate matching (1999): fewest letters changed, at most two fifths. */
function byLetters(window: string, exact: string): Near | undefined {
  const [match] = searchNear(window, exact, Math.floor(exact.length * 0.45))
  return match && { start: match.start, end: match.end, likeness: 1 - match.errors / exact.length }
}

function byWords(window: string, exact: string): Near | undefined {
  const { old, new: after, newOf, weights, block } = alignTexts(exact, window)
  let [first, last, kept, told] = [-1, -1, 0, 0]
  for (let k = 0; k < old.count; k++) {
    const weight = weights[old.id[k]!]!
    told += weight
    if (newOf[k] === -1 || block[k] !== 0) continue
    kept += weight
    if (first === -1) first = newOf[k]!
    last = newOf[k]!
  }
  if (first === -1) return undefined
  return { start: after.start[first]!, end: after.end[last]!, likeness: kept / (told || 1) }
}
