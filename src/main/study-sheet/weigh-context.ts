import { bodyNouns, kindOfKnown, placeNouns, roles, speechVerbs } from './known-names.ts'
import { isTagged } from './known-words.ts'
import type { Word } from './words.ts'

export type NameKind = 'person' | 'place' | 'organisation'
type Weights = Record<NameKind, number>

const isRole = (lower: string) => roles.has(lower) || (isTagged(lower, 'Actor') && !bodyNouns.has(lower))
const lives = new Set(
  'born died married studied lived grew retired resigned wrote thought doubted believed argued smiled laughed walked carried sailed nodded sighed himself herself'.split(
    ' '
  )
)
const inPlaces = new Set(
  'in near from across around outside inside throughout towards toward along beyond off into'.split(' ')
)
const printed = new Set(
  'published publishes printed appeared appears reported reports writing paper study article issue journal'.split(
    ' '
  )
)

/** Adds to `weights` what the words around one mention say about it. The numbers were tuned on the tune half of bench/sheet. */
export function weighContext(
  words: readonly Word[],
  mention: { from: number; to: number },
  weights: Weights
): void {
  const { from, to } = mention
  const before = words[from - 1]
  const beforeThat = words[from - 2]
  const after = words[to]
  const afterThat = words[to + 1]
  const length = to - from
  const near = (word: Word | undefined, gap: Word | undefined): word is Word =>
    word !== undefined &&
    gap !== undefined &&
    word.paragraph === words[from]!.paragraph &&
    !/[.;:!?()\n]/.test(gap.gap)
  const follows = near(after, after)
  const precedes = near(before, words[from])

  if (precedes && words[from]!.gap === ' ') {
    const noun = before.lower
    if (isRole(noun) && !before.isCapital) weights.person += 3
    if (bodyNouns.has(noun) && !before.isCapital) weights.organisation += 3
    if (placeNouns.has(noun) && !before.isCapital) weights.place += 2
    if (noun === 'of' && beforeThat && placeNouns.has(beforeThat.lower)) weights.place += 3
    if (inPlaces.has(noun)) weights.place += length > 2 ? 1 : 2
    if (noun === 'between' || (noun === 'and' && words[from - 3]?.lower === 'between')) weights.place += 2
    if (noun === 'to' || noun === 'at') weights.place += noun === 'at' && length > 1 ? 0 : 1
    if (noun === 'at') weights.organisation += 1
    if (/(?:ern|north|south|east|west)$/u.test(noun) && !before.isCapital) weights.place += 3
    if (noun === 'told' || noun === 'asked') {
      weights.person += 1
      weights.organisation += 1.5
    }
    if (speechVerbs.has(noun) && noun !== 'told' && noun !== 'asked') weights.person += length > 1 ? 3 : 2
    if (noun === 'by' && beforeThat?.lower !== 'followed') {
      weights.person += 1
      weights.organisation += 0.5
    }
    if (noun === 'a' || noun === 'an') {
      weights.person -= 3
      weights.place -= 3
      weights.organisation -= 3
    }
    if (noun === 'the') {
      weights.person -= 2
      const preposition = beforeThat?.lower ?? ''
      if (inPlaces.has(preposition) || preposition === 'over') weights.place += 2
      else weights.organisation += 1
      if (length > 1) weights.organisation += 0.5
      if (preposition === 'at') weights.organisation += 1
    }
    const reach = words.slice(Math.max(0, from - 7), from)
    if (noun === 'in' && reach.some((word) => printed.has(word.lower) && word.sentence === before.sentence)) {
      weights.organisation += 4
    }
  }
  if (precedes && words[from]!.gap === ', ' && isRole(before.lower) && !before.isCapital) weights.person += 2

  if (follows) {
    if (speechVerbs.has(after.lower) && !after.isCapital) {
      weights.person += length > 1 ? 2.5 : 2
      weights.organisation += 0.5
    }
    if (lives.has(after.lower)) weights.person += 2
    if (/^,\s$/u.test(after.gap)) {
      if (after.lower === 'who' || after.lower === 'whose') weights.person += 3
      if (after.lower === 'which') {
        weights.organisation += 2
        weights.place += 0.5
      }
      if (after.isCapital && kindOfKnown(after.text) === 'place' && length <= 2) weights.place += 1
      weighApposition(words, to, weights)
    }
    if (after.gap === ' ' && (after.lower === 'has' || after.lower === 'had') && afterThat?.gap === ' ')
      weights.person += 0.5
  }
  if (words[to - 1]!.isPossessive && after && isRole(after.lower)) {
    weights.person += 0.5
    weights.organisation += 1
  }
}

/** ", a student in …", ", the company that …", ", then a student …": up to the next comma. */
function weighApposition(words: readonly Word[], from: number, weights: Weights): void {
  const first = words[from]!
  if (
    !/^(?:a|an|the|then|now|one|head|director|president|its|his|her|their|who|an?other)$/u.test(
      first.lower
    ) &&
    !isRole(first.lower)
  )
    return
  // The last noun is the head: "the state water company".
  let head: string | undefined
  for (let at = from; at < Math.min(words.length, from + 8); at += 1) {
    const word = words[at]!
    if (at > from && (word.gap !== ' ' || /^(?:of|in|at|that|which|who|from|for|with|to)$/u.test(word.lower)))
      break
    if (word.isCapital) continue
    if (isRole(word.lower) || bodyNouns.has(word.lower) || placeNouns.has(word.lower)) head = word.lower
  }
  if (head === undefined) return
  if (isRole(head)) weights.person += 3
  else if (bodyNouns.has(head)) weights.organisation += 3
  else weights.place += 2
}
