/** Whether two lines say the same but for case, punctuation and a few words at either end. */
export function sameWords(a: string, b: string): boolean {
  const one = wordsOf(a)
  const two = wordsOf(b)
  if (one.length === 0 || two.length === 0) return false
  const [short, long] = one.length < two.length ? [one, two] : [two, one]
  if (short.length / long.length < 0.75) return false
  const counts = new Map<string, number>()
  for (const word of long) counts.set(word, (counts.get(word) ?? 0) + 1)
  let shared = 0
  for (const word of short) {
    const left = counts.get(word) ?? 0
    if (left > 0) {
      shared += 1
      counts.set(word, left - 1)
    }
  }
  return shared / long.length >= 0.75
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}
