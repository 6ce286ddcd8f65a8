/** A pair right after another one is worth so much more than two apart: words keep their neighbours. */
const TOGETHER = 0.12
/** Signs tell almost nothing, but a pair of them is still a pair. */
const LEAST = 0.02

/** Tokens [aFrom, aTo) of one text and [bFrom, bTo) of the other. */
export interface MatchBox {
  aFrom: number
  aTo: number
  bFrom: number
  bTo: number
}

/**
 * The common subsequence of two short stretches that tells the most: the sum of what its tokens tell, and a
 * little for each that follows right on another. A longest one would take two common words for a rare one.
 * Quadratic. What stands right before and behind the box is taken for pairs.
 */
export function weightiestMatch(
  a: Int32Array,
  b: Int32Array,
  { aFrom, aTo, bFrom, bTo }: MatchBox,
  weights: Float32Array,
  emit: (a: number, b: number, length: number) => void
): void {
  const [n, m] = [aTo - aFrom, bTo - bFrom]
  const width = m + 1
  // best[i][j]: of what is left from i and j on; paired[i][j]: the same when i and j are a pair.
  const best = new Float32Array((n + 1) * width)
  const paired = new Float32Array((n + 1) * width)
  for (let i = n - 1; i >= 0; i--) {
    const weight = Math.max(LEAST, weights[a[aFrom + i]!]!)
    for (let j = m - 1; j >= 0; j--) {
      const at = i * width + j
      let most = Math.max(best[at + width]!, best[at + 1]!)
      if (a[aFrom + i] === b[bFrom + j]) {
        const next = at + width + 1
        const isEnd = i === n - 1 && j === m - 1
        // Behind the box the text goes on in pairs.
        const on = isEnd ? TOGETHER : Math.max(best[next]!, paired[next]! > 0 ? paired[next]! + TOGETHER : 0)
        paired[at] = weight + on
        most = Math.max(most, paired[at]!)
      }
      best[at] = most
    }
  }
  let [i, j] = [0, 0]
  let isTogether = true
  while (i < n && j < m) {
    const at = i * width + j
    const pair = paired[at]!
    const other = Math.max(best[at + width]!, best[at + 1]!)
    if (pair > 0 && (isTogether ? pair + TOGETHER : pair) >= other) {
      emit(aFrom + i, bFrom + j, 1)
      i++
      j++
      isTogether = true
    } else {
      isTogether = false
      if (best[at + width]! >= best[at + 1]!) i++
      else j++
    }
  }
}
