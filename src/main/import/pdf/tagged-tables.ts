import type { TableCell } from '../../../shared/blocks.ts'
import { greatest, least } from '../../../shared/long-lists.ts'
import type { Float } from './floats.ts'
import type { LineJoiner } from './hyphens.ts'
import { type Line, linesOf, textOfLine } from './lines.ts'
import type { PageTable, PdfPage, Run } from './pdf-page.ts'
import { segmentsOf } from './segments.ts'
import type { TaggedTable } from './structure.ts'

/** Letters of a cell; where a fifth of the cells say more, the table only sets columns of text beside each other. */
const LONGEST_CELL = 800

/** Takes the words of tagged tables from a page. Those of a table that is none stay with the rest. */
export function takeTables(
  runs: readonly Run[],
  tagged: readonly TaggedTable[],
  marks: ReadonlyMap<Run, string>
): { tables: PageTable[]; rest: Run[] } {
  const byMark = Map.groupBy(runs, (run) => marks.get(run) ?? '')
  const runsOf = (content: readonly string[]) => content.flatMap((mark) => byMark.get(mark) ?? [])
  const taken = new Set<Run>()
  const tables: PageTable[] = []
  for (const { caption, rows } of tagged) {
    const table: PageTable = {
      caption: runsOf(caption),
      rows: rows.map((row) => row.map(({ content, ...cell }) => ({ ...cell, runs: runsOf(content) })))
    }
    const cells = table.rows.flat()
    const long = cells.filter((cell) => lettersOf(cell.runs) > LONGEST_CELL).length
    const filled = cells.filter((cell) => cell.runs.length > 0).length
    if (long * 5 > cells.length || filled < (isEndOfMore(table) ? 1 : 3)) continue
    for (const run of [...table.caption, ...cells.flatMap((cell) => cell.runs)]) taken.add(run)
    tables.push(table)
  }
  return { tables, rest: taken.size > 0 ? runs.filter((run) => !taken.has(run)) : [...runs] }
}

/** Whether these are the last rows of a table that began on the page before, or its first: the others have no words here. */
function isEndOfMore({ rows }: PageTable): boolean {
  const isFilled = rows.map((row) => row.some(({ runs }) => runs.length > 0))
  return isFilled.filter((one) => !one).length >= 2 && isFilled[0] !== isFilled.at(-1)
}

const lettersOf = (runs: readonly Run[]) => runs.reduce((sum, run) => sum + run.text.length, 0)

/** A tagged table as a part of its page, and all that it says. */
export function tablePart(
  { caption, rows }: PageTable,
  page: PdfPage,
  joiner: LineJoiner
): Float & { text: string } {
  const cells = rows.flat()
  const runs = [...caption, ...cells.flatMap((cell) => cell.runs)]
  const said: string[] = []
  const made = rows.map((row) =>
    row.map(({ header, colspan, rowspan, runs: words }): TableCell => {
      const text = joined(linesIn(words, page), joiner)
      if (text) said.push(text)
      const blocks: TableCell['blocks'] = text
        ? [{ type: 'paragraph', children: [{ type: 'text', text }] }]
        : []
      return { header, colspan, rowspan, blocks }
    })
  )
  const title = linesIn(caption, page)
  return {
    part: { kind: 'table', rows: made, page: page.index, ...(title.length > 0 && { caption: title }) },
    x0: least(runs.map((run) => run.x0)),
    x1: greatest(runs.map((run) => run.x1)),
    top: least(runs.map((run) => run.y - run.size)),
    bottom: greatest(runs.map((run) => run.y)),
    text: [...title.map(textOfLine), ...said].join('\n')
  }
}

function linesIn(runs: readonly Run[], page: PdfPage): Line[] {
  if (runs.length === 0) return []
  const segments = segmentsOf(runs)
  const x0 = least(segments.map((one) => one.x0))
  const x1 = greatest(segments.map((one) => one.x1))
  return linesOf({ segments, x0, x1 }, page)
}

function joined(lines: readonly Line[], joiner: LineJoiner): string {
  return lines.map(textOfLine).reduce((all, text) => (all ? joiner.join(all, text) + text : text), '')
}
