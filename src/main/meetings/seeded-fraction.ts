import { createHash } from 'node:crypto'

/** A number from 0 up to 1 that is the same for the same word. */
export function seededFraction(word: string): number {
  return createHash('sha256').update(word).digest().readUInt32BE(0) / 0x1_0000_0000
}
