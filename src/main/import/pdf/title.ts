import { keyOf } from './headings.ts'
import { piecesOf } from './lines.ts'
import type { Part, TextPart } from './paragraphs.ts'

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
  const stated = keyOf(facts.title)
  let shown = stated ? onFirst.find((part) => keyOf(part.text) === stated) : undefined
  if (!shown && !facts.title) {
    const largest = Math.max(0, ...onFirst.map((part) => part.size))
    if (largest >= facts.bodySize * 1.15)
      shown = onFirst.find(
        (part) => part.size === largest && part.text.length <= 300 && /\p{L}{2}/u.test(part.text)
      )
  }
  const after = shown ? onFirst[onFirst.indexOf(shown) + 1] : undefined
  const byline = after && bylineOf(after)
  const gone = new Set<Part>()
  if (shown) gone.add(shown)
  if (after && byline && (!facts.authors || keyOf(facts.authors) === keyOf(byline))) gone.add(after)
  const rest = parts.filter((part) => !gone.has(part))
  return {
    title: facts.title || shown?.text || '',
    byline: facts.authors || byline || '',
    // A document that is nothing but its title still says it.
    rest: rest.length > 0 ? rest : [...parts]
  }
}

/** Names, without the raised signs of their institutions. */
function bylineOf(part: TextPart): string {
  if (part.text.length > 300 || part.lines.length > 3) return ''
  const text = part.lines
    .flatMap((line) => [
      ...piecesOf(line)
        .filter((piece) => piece.shift !== 'sup')
        .map((piece) => piece.text),
      ' '
    ])
    .join('')
    .replace(/[*†‡§¶\d]+/gu, '')
    .replace(/\s+([,;])/gu, '$1')
    .replace(/\s+/gu, ' ')
    .trim()
  return names.test(text) ? text.replace(/^(?:by|von|par|por)\s+/iu, '') : ''
}
