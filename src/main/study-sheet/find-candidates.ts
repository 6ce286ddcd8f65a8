import { bodies, kindOfKnown, landforms, landformsBefore, titles } from './known-names.ts'
import { isFamiliar, isFirstName, isFunctionWord, isTagged } from './known-words.ts'
import type { Word } from './words.ts'

/** A run of words that may be a name: `from` to `to` (exclusive) of the text's words. */
export interface Candidate {
  from: number
  to: number
}

const particles = new Set(
  'de van von der den bin ibn al da do dos del della di du ter ten af zu la le el y'.split(' ')
)
const epithets = new Set('great terrible elder younger conqueror first second magnificent bold'.split(' '))
const calendar = new Set(
  'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december ad bc ce bce'.split(
    ' '
  )
)

/**
 * Runs of capitalised words, joined over "of", "for", "and" and the particles of surnames where the words
 * on both sides allow it; a first word that only begins a sentence is left out.
 */
export function findCandidates(words: readonly Word[]): Candidate[] {
  const midSentence = new Set<string>()
  const lowerCase = new Set<string>()
  for (const word of words) {
    if (!word.isCapital) lowerCase.add(word.lower)
    else if (!word.isFirst) midSentence.add(word.text)
  }
  const found: Candidate[] = []
  for (let at = 0; at < words.length; at += 1) {
    if (!isName(words[at]!)) continue
    const to = endOfRun(words, at)
    const from = dropFirstWord(words, at, to, midSentence, lowerCase)
    if (from < to) found.push({ from, to })
    at = to - 1
  }
  return found
}

const isName = (word: Word) =>
  word.isCapital && !calendar.has(word.lower) && word.lower !== 'i' && !/^i['’]/u.test(word.lower)

function endOfRun(words: readonly Word[], from: number): number {
  let at = from
  for (;;) {
    const word: Word = words[at]!
    const next = words[at + 1]
    if (!next || next.paragraph !== word.paragraph) return at + 1
    if (word.isPossessive) {
      // "Teachers' Union": a plural's possessive before a body's noun is part of its name.
      const isPartOfName =
        next.gap === ' ' &&
        isName(next) &&
        ((word.lower.endsWith('s') && bodies.has(next.lower)) || word.lower === 'people')
      if (!isPartOfName) return at + 1
      at += 1
      continue
    }
    if (isName(next) && joins(next)) {
      // Nothing is named after a word like "The" in the middle, "Alexander The" excepted by its epithet.
      at += 1
      continue
    }
    const after = words[at + 2]
    if (next.gap !== ' ' || !after || after.gap !== ' ' || after.paragraph !== word.paragraph) return at + 1
    if (next.lower === 'the' && after.isCapital && epithets.has(after.lower)) {
      at += 2
      continue
    }
    const second = words[at + 3]
    if (particles.has(next.lower) && !next.isCapital) {
      if (isName(after)) {
        at += 2
        continue
      }
      if (particles.has(after.lower) && second && second.gap === ' ' && isName(second)) {
        at += 3
        continue
      }
      return at + 1
    }
    if (next.lower === 'upon' && isName(after) && !word.isPossessive) {
      at += 2
      continue
    }
    const left = words.slice(from, at + 1)
    const hasBody = left.some((one) => bodies.has(one.lower))
    if (next.lower === 'of' || next.lower === 'for') {
      const head = word.lower
      const takes =
        next.lower === 'for'
          ? hasBody
          : bodies.has(head) ||
            landformsBefore.has(head) ||
            landforms.has(head) ||
            (isFamiliar(head) &&
              !left.some((one) => isFirstName(one.lower)) &&
              !kindOfKnown(word.text) &&
              !titles.has(head))
      if (takes && isName(after)) {
        at += 2
        continue
      }
      if (takes && after.lower === 'the' && second && isName(second) && second.gap === ' ') {
        at += 3
        continue
      }
      return at + 1
    }
    if ((next.lower === 'and' || next.lower === '&') && isName(after)) {
      const right = words.slice(at + 2, endOfPlainRun(words, at + 2))
      const isOfList = hasBody && left.some((one) => one.lower === 'of' || one.lower === 'for')
      if (isOfList && isFamiliar(after.lower) && !kindOfKnown(after.text) && !bodies.has(after.lower)) {
        at += 2
        continue
      }
      const one = left[0]!
      const body = right.at(-1)!
      if (
        left.length === 1 &&
        right.length > 1 &&
        bodies.has(body.lower) &&
        !bodies.has(one.lower) &&
        !kindOfKnown(one.text) &&
        words[from - 1]?.lower === 'the'
      ) {
        at += 1 + right.length
        continue
      }
    }
    return at + 1
  }
}

function endOfPlainRun(words: readonly Word[], from: number): number {
  let at = from
  while (words[at + 1] && !words[at]!.isPossessive && isName(words[at + 1]!) && joins(words[at + 1]!)) at += 1
  return at + 1
}

/** A blank, or the full stop of an initial or a shortened title and a blank. */
function joins(next: Word): boolean {
  if (next.gap === ' ' || next.gap === '\u00a0') return true
  return next.gap === '. ' && !next.isFirst
}

function dropFirstWord(
  words: readonly Word[],
  from: number,
  to: number,
  midSentence: ReadonlySet<string>,
  lowerCase: ReadonlySet<string>
): number {
  const word = words[from]!
  if (isFunctionWord(word.lower) && !word.isAllCapitals) return from + 1
  if (!word.isFirst) return from
  if (to - from === 1) {
    const isOnlyFirst =
      isFamiliar(word.lower) && !midSentence.has(word.text) && !kindOfKnown(word.text) && !word.isAllCapitals
    const isWord = lowerCase.has(word.lower) && !midSentence.has(word.text)
    return isOnlyFirst || isWord ? from + 1 : from
  }
  const next = words[from + 1]!
  if (
    titles.has(word.lower) ||
    titles.has(next.lower) ||
    bodies.has(word.lower) ||
    landformsBefore.has(word.lower)
  )
    return from
  if (
    isTagged(word.lower, 'Adverb', 'Gerund', 'PastTense', 'Conjunction', 'Negative') &&
    !isFirstName(word.lower)
  )
    return from + 1
  const rest = words
    .slice(from + 1, to)
    .map((one) => one.text)
    .join(' ')
  if (
    isFamiliar(word.lower) &&
    !isFirstName(word.lower) &&
    !midSentence.has(word.text) &&
    kindOfKnown(rest)
  ) {
    return isTagged(word.lower, 'Demonym') || kindOfKnown(`${word.text} ${rest}`) ? from : from + 1
  }
  return from
}
