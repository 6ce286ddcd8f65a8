import type { Part, TextPart } from './paragraphs.ts'

/** A heading of the document's own outline. */
export interface OutlineEntry {
  title: string
  /** 1 for the outermost. */
  depth: number
  /** Page from 0, when it is known. */
  page: number | undefined
}

export type Level = 2 | 3 | 4

/** Longer, and it is a paragraph in large type. */
const LONGEST = 220

/**
 * Which paragraphs are headings, and how deep. The document's outline decides where it names a line; else
 * type that is larger than the text, bold lines, and numbered ones.
 */
export function findHeadings(
  parts: readonly Part[],
  bodySize: number,
  outline: readonly OutlineEntry[]
): Map<TextPart, Level> {
  const entries = new Map<string, OutlineEntry[]>()
  for (const entry of outline) {
    const key = keyOf(entry.title)
    if (key) entries.set(key, [...(entries.get(key) ?? []), entry])
  }
  const found = taggedHeadings(parts)
  const guessed: { part: TextPart; look: string; weight: number }[] = []
  const boldBody = isMostlyBold(parts)
  // A file that tags its headings has no others.
  const isTagged = found.size > 1
  for (const [index, part] of parts.entries()) {
    if (part.kind !== 'text' || part.text.length > LONGEST || found.has(part)) continue
    const page = part.lines[0]!.page
    const entry = entries
      .get(keyOf(part.text))
      ?.find((one) => one.page === undefined || Math.abs(one.page - page) <= 1)
    if (entry && !/ … /.test(part.text)) {
      found.set(part, levelOf(entry.depth + 1))
      continue
    }
    if (isTagged) continue
    const weight = weightOf(part, bodySize, boldBody)
    if (weight === 0 || !isFollowed(parts, index, part.size > bodySize * 1.3 ? 2 : 20)) continue
    guessed.push({ part, look: `${Math.round(part.size)} ${part.bold} ${isCapitals(part.text)}`, weight })
  }
  const looks = [...new Set(guessed.toSorted((a, b) => b.weight - a.weight).map((one) => one.look))]
  const deepest = Math.max(1, ...[...found.values()]) as number
  for (const { part, look } of guessed) {
    const number = /^(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s/.exec(part.text)?.[1]
    const byNumber = number ? number.split('.').length + 1 : undefined
    const byLook = looks.indexOf(look) + 2
    // Below an outline, what only looks like a heading is deeper than what it names.
    found.set(part, levelOf(byNumber ?? (found.size && outline.length ? Math.max(byLook, deepest) : byLook)))
  }
  return found
}

/** What the file itself says are headings, unless it says so of much of its text. */
function taggedHeadings(parts: readonly Part[]): Map<TextPart, Level> {
  const texts = parts.filter((part) => part.kind === 'text')
  const tagged = texts.flatMap((part) => {
    const role = part.lines[0]!.role
    return role?.kind === 'heading' && /[\p{L}\p{N}]/u.test(part.text) ? [{ part, rank: role.rank }] : []
  })
  const lettersIn = (list: readonly TextPart[]) => list.reduce((sum, { text }) => sum + text.length, 0)
  const isSane =
    tagged.every(({ part }) => part.text.length <= LONGEST) &&
    lettersIn(tagged.map(({ part }) => part)) < lettersIn(texts) * 0.4
  if (!isSane) return new Map()
  // The one of the first rank is the document's title.
  const ranks = tagged.map(({ rank }) => rank)
  const first = Math.min(...ranks)
  const below = ranks.filter((rank) => rank > first)
  const isTitle = ranks.length - below.length === 1 && below.length > 0
  const top = isTitle ? Math.min(...below) : first
  return new Map(tagged.map(({ part, rank }) => [part, levelOf(rank - top + 2)]))
}

function levelOf(level: number): Level {
  return Math.min(4, Math.max(2, level)) as Level
}

/** Letters and figures only, so that numbering, spaces and ligatures make no difference. */
export function keyOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** How much a paragraph looks like a heading; 0 when it does not. */
function weightOf(part: TextPart, bodySize: number, boldBody: boolean): number {
  const { text, size, bold, lines } = part
  // An entry of a table of contents, led to its page by dots.
  if (/ … \S{1,8}$/.test(text)) return 0
  if (!/\p{L}/u.test(text) || lines.length > 4 || (part.item && !/^\d/.test(text))) return 0
  const sentence = /[.!?;,:]["'”’)]*$/u.test(text) && !/^\d/.test(text)
  const larger = size / bodySize
  if (larger >= 1.12 && !(sentence && text.length > 100)) return larger * 10 + (bold ? 1 : 0)
  if (larger < 0.93) return 0
  if (bold && !boldBody && lines.length <= 2 && text.length <= 140 && !/[.;,]$/u.test(text))
    return larger * 10 + 0.5
  if (isCapitals(text) && lines.length <= 2 && text.length <= 90 && !sentence) return larger * 10 + 0.4
  const numbered = /^\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+\p{Lu}/u.test(text)
  if (numbered && lines.length === 1 && text.length <= 90 && !sentence) return larger * 10 + 0.2
  return 0
}

function isCapitals(text: string): boolean {
  return /\p{Lu}{3}/u.test(text) && !/\p{Ll}/u.test(text)
}

/** A heading stands above something. */
function isFollowed(parts: readonly Part[], index: number, letters: number): boolean {
  return parts.slice(index + 1, index + 4).some((one) => one.kind !== 'text' || one.text.length > letters)
}

function isMostlyBold(parts: readonly Part[]): boolean {
  let bold = 0
  let all = 0
  for (const part of parts) {
    if (part.kind !== 'text') continue
    all += part.text.length
    if (part.bold) bold += part.text.length
  }
  return bold > all * 0.5
}
