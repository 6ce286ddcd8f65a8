import type { Run } from './diff-tokens.ts'
import type { Tokens } from './tokens.ts'

/**
 * Which words of an old text are which words of a new one. Made once for two versions; every highlight is
 * carried over it. No token of either text belongs to two of the other.
 */
export interface Alignment {
  old: Tokens
  new: Tokens
  /** For each old token the new one it became; -1 when it is gone. */
  newOf: Int32Array
  /** For each new token the old one it was; -1 when it is new. */
  oldOf: Int32Array
  /** For each old token 0, or the number of the moved passage it went away with. */
  block: Int32Array
  /** What each token tells, 0 to 1, by `Tokens.id`. */
  weights: Float32Array
}

/** Notes that the tokens of a run are the same ones. */
export function join(alignment: Alignment, run: Run, block: number): void {
  for (let k = 0; k < run.length; k++) {
    alignment.newOf[run.a + k] = run.b + k
    alignment.oldOf[run.b + k] = run.a + k
    alignment.block[run.a + k] = block
  }
}
