import { analyse } from 'chardet'
import iconv from 'iconv-lite'
import { AppError } from '../../../shared/errors.ts'

export interface Decoded {
  text: string
  /** Lower-case name of the encoding used. */
  encoding: string
  /** True when nothing in the bytes stated the encoding and it is not valid UTF-8. */
  guessed: boolean
}

const marks: [encoding: string, bytes: number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]]
]

/** How much is looked at to recognise an encoding or a binary file. */
const SAMPLE = 256 * 1024

/**
 * Bytes to well-formed text with `\n` line ends and without control characters. In this order: byte
 * order mark, `declared` (what an HTML page says of itself), strict UTF-8, UTF-16 by its NUL pattern,
 * then statistics. Throws `unsupported` when the bytes are no text.
 */
export function decode(bytes: Uint8Array, fileName: string, declared = ''): Decoded {
  for (const [encoding, mark] of marks) {
    if (mark.every((byte, index) => bytes[index] === byte)) {
      return finish(convert(bytes.subarray(mark.length), encoding), encoding, false, fileName)
    }
  }
  const wide = looksLikeUtf16(bytes)
  if (wide) return finish(convert(bytes, wide), wide, true, fileName)

  const utf8 = strictUtf8(bytes)
  // A page that says Latin-1 and is valid UTF-8 is UTF-8: several bytes never fall into that pattern by chance.
  if (utf8 !== undefined && !hasEscapes(bytes)) return finish(utf8, 'utf-8', false, fileName)

  const named = declared && iconv.encodingExists(declared) ? canonicalName(declared) : ''
  if (named && !named.startsWith('utf-')) return finish(convert(bytes, named), named, false, fileName)

  const guess = guessEncoding(bytes)
  return finish(convert(bytes, guess), guess, guess !== 'utf-8', fileName)
}

/** The encoding an HTML page states in its first kilobytes, or an empty string. */
export function declaredEncoding(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 8192)).toString('latin1')
  const match =
    /<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w:.-]{2,40})/i.exec(head) ??
    /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]{2,40})["']/i.exec(head)
  return match?.[1]?.toLowerCase() ?? ''
}

/** Makes a string that is already text safe to keep: as `decode` does after decoding. */
export function normalise(text: string): string {
  return (
    text
      .toWellFormed()
      // NUL cannot be kept by SQLite's text functions; the other controls have no meaning in a text.
      .replace(/[\0-\x08\x0e-\x1f\x7f\ufffe\uffff]/g, '')
      .replace(/\r\n?|\x85|\u2028/g, '\n')
      .replace(/[\x0b\x0c\u2029]/g, '\n\n')
  )
}

function finish(text: string, encoding: string, guessed: boolean, fileName: string): Decoded {
  if (isBinary(text)) {
    throw new AppError('unsupported', 'errors.import.binary', { name: fileName })
  }
  return { text: normalise(text.startsWith('\ufeff') ? text.slice(1) : text), encoding, guessed }
}

/** Control characters and undecodable bytes in more than one of fifty places: no text looks like that. */
function isBinary(text: string): boolean {
  const sample = text.slice(0, SAMPLE)
  const strange = sample.match(/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]/g)?.length ?? 0
  return strange > 4 && strange / sample.length > 0.02
}

function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** ISO-2022 texts are plain ASCII with escape sequences. */
function hasEscapes(bytes: Uint8Array): boolean {
  return bytes.subarray(0, SAMPLE).includes(0x1b)
}

function looksLikeUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | '' {
  const length = Math.min(bytes.length, SAMPLE) & ~1
  if (length < 4 || bytes.length % 2 === 1) return ''
  let even = 0
  let odd = 0
  const evenHigh = new Map<number, number>()
  const oddHigh = new Map<number, number>()
  for (let index = 0; index < length; index += 2) {
    const first = bytes[index] as number
    const second = bytes[index + 1] as number
    if (first === 0) even += 1
    if (second === 0) odd += 1
    evenHigh.set(first, (evenHigh.get(first) ?? 0) + 1)
    oddHigh.set(second, (oddHigh.get(second) ?? 0) + 1)
  }
  const pairs = length / 2
  if (odd > pairs * 0.3 && even < pairs * 0.05) return 'utf-16le'
  if (even > pairs * 0.3 && odd < pairs * 0.05) return 'utf-16be'
  // No Latin letters: one byte of each pair still names the script (kana, Cyrillic) and hardly varies.
  if (odd + even < pairs * 0.03 && strictUtf8(bytes) !== undefined) return ''
  const steadiest = (counts: Map<number, number>) => Math.max(...counts.values()) / pairs
  const [first, second] = [steadiest(evenHigh), steadiest(oddHigh)]
  if (first > 0.4 && second < 0.25 && isText(bytes, 'utf-16be')) return 'utf-16be'
  if (second > 0.4 && first < 0.25 && isText(bytes, 'utf-16le')) return 'utf-16le'
  return ''
}

/** One script and its punctuation, as real text is; pairs of other bytes scatter over all of them. */
function isText(bytes: Uint8Array, encoding: string): boolean {
  const sample = convert(bytes.subarray(0, 4096), encoding)
  const letters = sample.match(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Hangul}\p{Script=Thai}\p{Script=Latin}\p{P}\s]/gu
  )
  return (letters?.length ?? 0) > sample.length * 0.95 && /[\u3040-\u30ff\u0370-\u06ff]/.test(sample)
}

/** The statistics' best guess whose result also reads like text. */
function guessEncoding(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, SAMPLE)
  let best = { encoding: 'windows-1252', score: 5 }
  for (const { name, confidence } of analyse(sample)) {
    if (confidence < 5 || !iconv.encodingExists(name)) continue
    const encoding = canonicalName(name)
    // These were looked at already, by their NULs.
    if (/^utf-(?:16|32)/.test(encoding)) continue
    const score = confidence * (1 - Math.min(1, oddity(convert(sample, encoding)) * 10))
    if (score > best.score) best = { encoding, score }
  }
  return best.encoding
}

/** Share of characters that no text holds: undecodable, C1 controls, capitals in the middle of a word, half letters. */
function oddity(text: string): number {
  const odd =
    text.match(/[\ufffd\x80-\x9f\ue000-\uf8ff]|(?<=\p{Ll})\p{Lu}(?=\p{Ll})|[\uff61-\uff9f]/gu)?.length ?? 0
  return odd / Math.max(1, text.length)
}

/** What the web calls by these names is a larger set (WHATWG Encoding, "Names and labels"). */
function canonicalName(name: string): string {
  const lower = name.toLowerCase()
  if (/^(?:us-)?ascii$|^iso-?8859-1$|^latin-?1$/.test(lower)) return 'windows-1252'
  if (/^iso-?8859-9$|^latin-?5$/.test(lower)) return 'windows-1254'
  if (/^gb(?:k|2312|_2312-80)$|^gb18030$/.test(lower)) return 'gb18030'
  if (/^(?:x-)?sjis$|^shift[_-]jis$/.test(lower)) return 'shift_jis'
  if (/^(?:ks_c_5601.*|euc-?kr)$/.test(lower)) return 'euc-kr'
  if (lower === 'utf8') return 'utf-8'
  return lower
}

function convert(bytes: Uint8Array, encoding: string): string {
  try {
    // The platform's decoder is many times faster and knows ISO-2022-JP; iconv-lite knows UTF-32 and rarities.
    return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes)
  } catch {
    return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding)
  }
}
