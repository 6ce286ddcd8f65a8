import { segmenterOf } from '../../../../shared/segmenter.ts'

/** A sentence to be read aloud: offsets in the canonical text. */
export interface Sentence {
  start: number
  end: number
  text: string
  /** The first one of its paragraph, item of a list or row of a table. */
  opens: boolean
}

/** A line that ends within its paragraph, as in verse: a line end in the text begins a paragraph. */
export const LINE_IN_PARAGRAPH = '\u2028'

/** Text asked for at once, UTF-16 units: a few minutes of speech. */
export const SPEECH_CHUNK = 6000
/** Some voices stop in the middle of longer utterances. */
const MAX_SENTENCE = 600

/**
 * The sentences of a piece of the canonical text, in order. Blocks (line breaks), lines within them and cells of
 * tables (tabs) end a sentence, and one that is too long for voices is cut between words.
 *
 * @param from where the piece starts in the canonical text.
 * @param opens whether a paragraph begins there.
 */
export function sentencesOf(text: string, from: number, language: string, opens: boolean): Sentence[] {
  const segmenter = segmenterOf(language, 'sentence')
  const sentences: Sentence[] = []
  let opening = opens
  let before = 0
  for (const block of text.matchAll(/[^\n\t\u2028]+/g)) {
    opening ||= text.slice(before, block.index).includes('\n')
    before = block.index + block[0].length
    for (const { segment, index } of segmenter.segment(block[0])) {
      for (let at = 0; at < segment.length; ) {
        const rest = segment.slice(at, at + 2 * MAX_SENTENCE)
        const piece = rest.slice(0, pieceLength(rest, language))
        const spoken = piece.trim()
        // What holds no letter or digit (a rule, a lone dash) is not read.
        if (/[\p{L}\p{N}]/u.test(spoken)) {
          const start = from + block.index + index + at + piece.indexOf(spoken)
          sentences.push({ start, end: start + spoken.length, text: spoken, opens: opening })
          opening = false
        }
        at += piece.length
      }
    }
  }
  return sentences
}

/** How much of a sentence is said at once: all of it, or up to a space, or, where none are written, up to a word. */
function pieceLength(rest: string, language: string): number {
  if (rest.length <= MAX_SENTENCE) return rest.length
  const space = rest.lastIndexOf(' ', MAX_SENTENCE - 1)
  if (space > 0) return space + 1
  const words = segmenterOf(language, 'word')
  return words.segment(rest).containing(MAX_SENTENCE)?.index || rest.length
}

/** The word at a place in a sentence, for voices that name where a word begins but not how long it is. */
export function wordAt(
  sentence: Omit<Sentence, 'opens'>,
  index: number,
  length: number | undefined,
  language: string
) {
  const start = sentence.start + index
  if (length) return { start, end: Math.min(sentence.end, start + length) }
  const segmenter = segmenterOf(language, 'word')
  const word = segmenter.segment(sentence.text).containing(index)
  const end = word ? sentence.start + word.index + word.segment.length : start + 1
  return { start, end: Math.min(sentence.end, end) }
}

export interface VoiceLike {
  voiceURI: string
  lang: string
  localService: boolean
  default: boolean
}

/**
 * Voices of this computer for a language, the likeliest first: the same region before others, the system's
 * own choice before others. Voices that would send the text somewhere are left out.
 */
export function voicesFor<V extends VoiceLike>(voices: readonly V[], language: string): V[] {
  const wanted = language.toLowerCase().replace('_', '-')
  const primary = wanted.split('-')[0]
  const rank = (voice: V) => {
    const lang = voice.lang.toLowerCase().replace('_', '-')
    return (lang === wanted ? 0 : 2) + (voice.default ? 0 : 1)
  }
  return voices
    .filter((voice) => voice.localService)
    .filter((voice) => !primary || voice.lang.toLowerCase().split(/[-_]/)[0] === primary)
    .sort((a, b) => rank(a) - rank(b))
}
