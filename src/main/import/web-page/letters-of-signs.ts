/** One sign of Chinese, Japanese or Korean says as much as so many letters. */
const SIGN = 2.75
/** So much of a text tells what it is written in. */
const SAMPLE = 50_000

const signs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu

/** Whether a short text says at least as much as so many letters do. */
export function saysAsMuchAs(text: string, letters: number): boolean {
  if (text.length >= letters) return true
  return text.length * SIGN >= letters && text.length + count(text, signs) * (SIGN - 1) >= letters
}

/** How many letters one sign of a text stands for, by its beginning. */
export function lettersPerSign(text: string): number {
  const sample = text.slice(0, SAMPLE)
  return count(sample, signs) * 2 > count(sample, /[\p{L}\p{N}]/gu) ? SIGN : 1
}

const count = (text: string, form: RegExp) => text.match(form)?.length ?? 0
