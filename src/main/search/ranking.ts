/** Matching documents, best first; ties go to the newest. */
export class Ranking {
  /** Score in the upper bits, document number in the lower 27: sorts as a plain number. */
  readonly #keys: Float64Array
  #sorted = 0
  /** False when only as many documents were ranked as were asked for: there may be more. */
  readonly complete: boolean
  /** True when part of the question was left out, because reading all of it would take too long. */
  readonly cut: boolean
  constructor(keys: Float64Array, complete: boolean, cut = false) {
    this.#keys = keys
    this.complete = complete
    this.cut = cut
  }
  /** Of these documents only. */
  only(docs: ReadonlySet<number>): Ranking {
    return new Ranking(
      this.#keys.filter((key) => docs.has(-key % DOC_RANGE)),
      this.complete,
      this.cut
    )
  }
  get length(): number {
    return this.#keys.length
  }
  /** The documents from `from` up to `to`, by rank. Sorts no more than it must. */
  slice(from: number, to: number): { doc: number; score: number }[] {
    if (this.#sorted < Math.min(to, this.length)) this.#sort(to)
    return Array.from(this.#keys.subarray(from, to), (key) => ({
      doc: -key % DOC_RANGE,
      score: scoreOf(-key)
    }))
  }
  #sort(needed: number): void {
    const keys = this.#keys
    if (keys.length > 4096 && needed < keys.length / 8) {
      // Bring everything above a bound to the front; lower the bound until there is enough.
      let best = 0
      for (const key of keys) if (key < best) best = key
      for (const share of [0.6, 0.4, 0.25, 0.12]) {
        const bound = -keyOf(scoreOf(-best) * share, 0)
        let front = 0
        for (let at = 0; at < keys.length; at++) {
          const key = keys[at] ?? 0
          if (key > bound) continue
          keys[at] = keys[front] ?? 0
          keys[front++] = key
        }
        if (front >= needed) {
          keys.subarray(0, front).sort()
          this.#sorted = front
          return
        }
      }
    }
    keys.sort()
    this.#sorted = keys.length
  }
}

const DOC_RANGE = 2 ** 27
const bits = new DataView(new ArrayBuffer(4))
/** Bits of a positive float sort like the float; the lowest five are given up to make room. */
export function keyOf(score: number, doc: number): number {
  bits.setFloat32(0, score)
  return (bits.getUint32(0) >>> 5) * DOC_RANGE + doc
}
function scoreOf(key: number): number {
  bits.setUint32(0, Math.floor(key / DOC_RANGE) << 5)
  return bits.getFloat32(0)
}
