import { least } from '../../../shared/long-lists.ts'
import { keyOf } from './headings.ts'
import { piecesOf } from './lines.ts'
import type { Part, TextPart } from './paragraphs.ts'

/** Running text in larger type is set for a room, points. */
export const SLIDE_SIZE = 15

const name = String.raw`(?:\p{Lu}[\p{L}\p{M}.'’-]*|van|von|de|der|den|del|della|di|da|la|le|ten|ter|bin|al)`
const oneName = `${name}(?:\\s+${name}){1,4}`
const names = new RegExp(
  `^(?:by\\s+|von\\s+|par\\s+|por\\s+)?${oneName}(?:\\s*(?:,\\s*and|,|;|&|·|and|und|et|y)\\s+${oneName})*$`,
  'u'
)

/**
 * The title and the names under it: as the file states them, else as its first page shows them. What the
 * masthead says is not said again in the text.
 */
export function findTitle(
  parts: readonly Part[],
  facts: { title: string; authors: string; bodySize: number }
): { title: string; byline: string; rest: Part[] } {
  const start = parts.filter((part): part is TextPart => part.kind === 'text').slice(0, 12)
  const onFirst = start.filter((part) => part.lines[0]!.page === start[0]!.lines[0]!.page)
  const shown = facts.title
    ? statedIn(onFirst, facts.title)
    : (taggedTitle(parts, onFirst) ?? largestOf(parts, onFirst, facts.bodySize))
  const after = shown.length > 0 ? onFirst[onFirst.indexOf(shown.at(-1)!) + 1] : undefined
  const byline = after && bylineOf(after)
  const gone = new Set<Part>(shown)
  if (after && byline && (!facts.authors || keyOf(facts.authors) === keyOf(byline))) gone.add(after)
  const rest = parts.filter((part) => !gone.has(part))
  return {
    title: facts.title || shown.map((one) => one.text).join(' '),
    byline: facts.authors || byline || '',
    // A document that is nothing but its title still says it.
    rest: rest.length > 0 ? rest : [...parts]
  }
}

/** The parts that together say what the file states as its title: it may stand in two lines. */
function statedIn(onFirst: readonly TextPart[], title: string): TextPart[] {
  const stated = keyOf(title)
  for (let from = 0; from < onFirst.length; from++) {
    let said = ''
    for (let to = from; to < Math.min(onFirst.length, from + 4); to++) {
      said += keyOf(onFirst[to]!.text)
      if (said === stated) return onFirst.slice(from, to + 1)
      if (!stated.startsWith(said)) break
    }
  }
  return []
}

/** The only heading that the file tags with the first rank, when it stands on the first page. */
function taggedTitle(parts: readonly Part[], onFirst: readonly TextPart[]): TextPart[] | undefined {
  const tagged = parts.flatMap((part) => {
    const role = part.kind === 'text' ? part.lines[0]!.role : undefined
    return part.kind === 'text' && role?.kind === 'heading' ? [{ part, rank: role.rank }] : []
  })
  const first = least(tagged.map(({ rank }) => rank))
  const [one, ...more] = tagged.filter(({ rank }) => rank === first)
  if (tagged.length < 2 || !one || more.length > 0) return undefined
  return onFirst.includes(one.part) && one.part.text.length <= 300 ? [one.part] : undefined
}

/** What is set largest on the first page; in a book that is its first chapter, which later ones look like. */
function largestOf(parts: readonly Part[], onFirst: readonly TextPart[], bodySize: number): TextPart[] {
  const largest = Math.max(0, ...onFirst.map((part) => part.size))
  const shown = onFirst.find(
    (part) => part.size === largest && part.text.length <= 300 && /\p{L}{2}/u.test(part.text)
  )
  if (!shown || largest < bodySize * 1.15) return []
  const page = shown.lines[0]!.page
  // A first slide is the title of the talk, whatever the others look like.
  const isSlide = bodySize > SLIDE_SIZE
  const others = parts.some(
    (part) => part.kind === 'text' && part.lines[0]!.page > page && Math.abs(part.size - largest) < 0.3
  )
  return others && !isSlide ? [] : [shown]
}

/** Names, without the raised signs of their institutions. */
function bylineOf(part: TextPart): string {
  if (part.text.length > 300 || part.lines.length > 3) return ''
  const text = part.lines
    .flatMap((line) => [...piecesOf(line).map((piece) => (piece.shift === 'sup' ? ' ' : piece.text)), ' '])
    .join('')
    .replace(/[*†‡§¶\d]+/gu, '')
    .replace(/\s+([,;])/gu, '$1')
    .replace(/\s+/gu, ' ')
    .trim()
  return names.test(text) ? text.replace(/^(?:by|von|par|por)\s+/iu, '') : ''
}
