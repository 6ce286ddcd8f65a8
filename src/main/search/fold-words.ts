/** Letters that lower-casing and decomposition leave apart from the letter people type for them. */
const lookalikes: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ł', 'l'],
  ['ħ', 'h'],
  ['ı', 'i'],
  ['ŋ', 'n'],
  ['ς', 'σ'],
  ['ё', 'е'],
  // Arabic: forms of alef, ya and ta marbuta that writers use for one another, and their Persian twins.
  ['أ', 'ا'],
  ['إ', 'ا'],
  ['آ', 'ا'],
  ['ٱ', 'ا'],
  ['ى', 'ي'],
  ['ی', 'ي'],
  ['ک', 'ك'],
  ['ة', 'ه'],
  ['ؤ', 'و'],
  ['ئ', 'ي']
])
const lookalike = new RegExp(`[${[...lookalikes.keys()].join('')}]`, 'gu')
/** A Latin or Greek letter with its accents. Cyrillic й and Indic vowel signs are letters, not accents. */
const accented = /([\p{Script=Latin}\p{Script=Greek}])\p{Mn}+/gu
/** Hebrew points, Arabic vowel signs and tatweel, soft hyphen, joiners and marks of direction. */
const invisible =
  /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\p{Variation_Selector}/gu
const plain = /^[a-z0-9]*$/

/**
 * One spelling for all the ways a word is written: compatibility forms, case, accents of Latin and
 * Greek, vowel points of Hebrew and Arabic, ß and ı and their like.
 */
export function foldWord(raw: string): string {
  const lower = raw.toLowerCase()
  if (plain.test(lower)) return lower
  return raw
    .normalize('NFKD')
    .replace(invisible, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(accented, '$1')
    .normalize('NFC')
    .replace(lookalike, (letter) => lookalikes.get(letter) ?? letter)
}
