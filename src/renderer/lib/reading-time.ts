/** Words a minute of an adult reading English non-fiction silently: Brysbaert 2019, "How many words do we read per minute?" */
const ENGLISH = 238

/**
 * Words a minute read in other languages, and characters where words are not written apart: mean speeds of
 * native readers of the International Reading Speed Texts (Trauzettel-Klosinski and Dietz 2012, table 3).
 * They were read aloud, English at 228; what matters here is how the languages compare, as Brysbaert 2019
 * estimates silent reading in other languages, too.
 */
const IREST_ENGLISH = 228
const irest: Record<string, number> = {
  ar: 138,
  de: 179,
  en: IREST_ENGLISH,
  es: 218,
  fi: 161,
  fr: 195,
  he: 187,
  it: 188,
  ja: 193,
  nl: 202,
  pl: 166,
  pt: 181,
  ru: 184,
  sl: 180,
  sv: 199,
  tr: 166,
  zh: 158
}
const irestCharacters: Record<string, number> = { ja: 357, zh: 255 }

/**
 * Minutes it takes to read what is left, at least one.
 *
 * @param text.language BCP 47; an unknown one, or none, is read as fast as English.
 * @param text.textLength UTF-16 units; where it is known, Chinese and Japanese are counted by characters.
 * @param progress from 0 to 1
 */
export function minutesLeft(
  text: { wordCount: number; language?: string; textLength?: number },
  progress: number
): number {
  return Math.max(1, Math.round(readingMinutes(text) * (1 - progress)))
}

/** Minutes it takes to read all of a text, as exactly as that is known. */
export function readingMinutes(text: Parameters<typeof minutesLeft>[0]): number {
  const language = (text.language ?? '').toLowerCase().split('-')[0] ?? ''
  const perMinute = (rate: number) => (rate / IREST_ENGLISH) * ENGLISH
  const characters = irestCharacters[language]
  return characters && text.textLength !== undefined
    ? text.textLength / perMinute(characters)
    : text.wordCount / perMinute(irest[language] ?? IREST_ENGLISH)
}
