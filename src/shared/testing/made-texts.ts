import type { Speaker } from './made-languages.ts'
import type { Seeded } from './seeded.ts'

/** One word of a made text, with the signs around it, and which word of the first edition it is. */
export interface MadeWord {
  before: string
  word: string
  after: string
  /** Number of the word in the first edition whose place this is; -1 when it was not there. */
  slot: number
  /** For a copied passage beside its original: the number of the word that it copies. */
  copyOf?: number
}
export type MadeParagraph = MadeWord[]
export type MadeText = MadeParagraph[]

/** A rendered text and where each of its words stands in it. */
export interface Rendered {
  text: string
  words: readonly MadeWord[]
  start: readonly number[]
  end: readonly number[]
}

/** How a page's typesetter writes things. */
export interface Style {
  spell(text: string): string
  space: string
  between: string
}
export const plainStyle: Style = { spell: (text) => text, space: ' ', between: '\n' }

/**
 * A text of about `length` words with what makes anchoring hard in real ones: sentences and whole
 * paragraphs that come again word for word, and a list of lines that differ in a word or two.
 */
export function makeText(speaker: Speaker, random: Seeded, length: number): MadeText {
  const text: MadeText = []
  const sentences: MadeWord[][] = []
  let count = 0
  while (count < length) {
    let paragraph: MadeParagraph
    if (text.length > 3 && random.chance(0.03)) paragraph = copy(random.pick(text))
    else if (random.chance(0.12)) paragraph = phrase(speaker, random, random.between(2, 6))
    else {
      paragraph = []
      for (let n = random.between(2, 7); n > 0; n--) {
        const repeated = sentences.length > 5 && random.chance(0.04)
        const sentence = repeated ? copy(random.pick(sentences)) : makeSentence(speaker, random)
        sentences.push(sentence)
        paragraph.push(...sentence)
      }
    }
    text.push(paragraph)
    count += paragraph.length
    if (random.chance(0.02)) {
      for (const line of likeLines(speaker, random)) {
        text.push(line)
        count += line.length
      }
    }
  }
  let slot = 0
  for (const paragraph of text) for (const word of paragraph) word.slot = slot++
  return text
}

/** Where each word of the list stands once it is written down. */
export function render(text: MadeText, speaker: Speaker, style: Style = plainStyle): Rendered {
  const space = speaker.language.spaced ? style.space : ''
  const words: MadeWord[] = []
  const start: number[] = []
  const end: number[] = []
  let written = ''
  for (const [n, paragraph] of text.entries()) {
    if (n > 0) written += style.between
    for (const [at, word] of paragraph.entries()) {
      if (at > 0) written += space
      written += style.spell(word.before)
      words.push(word)
      start.push(written.length)
      written += style.spell(word.word)
      end.push(written.length)
      written += style.spell(word.after)
    }
  }
  return { text: written, words, start, end }
}

export function makeParagraph(speaker: Speaker, random: Seeded): MadeParagraph {
  const paragraph: MadeParagraph = []
  for (let n = random.between(2, 6); n > 0; n--) paragraph.push(...makeSentence(speaker, random))
  return paragraph
}

/** A few words without a full stop: headings, captions, what pages put around an article. */
export function phrase(speaker: Speaker, random: Seeded, length: number): MadeParagraph {
  return Array.from({ length }, () => makeWord(speaker.word(random)))
}

export function makeWord(word: string): MadeWord {
  return { before: '', word, after: '', slot: -1 }
}

export function copy(words: readonly MadeWord[]): MadeWord[] {
  return words.map((word) => ({ ...word, slot: -1 }))
}

function makeSentence(speaker: Speaker, random: Seeded): MadeWord[] {
  const { comma, stop, quotes } = speaker.language
  const sentence = phrase(speaker, random, random.between(5, 22))
  for (let at = 3; at < sentence.length - 2; at++) if (random.chance(0.1)) sentence[at]!.after = comma
  if (random.chance(0.12)) {
    const from = random.between(0, sentence.length - 3)
    sentence[from]!.before = quotes[0]
    sentence[from + 2]!.after = quotes[1]
  }
  sentence.at(-1)!.after += stop
  return sentence
}

/** A table as text: the same words in every line, and two that differ. */
function likeLines(speaker: Speaker, random: Seeded): MadeParagraph[] {
  const model = phrase(speaker, random, random.between(7, 11))
  return Array.from({ length: random.between(5, 9) }, () => {
    const line = copy(model)
    line[1] = makeWord(String(random.between(1900, 2025)))
    line[line.length - 2] = makeWord(
      random.chance(0.5) ? String(random.between(1, 99)) : speaker.word(random)
    )
    line.at(-1)!.after = speaker.language.stop
    return line
  })
}
