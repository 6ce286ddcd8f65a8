/**
 * Postings of one term among 16,384 neighbouring documents, as bytes: runs of
 * `slot, count, first document, distance to the next …`, each a varint. Runs are appended as documents
 * come in; a document is in one run only.
 */
export const SEGMENT_BITS = 14
const SEGMENT_MASK = (1 << SEGMENT_BITS) - 1

/** Grows by doubling; emptied and used again by every query. */
export class Postings {
  docs = new Uint32Array(4096)
  slots = new Uint8Array(4096)
  length = 0

  clear(): void {
    this.length = 0
  }

  /** Makes room for so many more. */
  reserve(more: number): void {
    if (this.length + more <= this.docs.length) return
    const room = Math.max(this.length + more, this.docs.length * 2)
    const docs = new Uint32Array(room)
    docs.set(this.docs)
    this.docs = docs
    const slots = new Uint8Array(room)
    slots.set(this.slots)
    this.slots = slots
  }

  push(doc: number, slot: number): void {
    if (this.length === this.docs.length) this.reserve(1)
    this.docs[this.length] = doc
    this.slots[this.length++] = slot
  }
}

/** The bytes to append, by segment, for the documents filed under each slot; those of a slot are in order. */
export function encodeSlots(slots: readonly (readonly number[] | undefined)[]): Map<number, number[]> {
  const segments = new Map<number, number[]>()
  slots.forEach((docs, slot) => {
    for (let from = 0; docs !== undefined && from < docs.length; ) {
      const segment = (docs[from] ?? 0) >>> SEGMENT_BITS
      let to = from + 1
      while (to < docs.length && (docs[to] ?? 0) >>> SEGMENT_BITS === segment) to++
      let bytes = segments.get(segment)
      if (bytes === undefined) {
        bytes = []
        segments.set(segment, bytes)
      }
      encodeRun(slot, docs.slice(from, to), bytes)
      from = to
    }
  })
  return segments
}

/** Bytes for the documents filed under one slot; all of them belong to the same segment, in order. */
function encodeRun(slot: number, docs: readonly number[], into: number[]): void {
  into.push(slot)
  pushVarint(docs.length, into)
  let before = 0
  for (const doc of docs) {
    const low = doc & SEGMENT_MASK
    pushVarint(low - before, into)
    before = low
  }
}

function pushVarint(value: number, into: number[]): void {
  while (value > 127) {
    into.push((value & 127) | 128)
    value >>>= 7
  }
  into.push(value)
}

const early = 'Posting list ends early'

/**
 * Adds what a blob holds to `into`.
 * @param only takes no document whose place in it holds 0.
 * @throws RangeError when the bytes are not a whole number of runs: the file is damaged.
 */
export function decodeBlob(data: Uint8Array, segment: number, into: Postings, only?: Uint8Array): void {
  const base = segment * (SEGMENT_MASK + 1)
  const size = data.length
  let at = 0
  while (at < size) {
    const slot = data[at++] ?? 0
    let count = 0
    for (let shift = 0; ; shift += 7) {
      if (at >= size) throw new RangeError(early)
      const byte = data[at++] ?? 0
      count |= (byte & 127) << shift
      if (byte < 128) break
    }
    // Each takes a byte at least: a damaged count must not ask for all the memory there is.
    if (count < 0 || count > size - at) throw new RangeError(early)
    into.reserve(count)
    const { docs, slots } = into
    let { length } = into
    let low = 0
    for (; count > 0; count--) {
      let byte = data[at++] ?? 0
      let distance = byte & 127
      // Two bytes hold a whole segment.
      if (byte > 127) {
        byte = data[at++] ?? 255
        distance |= byte << 7
      }
      low += distance
      if (low > SEGMENT_MASK || at > size) throw new RangeError('Posting outside its segment')
      const doc = base + low
      if (only !== undefined && only[doc] === 0) continue
      docs[length] = doc
      slots[length++] = slot
    }
    into.length = length
  }
}
