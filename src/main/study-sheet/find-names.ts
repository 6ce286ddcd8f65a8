import { type Candidate, findCandidates } from './find-candidates.ts'
import { bodies, kindOfKnown, landforms, landformsBefore, notNames, titles } from './known-names.ts'
import { isFamiliar, isFirstName, isTagged } from './known-words.ts'
import { type NameKind, weighContext } from './weigh-context.ts'
import type { Word } from './words.ts'

/** One place where the text names somebody or something. Offsets are UTF-16 units. */
export interface Mention {
  kind: NameKind | 'unknown'
  /** Without title and possessive. */
  name: string
  start: number
  end: number
  /** Index of its first word, and of the one after its last. */
  from: number
  to: number
  hasTitle: boolean
  /** `he` or `she` when the title tells. */
  gender?: 'he' | 'she' | undefined
}

/** Every mention of a person, place or organisation, in the order of the text. */
export function findNames(text: string, words: readonly Word[]): Mention[] {
  const mentions = findCandidates(words).flatMap((candidate) => readCandidate(text, words, candidate))
  settleByContext(words, mentions)
  return mentions
}

function mention(
  text: string,
  words: readonly Word[],
  from: number,
  to: number,
  kind: Mention['kind'],
  hasTitle = false
): Mention {
  const start = words[from]!.start
  const end = words[to - 1]!.end
  return { kind, name: text.slice(start, end).replaceAll(/\s+/gu, ' '), start, end, from, to, hasTitle }
}

/** Decides what the words themselves can decide; the rest is `unknown` until the context is weighed. */
function readCandidate(text: string, words: readonly Word[], { from, to }: Candidate): Mention[] {
  const run = words.slice(from, to)
  const name = run.map((word) => word.text).join(' ')
  const last = run.at(-1)!.lower
  const first = run[0]!.lower
  const at = (start: number, end: number, kind: Mention['kind'], hasTitle = false) =>
    mention(text, words, from + start, from + end, kind, hasTitle)

  const before = words[from - 1]
  const withArticle = before?.lower === 'the' && kindOfKnown(`The ${name}`) && before.isCapital
  if (withArticle) return [mention(text, words, from - 1, to, kindOfKnown(`The ${name}`)!)]
  const known = kindOfKnown(name)
  if (known && (run.length > 1 || !isFirstName(first) || known === 'place' || run[0]!.isAllCapitals)) {
    // Known places are also surnames and the context decides ("Jack London"); here it stands alone.
    return [at(0, run.length, known)]
  }
  if (notNames.has(last)) return []
  const inner = run.findIndex((word, index) => index > 0 && notNames.has(word.lower))
  if (inner > 0 && !run.some((word) => bodies.has(word.lower))) return []

  // A body's name may begin with a title's word: "Queen Mary University", "General Assembly".
  const bodyAt = run.findIndex((word) => bodies.has(word.lower) && !titles.has(word.lower))
  const endsAsBody = bodies.has(last) || (bodyAt >= 0 && ['of', 'for'].includes(run[bodyAt + 1]?.lower ?? ''))
  const titleAt = run.findLastIndex((word, index) => titles.has(word.lower) && index < run.length - 1)
  const afterTitle = run.slice(titleAt + 1)
  const titleLeads =
    titleAt >= 0 && !afterTitle.some((word) => bodies.has(word.lower) || ['of', 'for'].includes(word.lower))
  if (titleLeads && !landforms.has(last)) {
    const mentions: Mention[] = []
    // "UN Secretary-General …", "Russian Foreign Minister …": what comes before the title may be a name itself.
    for (let length = titleAt; length > 0; length -= 1) {
      const prefix = run
        .slice(0, length)
        .map((word) => word.text)
        .join(' ')
      const kind = kindOfKnown(prefix)
      if (kind && !isTagged(prefix.toLowerCase(), 'Demonym')) {
        mentions.push(at(0, length, kind))
        break
      }
    }
    mentions.push(at(titleAt + 1, run.length, 'person', true))
    const title = run[titleAt]!.lower
    if (
      /^(?:mrs|ms|miss|lady|dame|queen|princess|empress|sister|duchess|countess|baroness|tsarina|chairwoman|congresswoman)$/u.test(
        title
      )
    )
      mentions.at(-1)!.gender = 'she'
    if (
      /^(?:mr|sir|lord|king|prince|emperor|father|brother|duke|count|baron|tsar|pope|chairman|congressman)$/u.test(
        title
      )
    )
      mentions.at(-1)!.gender = 'he'
    return mentions
  }
  if (run.length === 1) {
    const word = run[0]!
    if (titles.has(first) || isDemonym(word)) return []
    if (bodies.has(first)) return [at(0, 1, 'unknown')]
    if (landforms.has(first)) return []
    return [at(0, 1, 'unknown')]
  }
  if (run.every((word) => isDemonym(word) || titles.has(word.lower))) return []
  if (endsAsBody) return [at(0, run.length, 'organisation')]
  if (landforms.has(last) || (landformsBefore.has(first) && !isFirstName(first)))
    return [at(0, run.length, 'place')]
  return [at(0, run.length, 'unknown')]
}

