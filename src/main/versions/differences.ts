import type { Alignment } from '../../shared/anchoring/alignment.ts'
import { shortenMiddle } from '../../shared/shorten.ts'
import type { Difference } from '../../shared/versions.ts'

/** Most differences shown; two texts that differ in more are two texts. */
const MOST = 4000
/** Of a long stretch of the same, so much is shown at each end, UTF-16 units. */
const SHOWN = 160

/** The two texts as one: what is the same, what was removed and what was added, in order. */
export function differences({ old, new: after, newOf, block, oldOf }: Alignment): {
  changes: number
  pieces: Difference[]
  isWhole: boolean
} {
  const pieces: Difference[] = []
  let changes = 0
  let [a, b] = [0, 0]
  const piece = (kind: Difference['kind'], tokens: typeof old, from: number, to: number, moved: boolean) => {
    if (from === to) return
    // With the white space after it, so that the pieces read as the text does.
    const end = to < tokens.count ? tokens.start[to]! : tokens.text.length
    const start = from === 0 ? 0 : tokens.start[from]!
    const text = tokens.text.slice(start, end)
    pieces.push({ kind, text: kind === 'same' ? shortenMiddle(text, SHOWN, SHOWN) : text, moved })
    if (kind !== 'same') changes++
  }
  while ((a < old.count || b < after.count) && changes < MOST) {
    let from = a
    while (a < old.count && (newOf[a] === -1 || block[a] !== 0)) a++
    split(
      from,
      a,
      (at) => newOf[at] !== -1,
      (low, high, moved) => piece('removed', old, low, high, moved)
    )
    from = b
    while (b < after.count && (oldOf[b] === -1 || block[oldOf[b]!] !== 0)) b++
    split(
      from,
      b,
      (at) => oldOf[at] !== -1,
      (low, high, moved) => piece('added', after, low, high, moved)
    )
    from = b
    while (a < old.count && b < after.count && newOf[a] === b && block[a] === 0) {
      a++
      b++
    }
    piece('same', after, from, b, false)
    // Pairs in order that are not next in both: never, unless the map were broken; then nothing loops.
    if (from === b && a < old.count && newOf[a] !== -1 && block[a] === 0 && newOf[a] !== b) a++
  }
  return { changes, pieces, isWhole: a >= old.count && b >= after.count }
}

/** Parts of a stretch that stand elsewhere, and parts that do not. */
function split(
  from: number,
  to: number,
  isMoved: (at: number) => boolean,
  visit: (from: number, to: number, moved: boolean) => void
): void {
  let start = from
  for (let at = from + 1; at <= to; at++) {
    if (at < to && isMoved(at) === isMoved(start)) continue
    visit(start, at, isMoved(start))
    start = at
  }
}
