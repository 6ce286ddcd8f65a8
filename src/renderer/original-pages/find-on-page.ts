import type { PageRect } from '../../shared/original-pages.ts'

interface Item {
  str: string
  transform: number[]
  width: number
}

interface View {
  width: number
  height: number
  transform: number[]
}

/**
 * Where each quote stands on a page, as shares of the page, one rectangle to a piece of a line. Only letters
 * and figures are compared: spaces, hyphens at line ends and ligatures are the page's own.
 */
export function findOnPage(
  content: { items: readonly (Item | { type: string })[] },
  view: View,
  quotes: readonly string[]
): PageRect[][] {
  const items = content.items.filter((one): one is Item => 'str' in one && one.str.trim() !== '')
  let letters = ''
  const places: { item: number; from: number; to: number }[] = []
  for (const [index, { str }] of items.entries()) {
    const characters = [...str]
    for (const [at, character] of characters.entries()) {
      const said = lettersOf(character)
      for (let count = 0; count < said.length; count++) {
        places.push({ item: index, from: at / characters.length, to: (at + 1) / characters.length })
      }
      letters += said
    }
  }
  return quotes.map((quote) => {
    const wanted = lettersOf(quote)
    const start = wanted ? letters.indexOf(wanted) : -1
    if (start < 0) return []
    const spans = new Map<number, { from: number; to: number }>()
    for (const place of places.slice(start, start + wanted.length)) {
      const span = spans.get(place.item)
      if (span) span.to = place.to
      else spans.set(place.item, { from: place.from, to: place.to })
    }
    return [...spans].map(([index, { from, to }]) => rectOf(items[index]!, from, to, view))
  })
}

function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '')
}

/** A part of a piece of text, from its descenders to its ascenders. */
function rectOf(item: Item, from: number, to: number, view: View): PageRect {
  const [a, b, c, d, e, f] = item.transform as [number, number, number, number, number, number]
  const length = Math.hypot(a, b) || 1
  const along = [a / length, b / length] as const
  const corners = [
    [from, -0.22],
    [to, -0.22],
    [from, 0.86],
    [to, 0.86]
  ].map(([share, rise]) => {
    const x = e + along[0] * item.width * share! + c * rise!
    const y = f + along[1] * item.width * share! + d * rise!
    const [ta, tb, tc, td, te, tf] = view.transform as [number, number, number, number, number, number]
    return [ta * x + tc * y + te, tb * x + td * y + tf] as const
  })
  const xs = corners.map(([x]) => x / view.width)
  const ys = corners.map(([, y]) => y / view.height)
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}
