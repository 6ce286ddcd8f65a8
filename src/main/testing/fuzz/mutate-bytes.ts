import { Buffer } from 'node:buffer'
import fc from 'fast-check'

/** One thing done to some bytes. Places are numbers of any size; they count modulo the length. */
export type Edit =
  | { do: 'flip'; at: number; bit: number }
  | { do: 'set'; at: number; values: readonly number[] }
  | { do: 'remove'; at: number; length: number }
  | { do: 'copy'; at: number; length: number; to: number }
  | { do: 'insert'; at: number; text: string }
  | { do: 'cut'; at: number }

const at = fc.nat(0x7fffffff)
/** Lengths and counts that formats choke on, as they stand in files. */
const numbers = fc.constantFrom<readonly number[]>(
  [0],
  [0xff],
  [0x7f],
  [0x80],
  [0, 0],
  [0xff, 0xff],
  [0, 0, 0, 0],
  [0xff, 0xff, 0xff, 0xff],
  [0xff, 0xff, 0xff, 0x7f],
  [0x7f, 0xff, 0xff, 0xff],
  [0x80, 0, 0, 0],
  [0, 0, 0, 0x80]
)

/** A few edits, with words of the format among what is put in. */
export const edits = (words: readonly string[]): fc.Arbitrary<Edit[]> =>
  fc.array(
    fc.oneof(
      fc.record({ do: fc.constant('flip' as const), at, bit: fc.nat(7) }),
      fc.record({ do: fc.constant('set' as const), at, values: numbers }),
      fc.record({ do: fc.constant('remove' as const), at, length: fc.integer({ min: 1, max: 200 }) }),
      fc.record({ do: fc.constant('copy' as const), at, length: fc.integer({ min: 1, max: 400 }), to: at }),
      {
        weight: 3,
        arbitrary: fc.record({
          do: fc.constant('insert' as const),
          at,
          text: fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary', maxLength: 6 }))
        })
      },
      fc.record({ do: fc.constant('cut' as const), at })
    ),
    { minLength: 1, maxLength: 6 }
  )

/** The bytes with every edit done, in order. */
export function applyEdits(bytes: Uint8Array, list: readonly Edit[]): Uint8Array {
  let now = Buffer.from(bytes)
  for (const edit of list) {
    const place = now.length === 0 ? 0 : edit.at % now.length
    switch (edit.do) {
      case 'flip':
        if (now.length > 0) now[place]! ^= 1 << edit.bit
        break
      case 'set':
        for (const [index, value] of edit.values.entries()) {
          if (place + index < now.length) now[place + index] = value
        }
        break
      case 'remove':
        now = Buffer.concat([now.subarray(0, place), now.subarray(place + edit.length)])
        break
      case 'copy': {
        const to = now.length === 0 ? 0 : edit.to % now.length
        const piece = now.subarray(place, place + edit.length)
        now = Buffer.concat([now.subarray(0, to), piece, now.subarray(to)])
        break
      }
      case 'insert':
        now = Buffer.concat([now.subarray(0, place), Buffer.from(edit.text), now.subarray(place)])
        break
      case 'cut':
        now = now.subarray(0, place)
        break
    }
  }
  return new Uint8Array(now)
}
