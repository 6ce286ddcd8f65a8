/** Word parts that keep their hyphen when a line breaks after them, unless the text itself says otherwise. */
const keepsHyphen = /^(?:self|non|well|ex|cross|half|high|low|long|short|post|pre|anti|co|semi|vice|all|so)$/i

/** What ends with an address of the web or of a paper that a line broke: at a sign that may also end a sentence, or at another. */
const addressAtEnd = /(?:https?:\/\/|www\.|\bdoi:\s?10\.|\b10\.\d{4,9}\/)\S*[-./_=&?#%~:]$/i
const LONGEST_ADDRESS = 2000
const goesOn = /[^.:?]$/

const ideograph = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u

/** Knows a document's words, and so how the ends of its lines go together. */
export class LineJoiner {
  readonly #words = new Set<string>()

  /** Takes in the words inside a line; the ones at its ends may be halves. */
  learn(line: string): void {
    const words = line.toLowerCase().match(/[\p{L}\p{M}]+(?:[-‐'’][\p{L}\p{M}]+)*/gu) ?? []
    for (const word of words.slice(1, -1)) this.#words.add(word.replaceAll('‐', '-'))
  }

  /** How a line's end and the next line's beginning are one text: the end without its hyphen, or with a space. */
  join(end: string, next: string): string {
    if (/\u00ad$/.test(end)) return end.slice(0, -1)
    if (/\s$/.test(end) || /^\s/.test(next) || end === '') return end
    if (
      addressAtEnd.test(end.slice(-LONGEST_ADDRESS)) &&
      (goesOn.test(end) ? /^[\p{L}\p{N}/?#=&_~%.-]/u : /^[\p{Ll}\p{N}]/u).test(next)
    )
      return end
    const hyphen = /([\p{L}\p{M}\p{N}]+(?:[-‐][\p{L}\p{M}\p{N}]+)*)[-‐]$/u.exec(end)
    const start = /^[\p{L}\p{M}\p{N}]+/u.exec(next)?.[0]
    if (hyphen && start) {
      const left = hyphen[1]!
      if (!/^\p{Ll}/u.test(start) || /[-‐\p{N}]/u.test(left)) return end
      const joined = (left + start).toLowerCase()
      const apart = `${left}-${start}`.toLowerCase()
      if (this.#words.has(apart) && !this.#words.has(joined)) return end
      if (!this.#words.has(joined) && keepsHyphen.test(left)) return end
      return end.slice(0, -1)
    }
    if (/[\p{L}\p{N}][—–/]$/u.test(end)) return end
    if (ideograph.test(end.at(-1)!) && ideograph.test(next[0]!)) return end
    return `${end} `
  }
}