function isDemonym(word: Word): boolean {
  const { lower } = word
  if (isTagged(lower, 'Demonym')) return true
  if (lower.includes('-') && lower.split('-').every((part) => isTagged(part, 'Demonym'))) return true
  return /(?:ian|ese)s?$/u.test(lower) && lower.length > 6 && !isFirstName(lower) && !kindOfKnown(lower)
}

/** What a name is said to be anywhere in the text, it is everywhere. */
function settleByContext(words: readonly Word[], mentions: Mention[]): void {
  const byName = new Map<string, Mention[]>()
  for (const one of mentions) {
    if (one.kind === 'unknown') byName.set(one.name, [...(byName.get(one.name) ?? []), one])
  }
  const people = new Set<string>()
  for (const one of mentions) {
    if (one.kind === 'person') for (const part of one.name.split(' ')) if (part.length > 1) people.add(part)
  }
  // Longer names first: once "John Snow" is somebody, so is "Snow".
  const groups = [...byName].toSorted(([a], [b]) => b.split(' ').length - a.split(' ').length)
  for (const [name, group] of groups) {
    const parts = name.split(' ')
    let kind: NameKind | 'unknown' = 'unknown'
    if (parts.length === 1 && people.has(name)) kind = 'person'
    else {
      const weights = { person: 0, place: 0, organisation: 0 }
      for (const one of group) weighContext(words, one, weights)
      weighWords(parts, weights, group[0]!, words)
      const best = (Object.keys(weights) as NameKind[]).toSorted((a, b) => weights[b] - weights[a])
      if (weights[best[0]!] >= 2 && weights[best[0]!] > weights[best[1]!]) kind = best[0]!
    }
    for (const one of group) one.kind = kind
    if (kind === 'person') for (const part of parts) if (part.length > 1) people.add(part)
  }
}

function weighWords(
  parts: readonly string[],
  weights: Record<NameKind, number>,
  one: Mention,
  words: readonly Word[]
): void {
  const lower = parts.map((part) => part.toLowerCase())
  const plain = lower.filter(
    (part) =>
      !['de', 'van', 'von', 'der', 'den', 'la', 'le', 'del', 'di', 'da', 'bin', 'ibn', 'al'].includes(part)
  )
  if (words.slice(one.from, one.to).every((word) => word.isAllCapitals)) {
    weights.organisation += bodies.has(lower[0]!) ? 3 : 1
    return
  }
  if (plain.length === 1) {
    if (isFirstName(plain[0]!)) weights.person += 0.5
    if (isTagged(plain[0]!, 'LastName')) weights.person += 0.5
    if (isTagged(plain[0]!, 'Person')) weights.person += 2.5
    return
  }
  if (isTagged(lower.join(' '), 'Person')) weights.person += 4
  if (isFirstName(plain[0]!)) weights.person += 3
  if (isTagged(plain.at(-1)!, 'LastName')) weights.person += 1
  if (lower.includes('upon')) weights.place += 4
  const strange = plain.filter((part) => !isFamiliar(part)).length
  if (plain.length <= 4 && strange === plain.length) weights.person += 2
  else if (strange === 0 && !isFirstName(plain[0]!)) weights.organisation += 2
  else if (plain.length <= 3 && !isFamiliar(plain.at(-1)!)) weights.person += 1
  if (/^(?:i|ii|iii|iv|v|vi|vii|viii|ix|x|xi|xii|xiii|xiv|xv|xvi)$/u.test(lower.at(-1)!)) weights.person += 2
  // "De Volkskrant", "La Repubblica", "Der Standard": papers carry their article.
  if (
    /^(?:de|der|die|das|la|le|el|il|het|o)$/u.test(lower[0]!) &&
    parts[0]![0] === parts[0]![0]!.toUpperCase()
  )
    weights.organisation += 2
}
