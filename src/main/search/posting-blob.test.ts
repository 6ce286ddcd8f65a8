import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBlob, eachBlob, Postings } from './posting-blob.ts'
import { SLOTS } from './term-slots.ts'

describe('posting blobs', () => {
  it('give back what was put in, over any number of appended batches', () => {
    const batch = fc.uniqueArray(fc.tuple(fc.nat(50_000), fc.nat(SLOTS - 1)), {
      selector: ([doc]) => doc,
      maxLength: 80
    })
    fc.assert(
      fc.property(fc.array(batch, { maxLength: 4 }), (batches) => {
        const blobs = new Map<number, number[]>()
        const expected: string[] = []
        for (const postings of batches) {
          const slots: number[][] = []
          for (const [doc, slot] of postings.sort(([a], [b]) => a - b)) {
            slots[slot] = [...(slots[slot] ?? []), doc]
            expected.push(`${doc}/${slot}`)
          }
          eachBlob(
            slots.reverse(),
            (place) => slots.length - 1 - place,
            (segment, bytes) => blobs.set(segment, [...(blobs.get(segment) ?? []), ...bytes])
          )
        }
        const read = new Postings()
        for (const [segment, bytes] of blobs) decodeBlob(Uint8Array.from(bytes), segment, read)
        const found = Array.from(read.docs.subarray(0, read.length), (doc, at) => `${doc}/${read.slots[at]}`)
        expect(found.sort()).toEqual(expected.sort())
      })
    )
  })

  it('notice bytes that were cut off or changed beyond sense', () => {
    expect(() => decodeBlob(Uint8Array.of(3, 2, 5), 0, new Postings())).toThrow(RangeError)
    expect(() => decodeBlob(Uint8Array.of(3, 1, 0xff, 0xff, 0x7f), 0, new Postings())).toThrow(RangeError)
  })
})
