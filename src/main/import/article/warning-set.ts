import type { Sentence } from '../../../shared/sentence.ts'

/** What a reader is to be told about a text, each thing once, in the order it was met. */
export class WarningSet implements Iterable<Sentence> {
  readonly #byWords = new Map<string, Sentence>()

  add(sentence: Sentence): void {
    const words = JSON.stringify(sentence)
    if (!this.#byWords.has(words)) this.#byWords.set(words, sentence)
  }

  [Symbol.iterator](): Iterator<Sentence> {
    return this.#byWords.values()
  }
}
