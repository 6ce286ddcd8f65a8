import { eld } from 'eld/medium'
import type { Direction } from '../../../shared/values.ts'

const rightToLeft = /^(?:ar|arc|ckb|dv|fa|he|iw|ji|ks|ku-arab|ps|sd|syr|ug|ur|yi|nqo)(?:-|$)/i
const strongRtl = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/gu
const strongLtr =
  /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Devanagari}]/gu

/** Enough to tell; more only costs time. */
const SAMPLE = 6000
/** Below this many letters a guess is wrong too often to be shown as a fact. */
const TOO_SHORT = 40

/** The language a page states, as a clean BCP 47 tag, or an empty string. */
export function statedLanguage(tag: string | undefined): string {
  const clean = (tag ?? '').trim().replaceAll('_', '-')
  if (!clean || clean.length > 35) return ''
  try {
    return Intl.getCanonicalLocales(clean)[0] ?? ''
  } catch {
    return ''
  }
}

/** The language of a text by its letter groups (eld), or an empty string when that is not certain. */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, SAMPLE)
  const script = languageByScript(sample)
  if (script !== undefined) return script
  if ((sample.match(/\p{L}/gu)?.length ?? 0) < TOO_SHORT) return ''
  const found = eld.detect(sample)
  return found.isReliable() ? found.language : ''
}

/** Scripts that one language alone writes decide faster and better than statistics. */
function languageByScript(sample: string): string | undefined {
  const count = (pattern: RegExp) => sample.match(pattern)?.length ?? 0
  const letters = count(/\p{L}/gu)
  if (letters < 8) return ''
  const kana = count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)
  const han = count(/\p{Script=Han}/gu)
  if (kana > letters * 0.1) return 'ja'
  if (count(/\p{Script=Hangul}/gu) > letters * 0.4) return 'ko'
  if (han > letters * 0.5) return 'zh'
  for (const [language, pattern] of [
    ['th', /\p{Script=Thai}/gu],
    ['el', /\p{Script=Greek}/gu],
    ['ka', /\p{Script=Georgian}/gu],
    ['hy', /\p{Script=Armenian}/gu],
    ['km', /\p{Script=Khmer}/gu],
    ['lo', /\p{Script=Lao}/gu],
    ['my', /\p{Script=Myanmar}/gu]
  ] as const) {
    if (count(pattern) > letters * 0.6) return language
  }
  return undefined
}

/** By the language where it is known, else by the letters that prevail. */
export function directionOf(language: string, text: string): Direction {
  const sample = text.slice(0, SAMPLE)
  const rtl = sample.match(strongRtl)?.length ?? 0
  const ltr = sample.match(strongLtr)?.length ?? 0
  if (rtl + ltr > 20) return rtl > ltr ? 'rtl' : 'ltr'
  if (language) return rightToLeft.test(language) ? 'rtl' : 'ltr'
  return rtl > ltr ? 'rtl' : 'ltr'
}
