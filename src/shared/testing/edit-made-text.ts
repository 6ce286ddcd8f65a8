import type { Speaker } from './made-languages.ts'
import {
  copy,
  type MadeParagraph,
  type MadeText,
  makeParagraph,
  makeText,
  makeWord,
  phrase,
  plainStyle,
  type Style
} from './made-texts.ts'
import type { Seeded } from './seeded.ts'

/** What happened between two editions. Every word keeps the number of its place, so the truth is known. */
export interface Edit {
  name: string
  /** Share of words replaced, where that is what is counted against the goals. */
  apply(text: MadeText, speaker: Speaker, random: Seeded): { text: MadeText; style?: Style }
}

const clone = (text: MadeText): MadeText => text.map((paragraph) => paragraph.map((word) => ({ ...word })))

function replaceWords(text: MadeText, share: number, speaker: Speaker, random: Seeded): MadeText {
  for (const paragraph of text)
    for (const word of paragraph) if (random.chance(share)) word.word = speaker.word(random)
  return text
}

function movePassages(text: MadeText, share: number, random: Seeded): MadeText {
  const moves = Math.max(1, Math.round(text.length * share))
  for (let n = 0; n < moves; n++) {
    const count = random.between(1, 2)
    const from = random.between(0, text.length - count)
    const taken = text.splice(from, count)
    text.splice(random.between(0, text.length), 0, ...taken)
  }
  return text
}

function deletePassages(text: MadeText, share: number, random: Seeded): MadeText {
  const kept = text.filter(() => !random.chance(share))
  // Within what is kept, some sentences go too.
  for (const paragraph of kept) {
    if (paragraph.length < 30 || !random.chance(share)) continue
    const from = random.between(0, paragraph.length - 16)
    paragraph.splice(from, random.between(8, 16))
  }
  return kept.length > 0 ? kept : text
}

/** Copies stand elsewhere, and some right after their original, where nothing tells which is which. */
function duplicatePassages(text: MadeText, share: number, random: Seeded): MadeText {
  const copies = Math.max(1, Math.round(text.length * share))
  for (let n = 0; n < copies; n++) {
    const from = random.between(0, text.length - 1)
    const original = text[from]!
    const to = random.chance(0.2) ? from + 1 : random.between(0, text.length)
    const isBeside = to === from || to === from + 1
    const beside = () =>
      original.map((word) => ({
        ...word,
        slot: -1,
        copyOf: word.slot === -1 ? (word.copyOf ?? -1) : word.slot
      }))
    text.splice(to, 0, isBeside ? beside() : copy(original))
  }
  tieCopies(text)
  return text
}

/** Most paragraphs of a run that may be written twice. */
const RUN = 4

/**
 * What is written twice in a row, word for word, cannot be told apart: a word of a copy is then as right as
 * the one it copies.
 */
function tieCopies(text: MadeText): void {
  const isSame = (a: MadeParagraph, b: MadeParagraph) =>
    a.length === b.length && a.every(({ word }, at) => word === b[at]!.word)
  const tie = (one: MadeParagraph, other: MadeParagraph) => {
    for (const [at, word] of other.entries()) {
      const { slot, copyOf = -1 } = one[at]!
      if (word.slot === -1 && (word.copyOf ?? -1) === -1 && (slot !== -1 || copyOf !== -1))
        word.copyOf = slot === -1 ? copyOf : slot
    }
  }
  for (let run = 1; run <= RUN; run++) {
    for (let from = 0; from + 2 * run <= text.length; from++) {
      const isTwice = text.slice(from, from + run).every((one, at) => isSame(one, text[from + run + at]!))
      for (let at = 0; isTwice && at < run; at++) {
        tie(text[from + at]!, text[from + run + at]!)
        tie(text[from + run + at]!, text[from + at]!)
      }
    }
  }
}

function insertWords(text: MadeText, share: number, speaker: Speaker, random: Seeded): MadeText {
  return text.map((paragraph) => {
    const edited: MadeParagraph = []
    let kept = true
    for (const word of paragraph) {
      const before = kept
      kept = !random.chance(share)
      // One put in where one was left out would be one replaced.
      if (kept && before && random.chance(share)) {
        const put = speaker.word(random)
        // Beside the same word either would be the one that was there.
        if (put !== word.word && put !== edited.at(-1)?.word) edited.push(makeWord(put))
      }
      if (kept) edited.push(word)
    }
    return edited
  })
}

