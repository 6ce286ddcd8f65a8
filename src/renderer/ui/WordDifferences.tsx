import { useMemo } from 'react'
import { wordDifferences } from '../../shared/anchoring/word-differences.ts'

/** What became of a passage, in the passage: removed words struck out, added ones underlined. */
export function WordDifferences({ before, now }: { before: string; now: string }) {
  const pieces = useMemo(() => wordDifferences(before, now), [before, now])
  return (
    <span className="differences" dir="auto">
      {pieces.map(({ kind, text }, index) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one difference never change places
        if (kind === 'removed') return <del key={index}>{text}</del>
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        if (kind === 'added') return <ins key={index}>{text}</ins>
        return text
      })}
    </span>
  )
}
