import type { Mention } from './find-names.ts'
import { bodies, canonicalName, kindOfKnown } from './known-names.ts'
import { genderOf, isFamiliar } from './known-words.ts'
import type { NameKind } from './weigh-context.ts'

/** One person, place or organisation with all of its mentions. */
export interface NamedThing {
  kind: NameKind
  /** The fullest name the text gives. */
  name: string
  mentions: Mention[]
  gender: 'he' | 'she' | undefined
}

/**
 * Gathers the mentions of one thing: a surname belongs to the full name it is part of, an acronym to its
 * long form, "the Board" to the last board named.
 */
export function mergeNames(text: string, mentions: readonly Mention[]): NamedThing[] {
  const longForms = readLongForms(text, mentions)
  const things: NamedThing[] = []
  const add = (mention: Mention, kind: NameKind, name = mention.name) => {
    const thing: NamedThing = { kind, name, mentions: [mention], gender: mention.gender }
    things.push(thing)
    return thing
  }
  // Full names first, whatever comes first in the text: a headline says "Putin", the story "Vladimir Putin".
  for (const mention of mentions) {
    if (mention.kind !== 'person' || partsOf(mention.name).length < 2) continue
    const same = things.find(
      (thing) =>
        thing.kind === 'person' && (thing.name === mention.name || containsName(thing.name, mention.name))
    )
    const shorter = same
      ? undefined
      : things.find((thing) => thing.kind === 'person' && containsName(mention.name, thing.name))
    if (same) same.mentions.push(mention)
    else if (shorter) {
      shorter.name = mention.name
      shorter.mentions.push(mention)
    } else add(mention, 'person')
  }
  for (const mention of mentions) {
    if (mention.kind === 'person' && partsOf(mention.name).length < 2) {
      const thing = ownerOf(mention, things)
      if (thing) thing.mentions.push(mention)
      else add(mention, 'person')
    }
    if (mention.kind === 'place' || mention.kind === 'organisation')
      addThing(mention, mention.kind, things, longForms, add)
    if (mention.kind === 'unknown') addUnknown(mention, things, longForms)
  }
  for (const thing of things) {
    thing.mentions.sort((a, b) => a.start - b.start)
    thing.gender =
      thing.mentions.find((mention) => mention.gender)?.gender ??
      (thing.kind === 'person' ? genderOf(partsOf(thing.name)[0]!) : undefined)
  }
  return things.toSorted((a, b) => a.mentions[0]!.start - b.mentions[0]!.start)
}

const partsOf = (name: string) => name.split(' ')

/** Is `short` made of words of `long`, in their order? */
function containsName(long: string, short: string): boolean {
  const rest = partsOf(long.toLowerCase())
  if (rest.length <= partsOf(short).length) return false
  for (const part of partsOf(short.toLowerCase())) {
    const at = rest.indexOf(part)
    if (at < 0) return false
    rest.splice(0, at + 1)
  }
  return true
}

/** Whom a single name means: by surname, else by any other part; of several the last one named before. */
function ownerOf(mention: Mention, things: readonly NamedThing[]): NamedThing | undefined {
  const people = things.filter((thing) => thing.kind === 'person')
  const nearest = (found: NamedThing[]) => {
    const before = (thing: NamedThing) =>
      thing.mentions.findLast((one) => one.start <= mention.start)?.start ?? -thing.mentions[0]!.start
    return found.toSorted((a, b) => before(b) - before(a))[0]
  }
  const exact = people.filter((thing) => thing.name === mention.name)
  if (exact.length > 0) return exact[0]
  const bySurname = people.filter((thing) => partsOf(thing.name).at(-1) === mention.name)
  return nearest(bySurname) ?? nearest(people.filter((thing) => partsOf(thing.name).includes(mention.name)))
}

function addThing(
  mention: Mention,
  looksLike: NameKind,
  things: NamedThing[],
  longForms: ReadonlyMap<string, string>,
  add: (mention: Mention, kind: NameKind, name?: string) => NamedThing
): void {
  const name = canonicalName(longForms.get(mention.name) ?? canonicalName(mention.name))
  // "Russian Federation" reads like a body and is a country.
  const kind = name === mention.name ? looksLike : (kindOfKnown(name) ?? looksLike)
  const key = keyOf(name, kind)
  const same = things.find((thing) => thing.kind === kind && keyOf(thing.name, kind) === key)
  if (same) {
    same.mentions.push(mention)
    if (name.length > same.name.length) same.name = name
    return
  }
  const parts = partsOf(name)
  if (kind === 'organisation' && parts.length > 1) {
    const longer = things.find(
      (thing) => thing.kind === kind && (thing.name.endsWith(` ${name}`) || thing.name.startsWith(`${name} `))
    )
    if (longer && parts.every((part) => isFamiliar(part.toLowerCase()))) {
      longer.mentions.push(mention)
      return
    }
  }
  add(mention, kind, name)
}

const generic = new Set(
  'river lake mount mountain mountains island islands valley desert city province peninsula'.split(' ')
)

/** "Rímac" and "Rímac River" are one, and so are "the Lancet" and "The Lancet". */
function keyOf(name: string, kind: NameKind): string {
  const parts = partsOf(name.toLowerCase()).filter((part) => part !== 'the')
  const bare = kind === 'place' && parts.length > 1 ? parts.filter((part) => !generic.has(part)) : parts
  return (bare.length > 0 ? bare : parts).join(' ')
}

/** What nothing told: part of something known ("the Board"), or left out. */
function addUnknown(
  mention: Mention,
  things: readonly NamedThing[],
  longForms: ReadonlyMap<string, string>
): void {
  const long = longForms.get(mention.name)
  if (long) {
    things.find((thing) => thing.name === long)?.mentions.push(mention)
    return
  }
  const lower = mention.name.toLowerCase()
  if (!bodies.has(lower)) return
  const body = things.findLast(
    (thing) =>
      thing.kind === 'organisation' &&
      partsOf(thing.name.toLowerCase()).includes(lower) &&
      thing.mentions[0]!.start < mention.start
  )
  body?.mentions.push(mention)
}

/** Acronyms explained in the text, "World Food Fund (WFF)" or "WFF (World Food Fund)", and the names they stand for. */
function readLongForms(text: string, mentions: readonly Mention[]): Map<string, string> {
  const found = new Map<string, string>()
  for (let index = 0; index + 1 < mentions.length; index += 1) {
    const one = mentions[index]!
    const two = mentions[index + 1]!
    if (!/^\s\($/u.test(text.slice(one.end, two.start)) || text[two.end] !== ')') continue
    const [long, short] = one.name.includes(' ') ? [one, two] : [two, one]
    if (!/^\p{Lu}[\p{Lu}&-]{1,9}$/u.test(short.name) || !isAcronymOf(short.name, long.name)) continue
    found.set(short.name, canonicalName(long.name))
    if (long.kind === 'unknown' || long.kind === 'person')
      long.kind = kindOfKnown(long.name) ?? 'organisation'
    for (const mention of mentions) if (mention.name === short.name) mention.kind = long.kind
  }
  return found
}

/** Do the letters stand at the beginnings of the name's words, in order? Small words may be left out. */
function isAcronymOf(short: string, long: string): boolean {
  const letters = [...short.toLowerCase()].filter((letter) => /\p{L}/u.test(letter))
  const initials = long
    .toLowerCase()
    .split(/[\s-]+/u)
    .map((part) => part[0])
  let at = 0
  for (const initial of initials) if (initial === letters[at]) at += 1
  return at === letters.length
}
