import { greatest, least } from '../../../shared/long-lists.ts'
import { median, type PdfPage, type Run } from './pdf-page.ts'

/** Numbers on one page from which on they may count its lines; of every fifth line there are fewer. */
const FEWEST = 8
const FEWEST_OF_FIFTHS = 4
/** Letters of a line of a text; a row of a table has fewer. */
const LETTERS_IN_LINE = 35
/** The part of a page's lines that are counted, at least: titles and notes may not be. */
const MOSTLY = 0.7
/** Points by which a number may stand higher or lower than its line. */
const SAME_LINE = 3

/**
 * Pages without the numbers of their lines, which manuscripts count for those who are to judge them: beside the text,
 * one after the other, on most pages.
 */
export function withoutLineNumbers(pages: readonly PdfPage[]): PdfPage[] {
  const found = pages.map((page) => numbersBeside(page))
  const numbered = found.filter((one) => one !== undefined)
  const full = pages.filter((page) => linesOn(page.runs).length >= FEWEST)
  if (!numbered.length || numbered.length * 2 < full.length) return [...pages]
  const margins = (['left', 'right'] as const).flatMap((side) => {
    const there = numbered.filter((one) => one.side === side)
    return there.length
      ? [{ x0: least(there.map(({ x0 }) => x0)), x1: greatest(there.map(({ x1 }) => x1)) }]
      : []
  })
  const isBeside = (run: Run) => margins.some(({ x0, x1 }) => run.x0 >= x0 - 1 && run.x1 <= x1 + 1)
  return pages.map((page, at) => {
    const numbers = found[at]?.numbers ?? page.runs.filter((run) => isNumber(run) && isBeside(run))
    const gone = new Set(numbers)
    return { ...page, runs: page.runs.filter((run) => !gone.has(run)) }
  })
}

interface Numbers {
  side: 'left' | 'right'
  numbers: Run[]
  x0: number
  x1: number
}

const isNumber = ({ text }: Run) => /^\s*\d{1,4}\s*$/.test(text)

/** The numbers to the left or to the right of all that a page says, where they count its lines. */
function numbersBeside(page: PdfPage): Numbers | undefined {
  const words = page.runs.filter((run) => !isNumber(run) && run.text.trim() !== '')
  const lines = linesOn(words)
  if (lines.length < FEWEST || median(lines.map(({ letters }) => letters)) < LETTERS_IN_LINE) return undefined
  const starts = words.map(({ x0 }) => x0).toSorted((a, b) => a - b)
  const ends = words.map(({ x1 }) => x1).toSorted((a, b) => a - b)
  // A few pieces may stand out of the text.
  const first = starts[Math.floor(starts.length * 0.05)] ?? 0
  const last = ends[Math.floor(ends.length * 0.95)] ?? 0
  const numbers = page.runs.filter(isNumber)
  const sides = [
    ['left', numbers.filter(({ x1 }) => x1 < first)],
    ['right', numbers.filter(({ x0 }) => x0 > last)]
  ] as const
  const [side, beside] = sides.find(([, one]) => doCount(one, lines)) ?? []
  if (!side || !beside) return undefined
  return {
    side,
    numbers: beside,
    x0: least(beside.map(({ x0 }) => x0)),
    x1: greatest(beside.map(({ x1 }) => x1))
  }
}

function doCount(numbers: readonly Run[], lines: readonly CountedLine[]): boolean {
  const inOrder = numbers.toSorted((a, b) => a.y - b.y)
  const steps = inOrder.slice(1).map((one, at) => Number(one.text) - Number(inOrder[at]!.text))
  const step = median(steps)
  if (step !== 1 && step !== 5 && step !== 10) return false
  if (numbers.length < (step === 1 ? FEWEST : FEWEST_OF_FIFTHS)) return false
  // A page's own number may stand among them.
  if (steps.filter((one) => one === step).length < steps.length - 2) return false
  const beside = numbers.filter(({ y }) => lines.some((line) => Math.abs(line.y - y) <= SAME_LINE))
  if (beside.length < numbers.length * MOSTLY) return false
  return step !== 1 || (beside.length >= lines.length * MOSTLY && !areEntries(lines))
}

/** Whether nearly every line begins in capitals: it is an entry of a list, and its number its place there. */
function areEntries(lines: readonly CountedLine[]): boolean {
  const capitals = lines.filter(({ first }) => /^["'“”„‘«»¿¡(]?\p{Lu}/u.test(first.text.trim()))
  return capitals.length > lines.length * MOSTLY
}

interface CountedLine {
  y: number
  letters: number
  /** What it begins with, from the left. */
  first: Run
}

/** The lines of a page. */
function linesOn(runs: readonly Run[]): CountedLine[] {
  const lines: CountedLine[] = []
  for (const run of runs.toSorted((a, b) => a.y - b.y)) {
    const last = lines.at(-1)
    if (last && run.y - last.y <= SAME_LINE) {
      last.letters += run.text.trim().length
      if (run.x0 < last.first.x0) last.first = run
    } else lines.push({ y: run.y, letters: run.text.trim().length, first: run })
  }
  return lines
}
