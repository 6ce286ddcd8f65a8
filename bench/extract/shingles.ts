/** How much of a text was found, each part of the union of both: `found` + `extra` + `missing` = 1. */
export interface TextScore {
  found: number
  extra: number
  missing: number
}

export interface MeanScore {
  f1: number
  precision: number
  recall: number
}

function shinglesOf(text: string): Map<string, number> {
  const words = text.match(/[\p{L}\p{M}\p{N}_]+/gu) ?? []
  const counts = new Map<string, number>()
  for (let at = 0; at < Math.max(1, words.length - 3); at += 1) {
    const shingle = words.slice(at, at + 4).join(' ')
    if (shingle) counts.set(shingle, (counts.get(shingle) ?? 0) + 1)
  }
  return counts
}

/** Two texts as bags of 4-word shingles, as the article-extraction-benchmark's README describes it. */
export function compareTexts(expected: string, found: string): TextScore {
  const right = shinglesOf(expected)
  const ours = shinglesOf(found)
  let both = 0
  let extra = 0
  let missing = 0
  for (const key of new Set([...right.keys(), ...ours.keys()])) {
    const a = right.get(key) ?? 0
    const b = ours.get(key) ?? 0
    both += Math.min(a, b)
    extra += Math.max(0, b - a)
    missing += Math.max(0, a - b)
  }
  const sum = both + extra + missing || 1
  return { found: both / sum, extra: extra / sum, missing: missing / sum }
}

/** Precision and recall are means over pages; F1 is theirs. */
export function meanScore(scores: readonly TextScore[]): MeanScore {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / (values.length || 1)
  const precision = mean(
    scores.filter((s) => s.found + s.extra > 0).map((s) => s.found / (s.found + s.extra))
  )
  const recall = mean(
    scores.filter((s) => s.found + s.missing > 0).map((s) => s.found / (s.found + s.missing))
  )
  return { f1: (2 * precision * recall) / (precision + recall || 1), precision, recall }
}

/** Lines of the one that are not in the other, and the other way round. */
export function differingLines(expected: string, found: string): string[] {
  const without = (text: string, other: string) => {
    const shingles = shinglesOf(other)
    const words = ` ${other.match(/[\p{L}\p{M}\p{N}_]+/gu)?.join(' ') ?? ''} `
    return text.split('\n').filter((line) => {
      const own = [...shinglesOf(line).keys()]
      const gone = own.filter((key) =>
        key.split(' ').length === 4 ? !shingles.has(key) : !words.includes(` ${key} `)
      )
      return gone.length > own.length * 0.3
    })
  }
  return [
    ...without(found, expected).map((line) => `+ ${line.trim().slice(0, 300)}`),
    ...without(expected, found).map((line) => `- ${line.trim().slice(0, 300)}`)
  ]
}
