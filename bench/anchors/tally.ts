import type { Truth } from '../../src/shared/testing/anchor-cases.ts'

/** What one way of placing said of one highlight. */
export interface Said {
  /** `sure`: here it is. `asks`: is it here? `none`: it is not there. */
  answer: 'sure' | 'asks' | 'none'
  /** How much of the truth the place is, 0 to 1. */
  like: number
  /** Both edges are within one word of the truth's. */
  edges: boolean
}

/** Counts answers against the truth. */
export class Tally {
  there = 0
  placed = 0
  exactly = 0
  wrong = 0
  asks = 0
  asksElsewhere = 0
  lost = 0
  gone = 0
  refused = 0
  ms = 0

  /** Half of the words in common is the same passage; `exactly` counts those with both edges within one word. */
  count(truth: Truth, { answer, like, edges }: Said): void {
    const isThere = truth.parts.length > 0
    if (isThere) this.there++
    else this.gone++
    const isRight = isThere && like >= 0.5
    if (answer === 'sure' && isRight) {
      this.placed++
      if (edges) this.exactly++
    } else if (answer === 'sure') this.wrong++
    else if (!isThere) this.refused++
    else if (answer === 'asks' && isRight) this.asks++
    else if (answer === 'asks') this.asksElsewhere++
    else this.lost++
  }

  static readonly head =
    `${'placed'.padStart(8)}${'+ asks'.padStart(9)}${'edges'.padStart(9)}` +
    ['there', 'wrong', 'asks', 'astray', 'lost', 'gone', 'refused'].map((name) => name.padStart(8)).join('')

  /** `placed`, the same with the questions whose proposal is right, and placed with both edges within a word: shares. */
  line(): string {
    const share = (value: number) =>
      (this.there > 0 ? `${((100 * value) / this.there).toFixed(1)} %` : '-').padStart(9)
    const counts = [this.there, this.wrong, this.asks, this.asksElsewhere, this.lost, this.gone, this.refused]
    return (
      share(this.placed).slice(1) +
      share(this.placed + this.asks) +
      share(this.exactly) +
      counts.map((value) => String(value).padStart(8)).join('')
    )
  }
}
