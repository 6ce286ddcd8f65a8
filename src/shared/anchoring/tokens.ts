/**
 * A text as the words two editions of it are compared by: runs of letters, digits and their marks; each
 * character of the scripts that write no spaces between words; each other sign. White space is none.
 */
export interface Tokens {
  text: string
  count: number
  /** UTF-16 offsets of each token, `end` exclusive. */
  start: Int32Array
  end: Int32Array
  /** Equal for tokens that say the same (see `foldToken`). */
  id: Int32Array
}

const spaceless = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}`
// Soft hyphens and joiners stand inside words. A sign takes its marks, variation selectors, skin tones
// and whatever a zero width joiner ties to it, so that no token ends inside a grapheme cluster.
const joining = String.raw`\p{M}\u00ad\u200c\u200d\u2060`
const tokenPattern = new RegExp(
  `[${spaceless}][${joining}]*` +
    String.raw`|[[\p{L}\p{N}${joining}]--[${spaceless}]]+` +
    String.raw`|\p{RI}{2}` +
    String.raw`|\S(?:\u200d\S|[\p{M}\u200d\ufe0f\u{1f3fb}-\u{1f3ff}])*`,
  'gv'
)
const spacelessPattern = new RegExp(`^[${spaceless}]`, 'v')
const wordPattern = /[\p{L}\p{N}]/u

/** Numbers words, the same in both texts, and knows how much each one tells. */
export class Vocabulary {
  readonly #ids = new Map<string, number>()
  readonly #counts: number[] = []
  readonly #isWord: boolean[] = []
  #total = 0

  /** The token's number; it counts as seen once more. */
  see(token: string): number {
    let id = this.#ids.get(token)
    if (id === undefined) {
      const folded = foldToken(token)
      id = this.#ids.get(folded)
      if (id === undefined) {
        id = this.#counts.length
        this.#counts.push(0)
        this.#isWord.push(wordPattern.test(folded))
        this.#ids.set(folded, id)
      }
      this.#ids.set(token, id)
    }
    this.#counts[id] = this.#counts[id]! + 1
    this.#total++
    return id
  }

  /** The token's number, without counting it; -1 when it was never seen. */
  known(token: string): number {
    return this.#ids.get(token) ?? this.#ids.get(foldToken(token)) ?? -1
  }

  /**
   * What each token tells, 0 to 1, by its number: inverse document frequency, log(1 + N/n) / log(1 + N)
   * (Sparck Jones 1972). A sign that is no word tells a tenth of it.
   */
  weights(): Float32Array {
    const scale = Math.log(1 + this.#total)
    return Float32Array.from(this.#counts, (count, id) => {
      const idf = Math.log(1 + this.#total / Math.max(1, count)) / scale
      return this.#isWord[id] ? idf : idf * 0.1
    })
  }
}

/** Cuts a text into words and signs, and counts each in `vocabulary`; both texts of a comparison share one. */
export function tokenize(text: string, vocabulary: Pick<Vocabulary, 'see'>): Tokens {
  let start = new Int32Array(Math.max(16, text.length >> 2))
  let end = new Int32Array(start.length)
  let id = new Int32Array(start.length)
  let count = 0
  for (const match of text.matchAll(tokenPattern)) {
    if (count === start.length) {
      start = grown(start)
      end = grown(end)
      id = grown(id)
    }
    start[count] = match.index
    end[count] = match.index + match[0].length
    id[count] = vocabulary.see(match[0])
    count++
  }
  return {
    text,
    count,
    start: start.subarray(0, count),
    end: end.subarray(0, count),
    id: id.subarray(0, count)
  }
}

function grown(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2)
  larger.set(array)
  return larger
}

/** Number of the first token that ends after `offset`: the one at or after it. */
export function tokenAt(tokens: Tokens, offset: number): number {
  let low = 0
  let high = tokens.count
  while (low < high) {
    const middle = (low + high) >> 1
    if (tokens.end[middle]! <= offset) low = middle + 1
    else high = middle
  }
  return low
}

/** One spelling for what a typesetter, not a writer, makes different: quotation marks, dashes, ligatures, hyphenation. */
export function plainSpelling(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b\u2060\ufeff]/gu, '')
    .replace(/[‘’‚‛′ʼ`´‹›]/gu, "'")
    .replace(/''|[“”„‟″«»「」『』]/gu, '"')
    .replace(/[‐‑‒–—―−]/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim()
}

function foldToken(token: string): string {
  return plainSpelling(token).toLowerCase()
}

/** True for a character of a script without spaces: such tokens are less than words. */
export function isSpaceless({ text, start, end }: Tokens, at: number): boolean {
  return spacelessPattern.test(text.slice(start[at], end[at]))
}
