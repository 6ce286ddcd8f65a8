import type { TextSpan } from '../anchoring/quote.ts'
import { edits } from './edit-made-text.ts'
import { type MadeLanguage, Speaker } from './made-languages.ts'
import { makeText, type Rendered, render } from './made-texts.ts'
import { Seeded } from './seeded.ts'

/** One text, one edit, and highlights with the words of the new text they truly are. */
export interface AnchorCase {
  edit: string
  language: string
  old: Rendered
  new: Rendered
  highlights: { first: number; last: number; span: TextSpan; truth: Truth }[]
}

/** What a highlight became: the numbers of new words, in one piece or in several; none when it is gone. */
export interface Truth {
  parts: number[][]
  /** Some of its words are still there, not only others in their place. */
  survives: boolean
}

/**
 * Every edit of one made text, each with `count` highlights: one in seven has one to three words, the
 * rest 4 to 120, and one in ten goes over the end of a paragraph.
 */
export function* anchorCases(
  language: MadeLanguage,
  seed: number,
  length: number,
  count: number
): Generator<AnchorCase> {
  const random = new Seeded(seed)
  const speaker = new Speaker(language, random)
  const text = makeText(speaker, random, length)
  const old = render(text, speaker)
  for (const edit of edits) {
    const edited = edit.apply(text, speaker, random)
    const after = render(edited.text, speaker, edited.style)
    const placesOf = new Map<number, number[]>()
    for (const [at, word] of after.words.entries()) {
      for (const slot of [word.slot, word.copyOf ?? -1]) {
        if (slot !== -1) placesOf.set(slot, [...(placesOf.get(slot) ?? []), at])
      }
    }
    const paragraphEnd: number[] = []
    for (const paragraph of text) for (const _ of paragraph) paragraphEnd.push(paragraph.at(-1)!.slot)
    const highlights = Array.from({ length: count }, () => {
      const first = random.between(0, old.words.length - 1)
      const long = lengthOf(random)
      const limit = random.chance(0.1) ? old.words.length - 1 : paragraphEnd[first]!
      const last = Math.min(first + long - 1, limit)
      return {
        first,
        last,
        span: { start: old.start[first]!, end: old.end[last]! },
        truth: truthOf(old, after, placesOf, first, last)
      }
    })
    yield { edit: edit.name, language: language.name, old, new: after, highlights }
  }
}

function lengthOf(random: Seeded): number {
  const kind = random.next()
  if (kind < 0.15) return random.between(1, 3)
  if (kind < 0.55) return random.between(4, 12)
  if (kind < 0.9) return random.between(13, 40)
  return random.between(41, 120)
}

function truthOf(
  old: Rendered,
  after: Rendered,
  placesOf: ReadonlyMap<number, readonly number[]>,
  first: number,
  last: number
): Truth {
  const places: number[] = []
  let survives = false
  for (let slot = first; slot <= last; slot++) {
    for (const place of placesOf.get(slot) ?? []) {
      places.push(place)
      if (after.words[place]!.word === old.words[slot]!.word) survives = true
    }
  }
  places.sort((a, b) => a - b)
  // Pieces that other words of the old text, or copies, have come between.
  const parts: number[][] = []
  for (const place of places) {
    const part = parts.at(-1)
    const before = part?.at(-1)
    const isOn =
      before !== undefined &&
      after.words.slice(before + 1, place).every((word) => word.slot === -1) &&
      slotAt(after, place) > slotAt(after, before)
    if (part && isOn) part.push(place)
    else parts.push([place])
  }
  return { parts, survives }
}

function slotAt(text: Rendered, at: number): number {
  const { slot, copyOf } = text.words[at]!
  return slot === -1 ? (copyOf ?? -1) : slot
}

/**
 * How much of the truth a span is, in UTF-16 units: what is in both over what is in either, for the likest
 * part. Words put in between count for neither side.
 */
export function agreement(truth: Truth, after: Rendered, span: TextSpan): number {
  let best = 0
  for (const part of truth.parts) {
    const inside = new Set(part)
    const [from, to] = [part[0]!, part.at(-1)!]
    let whole = 0
    for (const at of part) whole += after.end[at]! - after.start[at]!
    let shared = 0
    let extra = 0
    for (let at = firstEndingAfter(after.end, span.start); at < after.start.length; at++) {
      if (after.start[at]! >= span.end) break
      const covered = Math.min(after.end[at]!, span.end) - Math.max(after.start[at]!, span.start)
      if (inside.has(at)) shared += covered
      else if (at < from || at > to || after.words[at]!.slot !== -1) extra += covered
    }
    best = Math.max(best, shared / (whole + extra))
  }
  return best
}

/**
 * The stricter rule: the span begins and ends within one word of where the likest part of the truth does,
 * and holds half of it.
 */
export function edgesWithinAWord(truth: Truth, after: Rendered, span: TextSpan): boolean {
  const from = firstEndingAfter(after.end, span.start)
  const to = firstEndingAfter(after.start, span.end - 1) - 1
  return truth.parts.some((part) => {
    // Words put in at an edge belong to neither side.
    const off = (one: number, other: number) => {
      let words = 0
      for (let at = Math.min(one, other); at < Math.max(one, other); at++)
        if (after.words[at]!.slot !== -1 || after.words[at]!.copyOf !== undefined) words++
      return words
    }
    return (
      off(from, part[0]!) <= 1 &&
      off(to, part.at(-1)!) <= 1 &&
      agreement({ ...truth, parts: [part] }, after, span) >= 0.5
    )
  })
}

function firstEndingAfter(ends: readonly number[], offset: number): number {
  let low = 0
  let high = ends.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ends[middle]! <= offset) low = middle + 1
    else high = middle
  }
  return low
}
