/** Three rows of the table, kept from word to word: thousands are compared for one slip. */
let rows = [new Int32Array(65), new Int32Array(65), new Int32Array(65)] as const

/**
 * Edits between two words: letters put in, left out, replaced, or swapped with their neighbour
 * (Damerau–Levenshtein, each letter touched once). Stops early: anything above `most` is `most + 1`.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  if (b.length >= rows[0].length) {
    const size = b.length * 2
    rows = [new Int32Array(size), new Int32Array(size), new Int32Array(size)]
  }
  let [twoBack, before, row]: [Int32Array, Int32Array, Int32Array] = [...rows]
  for (let j = 0; j <= b.length; j++) before[j] = j
  let leastBefore = 0
  for (let i = 1; i <= a.length; i++) {
    const letter = a.charCodeAt(i - 1)
    row[0] = i
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const other = b.charCodeAt(j - 1)
      let cost = (before[j - 1] ?? 0) + (letter === other ? 0 : 1)
      cost = Math.min(cost, (before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1)
      if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other) {
        cost = Math.min(cost, (twoBack[j - 2] ?? 0) + 1)
      }
      row[j] = cost
      if (cost < least) least = cost
    }
    if (least > most && leastBefore > most) return most + 1
    leastBefore = least
    const free = twoBack
    twoBack = before
    before = row
    row = free
  }
  return Math.min(before[b.length] ?? 0, most + 1)
}
