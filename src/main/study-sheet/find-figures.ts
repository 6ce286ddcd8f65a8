import { isFunctionWord, isTagged } from './known-words.ts'
import { overlapsAny } from './overlaps.ts'

/** A number and what it counts or measures. */
export interface Figure {
  start: number
  end: number
  /** The number with what it counts, as written. */
  text: string
}

const small =
  'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety'
const scale = '(?:hundred|thousand|million|billion|trillion|dozen)'
const digits = '\\d{1,3}(?:[, \u00a0\u202f]\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?'
const number = `(?:${digits}|(?:${small})(?:[- ](?:${small}))?)(?: (?:and a half ))?(?:[ -]${scale})*`
const share =
  'half|a third|two thirds|two-thirds|a quarter|three quarters|three-quarters|one in (?:two|three|four|five|ten|\\d+)|three in four|most'
const pattern = new RegExp(
  `(?<![\\p{L}\\p{N}.,-])(?:(?:more than|less than|fewer than|at least|at most|up to|about|almost|nearly|some|over|under|around) )?(?:[$€£¥]\\s?${number}(?:[mbk]n?(?!\\p{L}))?|${number}(?:\\s?%| per ?cent)?|(?:dozens|hundreds|thousands|millions|billions)(?= of)|(?:${share})(?= of| more)|(?:a|several|many) ${scale}s?)(?![\\p{N}])`,
  'giu'
)

/** Numbers with what they count; years, dates and what stands in `taken` are left out. */
export function findFigures(text: string, taken: readonly { start: number; end: number }[]): Figure[] {
  const found: Figure[] = []
  const isTaken = overlapsAny(taken)
  for (const match of text.matchAll(pattern)) {
    const start = match.index
    const end = start + match[0].length
    if (match[0].trim() === '' || isTaken(start, end)) continue
    const counted = countedAfter(text, end)
    const isMoney = /[$€£¥%]|per ?cent/u.test(match[0])
    if (counted === end && !isMoney) continue
    found.push({ start, end: counted, text: text.slice(start, counted) })
  }
  return found
}

const joints = new Set('of the their its his her per a'.split(' '))

/** The end of the noun phrase after the number: up to five words that are neither verbs nor prepositions. */
function countedAfter(text: string, from: number): number {
  let end = from
  let at = from
  for (let count = 0; count < 5; count += 1) {
    const match = /^(?:-|[ \u00a0])(\p{L}[\p{L}\p{M}’'-]*)/u.exec(text.slice(at, at + 60))
    if (!match || (count > 0 && /^\p{Lu}/u.test(match[1]!))) break
    const word = match[1]!.toLowerCase()
    at += match[0].length
    if (joints.has(word)) continue
    const isNoun = isTagged(word, 'Plural', 'Singular', 'Unit', 'Duration', 'Actor', 'Uncountable', 'Noun')
    if (
      !isNoun &&
      (isFunctionWord(word) ||
        isTagged(word, 'PastTense', 'Copula', 'PresentTense', 'Infinitive', 'Adverb') ||
        /(?:ed|ly)$/u.test(word))
    )
      break
    end = at
    if (isTagged(word, 'Plural', 'Unit', 'Duration') || (/s$/u.test(word) && word.length > 3)) {
      // "kilograms per square centimetre", "per cent of voters" go on; another noun phrase does not.
      if (!/^ (?:per|of) /u.test(text.slice(at, at + 5))) break
    }
  }
  return end
}
