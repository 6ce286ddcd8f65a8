/** A note that wants to stand at `top` and is `height` tall; pixels. */
export interface NoteBox {
  top: number
  height: number
}

/**
 * Tops for notes beside a text: in order, `gap` apart, none above `limit`, each as near to its passage as the
 * others allow. The sum of squared displacements is least, so a crowded place pushes notes up as well as
 * down. This is isotonic regression by pooling adjacent violators (Best and Chakravarti 1990), in linear time.
 *
 * @param boxes sorted by `top`.
 */
export function layOutNotes(boxes: readonly NoteBox[], gap: number, limit = 0): number[] {
  // Shifting each box by what stands above it turns "no overlap" into "not decreasing".
  const pools: { sum: number; count: number; from: number }[] = []
  const above: number[] = []
  let height = 0
  boxes.forEach((box, index) => {
    above.push(height)
    pools.push({ sum: box.top - height, count: 1, from: index })
    height += box.height + gap
    for (let last = pools.at(-1)!, before = pools.at(-2); before && mean(before) > mean(last); ) {
      before.sum += last.sum
      before.count += last.count
      pools.pop()
      last = before
      before = pools.at(-2)
    }
  })
  const tops: number[] = []
  for (const [index, pool] of pools.entries()) {
    const end = pools[index + 1]?.from ?? boxes.length
    for (let at = pool.from; at < end; at++) tops.push(Math.max(limit, mean(pool)) + above[at]!)
  }
  return tops
}

const mean = (pool: { sum: number; count: number }) => pool.sum / pool.count
