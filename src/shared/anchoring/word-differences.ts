import { alignTexts } from './align-texts.ts'

/** A stretch of two short texts side by side. */
export interface WordDifference {
  kind: 'same' | 'removed' | 'added'
  text: string
}

/** What became of a passage, word by word. For passages, not for whole texts: nothing is shortened. */
export function wordDifferences(before: string, now: string): WordDifference[] {
  const { old, new: after, newOf, block } = alignTexts(before, now)
  const pieces: WordDifference[] = []
  const add = (kind: WordDifference['kind'], text: string) => {
    const last = pieces.at(-1)
    if (text === '') return
    if (last?.kind === kind) last.text += text
    else pieces.push({ kind, text })
  }
  const slice = (tokens: typeof old, at: number) =>
    tokens.text.slice(tokens.start[at]!, at + 1 < tokens.count ? tokens.start[at + 1]! : tokens.text.length)
  let b = 0
  for (let a = 0; a < old.count; a++) {
    const there = block[a] === 0 ? newOf[a]! : -1
    if (there < b) {
      add('removed', slice(old, a))
      continue
    }
    while (b < there) add('added', slice(after, b++))
    add('same', slice(after, b++))
  }
  while (b < after.count) add('added', slice(after, b++))
  return pieces
}
