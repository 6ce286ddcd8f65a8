import { speechVerbs } from './known-names.ts'
import type { NamedThing } from './merge-names.ts'
import type { Word } from './words.ts'

/** Words in quotation marks; the offsets leave the marks out. */
export interface Quotation {
  start: number
  end: number
  speaker: NamedThing | undefined
}

interface Span {
  /** First character inside the marks and the one after the last. */
  start: number
  end: number
  /** False when the paragraph ends before the marks close: the speech goes on in the next. */
  isClosed: boolean
}

const closers: Readonly<Record<string, string>> = { '“': '”', '„': '“”', '«': '»', '"': '"', '‘': '’' }

/** Spans in quotation marks, outermost only. A mark that is not closed ends with its paragraph. */
function findQuoted(text: string): Span[] {
  const spans: Span[] = []
  let at = 0
  while (at < text.length) {
    const close = closers[text[at]!]
    const opens = close !== undefined && !/[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ')
    if (!opens) {
      at += 1
      continue
    }
    const lineEnd = text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at)
    let end = at + 1
    // Inside single marks an apostrophe stands between letters; the closing mark does not.
    while (end < lineEnd && !(close.includes(text[end]!) && !/[\p{L}\p{N}]/u.test(text[end + 1] ?? ' ')))
      end += 1
    const isClosed = end < lineEnd
    if (isClosed || text[at] === '“' || text[at] === '«') spans.push({ start: at + 1, end, isClosed })
    at = isClosed ? end + 1 : text[at] === '“' || text[at] === '«' ? lineEnd : at + 1
  }
  return spans
}

/**
 * Each quotation with its speaker. Looked for after the quotation ("…", said X), before it (X said: "…"),
 * in the sentence around it; a pronoun means the last person named who may be meant; a quotation without
 * words of its own goes on with the speaker of the one before it in the paragraph, and at the beginning of
 * a paragraph with the speaker the paragraph before ended with. Marks around one or two words that nobody
 * is said to have spoken are not quotations.
 */
export function findQuotations(
  text: string,
  words: readonly Word[],
  things: readonly NamedThing[]
): Quotation[] {
  const spans = findQuoted(text)
  // Both lists are in the order of the text, so that a long article takes time in proportion to its length.
  const inQuotes = (offset: number) => {
    const span = spans[firstAt(spans, (one) => one.end > offset)]
    return span !== undefined && span.start <= offset
  }
  const named = things
    .flatMap((thing) => thing.mentions.map((mention) => ({ thing, mention })))
    .toSorted((a, b) => a.mention.from - b.mention.from)
  const context: Context = { text, words, named, inQuotes }
  const quotations: (Quotation & { paragraph: number; span: Span })[] = []
  for (const span of spans) {
    const firstInside = firstAt(words, (word) => word.start >= span.start)
    const inside = words.slice(
      firstInside,
      firstAt(words, (word) => word.end > span.end)
    )
    if (inside.length === 0) continue
    const paragraph = inside[0]!.paragraph
    const first = firstInside
    const next = first + inside.length
    const last = quotations.at(-1)
    let speaker = speakerAfter(context, next, span) ?? speakerBefore(context, first, span)
    if (!speaker && last?.speaker && last.paragraph === paragraph && goesOn(context, last.span, span))
      speaker = last.speaker
    const opensParagraph = text.slice(0, span.start - 1).endsWith('\n') || span.start === 1
    if (
      !speaker &&
      last?.speaker &&
      opensParagraph &&
      last.paragraph === paragraph - 1 &&
      goesOnBelow(context, last.span, span, paragraph)
    )
      speaker = last.speaker
    // What comes before in the paragraph may be spoken by whom the end of it names.
    if (speaker) {
      for (let at = quotations.length - 1; at >= 0 && quotations[at]!.paragraph === paragraph; at -= 1) {
        const earlier = quotations[at]!
        if (!earlier.speaker && earlier.paragraph === paragraph && goesOn(context, earlier.span, span))
          earlier.speaker = speaker
      }
    }
    if (inside.length < 3 && !speaker) continue
    quotations.push({ start: span.start, end: span.end, speaker, paragraph, span })
  }
  return quotations.map(({ start, end, speaker }) => ({ start, end, speaker }))
}

interface Named {
  thing: NamedThing
  mention: NamedThing['mentions'][number]
}

