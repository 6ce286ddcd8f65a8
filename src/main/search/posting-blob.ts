/**
 * Postings of one term among 4,096 neighbouring documents, as bytes: runs of
 * `slot, count, first document, distance to the next …`, each a varint. Runs are appended as documents
 * come in; a document is in one run only.
 */
export const SEGMENT_BITS = 12
const SEGMENT_MASK = (1 << SEGMENT_BITS) - 1

/** Grows by doubling; emptied and used again by every query. */
export class Postings {
  docs = new Uint32Array(4096)
  slots = new Uint8Array(4096)
  length = 0

  clear(): void {
    this.length = 0
  }

  push(doc: number, slot: number): void {
    if (this.length === this.docs.length) {
      const docs = new Uint32Array(this.length * 2)
      docs.set(this.docs)
      this.docs = docs
      const slots = new Uint8Array(this.length * 2)
      slots.set(this.slots)
      this.slots = slots
    }
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

/**
 * Adds what a blob holds to `into`.
 * @throws RangeError when the bytes are not a whole number of runs: the file is damaged.
 */
export function decodeBlob(data: Uint8Array, segment: number, into: Postings): void {
  const base = segment * (SEGMENT_MASK + 1)
  let at = 0
  const varint = () => {
    let byte = data[at++]
    if (byte === undefined) throw new RangeError('Posting list ends early')
    if (byte < 128) return byte
    let value = byte & 127
    for (let shift = 7; ; shift += 7) {
      byte = data[at++]
      if (byte === undefined) throw new RangeError('Posting list ends early')
      value |= (byte & 127) << shift
      if (byte < 128) return value
    }
  }
  while (at < data.length) {
    const slot = varint()
    let left = varint()
    let low = 0
    for (; left > 0; left--) {
      low += varint()
      if (low > SEGMENT_MASK) throw new RangeError('Posting outside its segment')
      into.push(base + low, slot)
    }
  }
}
