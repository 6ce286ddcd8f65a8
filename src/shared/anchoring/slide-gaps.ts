import type { Run } from './diff-tokens.ts'
import type { Tokens } from './tokens.ts'

/**
 * When one of two like passages is left out, a shortest difference may as well leave out the end of the
 * first and the beginning of the second. Such gaps are slid to where a writer would have cut: before a
 * new line, else after a full stop. (The idea is Git's, "diff slider"; the places are ours.)
 */
export function slideGaps(runs: Run[], old: Tokens, after: Tokens): void {
  for (let r = 0; r + 1 < runs.length; r++) {
    const [one, two] = [runs[r]!, runs[r + 1]!]
    const left = one.a + one.length < two.a
    const put = one.b + one.length < two.b
    if (left === put) continue
    const tokens = left ? old : after
    const from = left ? one.a + one.length : one.b + one.length
    const to = left ? two.a : two.b
    let best = 0
    let most = cutAt(tokens, from)
    for (let by = 1; by < two.length && tokens.id[from + by - 1] === tokens.id[to + by - 1]; by++) {
      if (cutAt(tokens, from + by) > most) {
        most = cutAt(tokens, from + by)
        best = by
      }
    }
    for (let by = 1; by < one.length && tokens.id[from - by] === tokens.id[to - by]; by++) {
      if (cutAt(tokens, from - by) > most) {
        most = cutAt(tokens, from - by)
        best = -by
      }
    }
    one.length += best
    two.a += best
    two.b += best
    two.length -= best
  }
}

/** How likely a writer cuts before this token. */
function cutAt(tokens: Tokens, at: number): number {
  if (at === 0) return 2
  const end = tokens.end[at - 1]!
  if (tokens.text.slice(end, tokens.start[at]).includes('\n')) return 2
  return /[.!?。！？।؟…]/u.test(tokens.text.slice(tokens.start[at - 1], end)) ? 1 : 0
}