function rewritePassages(text: MadeText, share: number, speaker: Speaker, random: Seeded): MadeText {
  return text.map((paragraph) => (random.chance(share) ? makeParagraph(speaker, random) : paragraph))
}

/** Straight quotation marks, no-break and double spaces, other dashes, soft hyphens. */
function otherTypesetter(random: Seeded): Style {
  return {
    space: random.pick([' ', '  ', '\u00a0']),
    between: random.pick(['\n\n', '\n', ' \n']),
    spell: (text) => {
      const spelled = text.replace(/[“”„«»「」]/gu, '"').replace(/[‘’]/gu, "'")
      return /^[a-zа-я]{7,}$/u.test(spelled) && random.chance(0.1)
        ? `${spelled.slice(0, 4)}\u00ad${spelled.slice(4)}`
        : spelled
    }
  }
}

/** What another extractor takes for the article: menus and teasers in it, headings out of it, numbers of notes in its sentences. */
function otherExtractor(text: MadeText, speaker: Speaker, random: Seeded): MadeText {
  const clutter: MadeParagraph = phrase(speaker, random, 4)
  const kept = text.filter((paragraph) => paragraph.length > 6 || !random.chance(0.5))
  const result: MadeText = []
  for (const paragraph of kept) {
    for (let at = 0; at < paragraph.length; at++) {
      if (random.chance(0.015)) paragraph[at]!.after += `[${random.between(1, 40)}]`
    }
    if (random.chance(0.15)) result.push(copy(clutter))
    if (random.chance(0.1)) result.push(phrase(speaker, random, random.between(3, 14)))
    // An advertisement in the middle of a paragraph.
    if (paragraph.length > 24 && random.chance(0.1)) {
      const middle = random.between(8, paragraph.length - 8)
      result.push(paragraph.slice(0, middle), copy(clutter), paragraph.slice(middle))
    } else result.push(paragraph)
  }
  return result
}

const words = (share: number): Edit => ({
  name: `words replaced ${share * 100} %`,
  apply: (text, speaker, random) => ({ text: replaceWords(clone(text), share, speaker, random) })
})

export const edits: readonly Edit[] = [
  words(0.01),
  words(0.05),
  words(0.1),
  words(0.2),
  {
    name: 'words put in and left out 5 %',
    apply: (text, speaker, random) => ({ text: insertWords(clone(text), 0.05, speaker, random) })
  },
  {
    name: 'paragraphs moved',
    apply: (text, _, random) => ({ text: movePassages(clone(text), 0.15, random) })
  },
  {
    name: 'moved, words replaced 5 %',
    apply: (text, speaker, random) => ({
      text: replaceWords(movePassages(clone(text), 0.15, random), 0.05, speaker, random)
    })
  },
  {
    name: 'paragraphs deleted',
    apply: (text, _, random) => ({ text: deletePassages(clone(text), 0.25, random) })
  },
  {
    name: 'paragraphs rewritten',
    apply: (text, speaker, random) => ({ text: rewritePassages(clone(text), 0.25, speaker, random) })
  },
  {
    name: 'paragraphs duplicated',
    apply: (text, _, random) => ({ text: duplicatePassages(clone(text), 0.2, random) })
  },
  {
    name: 'quotes and white space normalised',
    apply: (text, _, random) => ({ text: clone(text), style: otherTypesetter(random) })
  },
  {
    name: "another extractor's version",
    apply: (text, speaker, random) => ({
      text: otherExtractor(clone(text), speaker, random),
      style: otherTypesetter(random)
    })
  },
  {
    name: 'all of these together',
    apply: (text, speaker, random) => {
      let made = movePassages(clone(text), 0.08, random)
      made = deletePassages(made, 0.1, random)
      made = duplicatePassages(made, 0.08, random)
      made = otherExtractor(replaceWords(made, 0.08, speaker, random), speaker, random)
      return { text: made, style: otherTypesetter(random) }
    }
  },
  {
    name: 'another document',
    apply: (text, speaker, random) => ({
      text: clone(makeText(speaker, random, text.flat().length)).map((paragraph) => copy(paragraph)),
      style: plainStyle
    })
  }
]
