const kinds = {
  signs: 'differ in signs only',
  more: 'expect more around it',
  less: 'expect a part of it',
  other: 'expect something else'
} as const
type DifferenceKind = keyof typeof kinds

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []

/**
 * In what an expected value is another than ours: in quotation marks and the like; by what stands around ours in it (a
 * site's name behind a title, "By" and a date around a name); by what it leaves out; or in everything.
 */
function kindOf(expected: string, ours: string): DifferenceKind {
  const [theirs, own] = [wordsOf(expected).join(' '), wordsOf(ours).join(' ')]
  if (theirs === own) return 'signs'
  if (own && theirs.includes(own)) return 'more'
  return theirs && own.includes(theirs) ? 'less' : 'other'
}

/** "9 (7 expect more around it, 2 expect something else)". */
export function inKinds(differences: readonly { expected: string; ours: string }[]): string {
  const counts = new Map<DifferenceKind, number>()
  for (const { expected, ours } of differences) {
    const kind = kindOf(expected, ours)
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  const parts = [...counts].map(([kind, count]) => `${count} ${kinds[kind]}`)
  return `${differences.length} (${parts.join(', ')})`
}
