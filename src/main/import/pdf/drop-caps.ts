import type { PdfPage, Run } from './pdf-page.ts'

/** An initial is at least so many times as large as the text, and the letters of its line so high, in sizes of type. */
const LARGE = 1.8
const CAP_HEIGHT = 0.72
/** Room between an initial and the words beside it, in sizes of the text. */
const BESIDE = 1.2

/** One letter, perhaps behind a quotation's sign. */
const initial = /^\s*["'“”„‘«»¿¡]?\p{Lu}\s*$/u
/** Letters that are words by themselves in one language or another. */
const wordsOfOneLetter = /[AÀEÉIOÒUY]/u

/**
 * Pages whose initials, set over several lines, are the first letters of their first lines again; the lines beside
 * them begin at the margin.
 * @param bodySize height of the running text, points
 */
export function withoutDropCaps(pages: readonly PdfPage[], bodySize: number): PdfPage[] {
  let words: Set<string> | undefined
  return pages.map((page) => {
    const caps = page.runs.filter((run) => run.size >= bodySize * LARGE && initial.test(run.text))
    if (!caps.length || caps.length > 20) return page
    words ??= new Set(
      pages.flatMap(({ runs }) => runs.flatMap(({ text }) => text.toLowerCase().match(/\p{L}{2,}/gu) ?? []))
    )
    const changed = new Map<Run, Run | undefined>()
    for (const cap of caps) {
      const [first, ...others] = besideOf(cap, page.runs, bodySize)
      if (!first || others.length === 0) continue
      changed.set(cap, undefined)
      changed.set(first, {
        ...first,
        text: `${cap.text.trim()}${spaceAfter(cap, first, words)}${first.text}`,
        x0: cap.x0
      })
      for (const other of others) changed.set(other, { ...other, x0: cap.x0 })
    }
    const runs = page.runs.flatMap((run) => (changed.has(run) ? (changed.get(run) ?? []) : run))
    return { ...page, runs }
  })
}

/** What the lines beside an initial begin with, from top to bottom; none where the first does not stand as high as it. */
function besideOf(cap: Run, runs: readonly Run[], bodySize: number): Run[] {
  const top = cap.y - cap.size * CAP_HEIGHT
  const beside = runs
    .filter(
      (run) =>
        run !== cap &&
        run.size < cap.size / LARGE + 0.1 &&
        run.size > bodySize * 0.8 &&
        run.x0 > cap.x0 &&
        run.x0 >= cap.x1 - bodySize * 0.3 &&
        run.x0 <= cap.x1 + bodySize * BESIDE &&
        run.y > top &&
        run.y <= cap.y + bodySize * 0.3
    )
    .toSorted((a, b) => a.y - b.y || a.x0 - b.x0)
  const starts = beside.filter((run, at) => at === 0 || run.y - beside[at - 1]!.y > bodySize * 0.4)
  const [first] = starts
  return first && Math.abs(first.y - first.size * CAP_HEIGHT - top) <= bodySize * 0.6 ? starts : []
}

/** "A harbour" or "The harbour": a letter that can be a word is one when only then the next is a word of the text. */
function spaceAfter(cap: Run, next: Run, words: ReadonlySet<string>): string {
  if (/^\s/.test(next.text) || !wordsOfOneLetter.test(cap.text)) return ''
  const word = /^\p{Ll}+/u.exec(next.text)?.[0] ?? ''
  const whole = `${cap.text.trim()}${word}`.toLowerCase()
  return word && words.has(word) && !words.has(whole) ? ' ' : ''
}