/** Index of the first one that is so; they are in an order in which all after it are so, too. */
function firstAt<T>(list: readonly T[], isSo: (one: T) => boolean): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (isSo(list[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}

interface Context {
  text: string
  words: readonly Word[]
  /** Every mention, in the order of the text. */
  named: readonly Named[]
  inQuotes(offset: number): boolean
}

/** Between the two, is there nothing but the end of the first one's attribution? */
function goesOn({ text, words, inQuotes }: Context, one: Span, two: Span): boolean {
  const between = text.slice(one.end + 1, two.start - 1)
  if (between.includes('\n')) return false
  const own = words.filter((word) => word.start > one.end && word.end < two.start && !inQuotes(word.start))
  // After the attribution's full stop the next quotation follows at once; a sentence between is somebody else's.
  return (
    own.length <= 4 ||
    (/[.,;:]\s*$/.test(between) && (between.match(/[.!?](?=\s)/g)?.length ?? 0) <= 1 && own.length < 28)
  )
}

function goesOnBelow({ text, words, inQuotes }: Context, one: Span, two: Span, paragraph: number): boolean {
  const paragraphAt = firstAt(words, (word) => word.paragraph >= paragraph)
  const above = words.slice(
    firstAt(words, (word) => word.start > one.end),
    paragraphAt
  )
  const isAboveQuoted = !one.isClosed || above.length < 40
  const own = words
    .slice(
      paragraphAt,
      firstAt(words, (word) => word.paragraph > paragraph)
    )
    .filter((word) => !inQuotes(word.start))
  return (
    isAboveQuoted &&
    (own.length === 0 || !one.isClosed) &&
    text.slice(one.end, two.start).split('\n').length <= 3
  )
}

const pronouns: Readonly<Record<string, 'he' | 'she' | 'any'>> = { he: 'he', she: 'she', they: 'any' }
const links = new Set(
  'has had have is was to also later once then again afterwards simply who often still do did be been reported'.split(
    ' '
  )
)

const isSpeech = (word: Word | undefined) =>
  word !== undefined && speechVerbs.has(word.lower) && !word.isCapital

/** `…," said the physician X`, `…," X, who …, said`, `…," she told Y`: in the rest of the sentence. */
function speakerAfter(context: Context, from: number, span: Span): NamedThing | undefined {
  const { words, text, inQuotes } = context
  const first = words[from]
  if (!first || !span.isClosed) return undefined
  const gap = text.slice(span.end + 1, first.start)
  const tail = text.slice(Math.max(span.start, span.end - 1), span.end)
  const endsSentence = /[.]/.test(tail) || /[.!?;\n]/.test(gap)
  if (/\n/.test(gap)) return undefined
  // After a full stop inside the marks comes a new sentence; after ! and ? an attribution may follow.
  if (endsSentence && !(/[!?]/.test(tail) && !/[.;]/.test(gap))) return undefined
  const stop = endOfSentence(context, from)
  if (first.lower === 'according' && words[from + 1]?.lower === 'to') return thingIn(context, from + 2, stop)
  // Verb first: said X; said the chief engineer, X.
  if (isSpeech(first)) return thingIn(context, from + 1, Math.min(stop, from + 12), true)
  // Subject first: X said; X, a fellow at Y, said; she said.
  for (let at = from; at < stop; at += 1) {
    const word = words[at]!
    if (inQuotes(word.start)) break
    if (!isSpeech(word)) continue
    return subjectBefore(context, at, from)
  }
  return undefined
}

/** `X said: "…"`, `X, who …, called it "…"`, `According to X, "…"`. */
function speakerBefore(context: Context, to: number, span: Span): NamedThing | undefined {
  const { words, text, inQuotes } = context
  const before = words[to - 1]
  if (!before || inQuotes(before.start)) return undefined
  const gap = text.slice(before.end, span.start - 1)
  if (/\n/.test(gap)) return undefined
  // "X said that she would. “…”": who spoke in the sentence before goes on in its own words.
  const isOwnSentence = /[.!?]/.test(gap)
  let from = to - 1
  while (
    from > 0 &&
    words[from]!.sentence === before.sentence &&
    words[from - 1]!.sentence === before.sentence
  )
    from -= 1
  for (let at = to - 1; at >= from; at -= 1) {
    const word = words[at]!
    if (inQuotes(word.start)) continue
    if (word.lower === 'to' && words[at - 1]?.lower === 'according') return thingIn(context, at + 1, to)
    if (!isSpeech(word)) continue
    if (isPassive(words, at)) continue
    // The verb's own quotation may have come already: "which X calls “…”, after Y spoke of “…”".
    if (words.slice(at, to).some((one) => inQuotes(one.start))) break
    const subject =
      subjectBefore(context, at, from) ?? (isOwnSentence ? undefined : thingEndingAt(context, to))
    if (subject && (!isOwnSentence || subject.kind === 'person')) return subject
  }
  if (isOwnSentence) return undefined
  // X: "…"
  if (/^\s*(?:\p{L}+\s)?:\s*$/u.test(gap)) {
    const named = thingEndingAt(context, to)
    if (named) return named
    const things = mentionsBetween(context, from, to).filter(({ thing }) => thing.kind === 'person')
    if (things.length === 1) return things[0]!.thing
  }
  return undefined
}

/** "is called", "were told": the subject is not who speaks. */
function isPassive(words: readonly Word[], verb: number): boolean {
  return (
    /^(?:is|are|was|were|be|been|being)$/u.test(words[verb - 1]?.lower ?? '') &&
    /(?:ed|told|said|read)$/u.test(words[verb]!.lower)
  )
}

function endOfSentence({ words }: Context, from: number): number {
  let at = from
  while (
    words[at] &&
    words[at]!.sentence === words[from]!.sentence &&
    words[at]!.paragraph === words[from]!.paragraph
  )
    at += 1
  return at
}

function mentionsBetween({ named, inQuotes, words }: Context, from: number, to: number): Named[] {
  const found: Named[] = []
  for (let at = firstAt(named, ({ mention }) => mention.from >= from); at < named.length; at += 1) {
    const one = named[at]!
    if (one.mention.from >= to) break
    if (one.mention.to <= to && !inQuotes(words[one.mention.from]!.start)) found.push(one)
  }
  return found
}

function thingEndingAt(context: Context, to: number): NamedThing | undefined {
  return mentionsBetween(context, Math.max(0, to - 6), to).find(({ mention }) => mention.to === to)?.thing
}

/** The first person from `from`, else the first body; for "said X", a pronoun at once. */
function thingIn(context: Context, from: number, to: number, allowPronoun = false): NamedThing | undefined {
  const word = context.words[from]
  if (word && allowPronoun && pronouns[word.lower]) return personMeant(context, from, pronouns[word.lower]!)
  const named = mentionsBetween(context, from, to)
  return (named.find(({ thing }) => thing.kind === 'person') ?? named[0])?.thing
}

/** The subject of the verb at `verb`: the name or pronoun next before it in the sentence, asides skipped. */
function subjectBefore(context: Context, verb: number, from: number): NamedThing | undefined {
  const { words, inQuotes, text } = context
  let at = verb - 1
  while (
    at >= from &&
    (links.has(words[at]!.lower) || /ly$/u.test(words[at]!.lower) || words[at]!.lower === 'and')
  ) {
    if (words[at]!.lower === 'who') return relativeOwner(context, at, from)
    at -= 1
  }
  const word = words[at]
  if (!word || at < from || inQuotes(word.start)) {
    return undefined
  }
  if (words[at]!.lower === 'which' || words[at]!.lower === 'that')
    return relativeOwner(context, at, from) ?? subjectOf(context, from, verb)
  if (pronouns[word.lower] && !word.isPossessive) return personMeant(context, at, pronouns[word.lower]!)
  const named = mentionsBetween(context, from, verb)
  if (named.length === 0) {
    const pronoun = words
      .slice(from, verb)
      .findLastIndex((one) => pronouns[one.lower] === 'he' || pronouns[one.lower] === 'she')
    return pronoun < 0
      ? undefined
      : personMeant(context, from + pronoun, pronouns[words[from + pronoun]!.lower]!)
  }
  const adjacent = named.find(({ mention }) => mention.to === at + 1)
  if (
    adjacent &&
    (!/,/.test(text.slice(adjacent.mention.end, words[verb]!.start)) || adjacent.thing.kind === 'person')
  ) {
    // "Marta Lindqvist, who chairs the Residents' Association, said": the aside's end is not the subject.
    const aside = /,\s*$/.test(text.slice(adjacent.mention.end, words[at + 1]!.start))
    if (!aside || named.length === 1) return adjacent.thing
  }
  return subjectOf(context, from, verb)
}

/** Of the names before the verb, the first person; else the first name of any kind. */
function subjectOf(context: Context, from: number, verb: number): NamedThing | undefined {
  const named = mentionsBetween(context, from, verb)
  // A name behind a preposition or with a possessive is seldom the subject.
  const free = named.filter(({ mention }) => {
    const before = context.words[mention.from - 1]
    const behind =
      before && mention.from > from && /^(?:of|in|at|for|to|with|by|on|from|the)$/u.test(before.lower)
    return !behind && !context.words[mention.to - 1]!.isPossessive
  })
  const people = free.filter(({ thing }) => thing.kind === 'person')
  return (people.at(-1) ?? free[0])?.thing
}

/** `X, who said`, `X, which calls`: the name before the comma. */
function relativeOwner(context: Context, at: number, from: number): NamedThing | undefined {
  return mentionsBetween(context, from, at).at(-1)?.thing
}

/**
 * Whom a pronoun means: the person named last before it, outside quotations; the subject of the sentence
 * before wins over others in it; nobody known to be of the other sex.
 */
function personMeant(context: Context, at: number, pronoun: 'he' | 'she' | 'any'): NamedThing | undefined {
  const sentence = context.words[at]!.sentence
  const fits = (thing: NamedThing) =>
    thing.kind === 'person' && (pronoun === 'any' || !thing.gender || thing.gender === pronoun)
  // A pronoun reaches back a few sentences, not to the first page.
  const before = mentionsBetween(context, Math.max(0, at - 300), at).filter(({ thing }) => fits(thing))
  const here = before.filter(({ mention }) => context.words[mention.from]!.sentence === sentence)
  if (here.length > 0) return here[0]!.thing
  const lastSentence = before.at(-1) && context.words[before.at(-1)!.mention.from]!.sentence
  const candidates = before.filter(({ mention }) => context.words[mention.from]!.sentence === lastSentence)
  const known = candidates.find(({ thing }) => pronoun !== 'any' && thing.gender === pronoun)
  return (
    known ??
    candidates.find(({ mention }) => !context.words[mention.to - 1]!.isPossessive) ??
    candidates.at(-1)
  )?.thing
}
