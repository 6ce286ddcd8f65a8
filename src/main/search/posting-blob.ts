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

/** Where bytes are put together; grows, and is used again by every list. */
let scratch = Buffer.alloc(1 << 16)
/** A slot, a count and a distance take no more together. */
const MOST_BYTES = 5

/**
 * Hands on the bytes to append, by segment, for the documents at each place of `lists` (those of a place in
 * order). What it hands on is good until the next.
 * @param slotAt the slot that a place of `lists` stands for.
 */
export function eachBlob(
  lists: readonly (readonly number[] | undefined)[],
  slotAt: (place: number) => number,
  emit: (segment: number, bytes: Buffer) => void
): void {
  let lowest = Number.POSITIVE_INFINITY
  let highest = -1
  for (let place = 0; place < lists.length; place++) {
    const docs = lists[place]
    if (docs === undefined || docs.length === 0) continue
    lowest = Math.min(lowest, (docs[0] ?? 0) >>> SEGMENT_BITS)
    highest = Math.max(highest, (docs[docs.length - 1] ?? 0) >>> SEGMENT_BITS)
  }
  for (let segment = lowest; segment <= highest; segment++) {
    let size = 0
    for (let place = 0; place < lists.length; place++) {
      const docs = lists[place]
      if (docs === undefined) continue
      let from = 0
      let to = docs.length
      if (lowest !== highest) {
        while (from < to && (docs[from] ?? 0) >>> SEGMENT_BITS < segment) from++
        while (to > from && (docs[to - 1] ?? 0) >>> SEGMENT_BITS > segment) to--
      }
      if (to > from) size = putRun(slotAt(place), docs, from, to, size)
    }
    if (size > 0) emit(segment, scratch.subarray(0, size))
  }
}

/** Puts the run of one slot at a place of `scratch`; answers where it ends. All belong to one segment, in order. */
function putRun(slot: number, docs: readonly number[], from: number, to: number, at: number): number {
  const most = at + (to - from + 1) * MOST_BYTES
  if (most > scratch.length) {
    const more = Buffer.alloc(most * 2)
    scratch.copy(more, 0, 0, at)
    scratch = more
  }
  scratch[at++] = slot
  at = putVarint(to - from, at)
  let before = 0
  for (; from < to; from++) {
    const low = (docs[from] ?? 0) & SEGMENT_MASK
    at = putVarint(low - before, at)
    before = low
  }
  return at
}

function putVarint(value: number, at: number): number {
  while (value > 127) {
    scratch[at++] = (value & 127) | 128
    value >>>= 7
  }
  scratch[at++] = value
  return at
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
