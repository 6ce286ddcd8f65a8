import { addAll, greatest, least } from '../../../shared/long-lists.ts'
import { commonest, lettersIn, type Run, type Segment } from './pdf-page.ts'

/** Gap, in heights of the type, that sets two pieces of a line apart: wider than any space, narrower than a gutter. */
const WIDE_GAP = 0.9
/** Shift of the baseline, in heights of the type, within one line. */
const SAME_LINE = 0.25
/** Superscripts and subscripts are smaller and shifted by up to this much. */
const RAISED = 0.65

/** Joins runs that follow each other on a baseline; then those that only the file's order kept apart. */
export function segmentsOf(runs: readonly Run[]): Segment[] {
  const segments: Segment[] = []
  for (const run of runs) {
    const last = segments.at(-1)
    if (last && follows(last, run)) extend(last, run)
    else segments.push({ runs: [run], x0: run.x0, x1: run.x1, y: run.y, size: run.size })
  }
  return joinNeighbours(segments)
}

function follows(segment: Segment, run: Run): boolean {
  const last = segment.runs.at(-1)!
  const size = Math.max(segment.size, run.size)
  const shift = Math.abs(segment.y - run.y)
  const isScript = Math.min(segment.size, run.size) < size * 0.85
  if (shift > size * (isScript ? RAISED : SAME_LINE)) return false
  const gap = run.x0 - last.x1
  return gap > -size * 0.5 && gap < size * WIDE_GAP
}

function extend(segment: Segment, run: Run): void {
  segment.runs.push(run)
  settle(segment)
}

function settle(segment: Segment): void {
  const { runs } = segment
  segment.x0 = least(runs.map((one) => one.x0))
  segment.x1 = greatest(runs.map((one) => one.x1))
  segment.size = commonest(
    runs.map((one) => [one.size, one.text.trim().length] as const),
    0.1
  )
  const main = runs.filter((one) => Math.abs(one.size - segment.size) < 0.2)
  segment.y = commonest(
    (main.length ? main : runs).map((one) => [one.y, one.text.length] as const),
    0.25
  )
}

/** Some programs draw word by word in any order: what lies side by side on one baseline is one piece. */
function joinNeighbours(segments: Segment[]): Segment[] {
  const byPlace = segments.toSorted((a, b) => a.y - b.y || a.x0 - b.x0)
  const joined: Segment[] = []
  let row: Segment[] = []
  const close = () => {
    row.sort((a, b) => a.x0 - b.x0)
    for (const segment of row) {
      const last = joined.at(-1)
      const size = last ? Math.max(last.size, segment.size) : 0
      const gap = last ? segment.x0 - last.x1 : 0
      if (
        last &&
        row.includes(last) &&
        Math.abs(last.y - segment.y) <= size * SAME_LINE &&
        gap > -size * 0.3 &&
        gap < size * WIDE_GAP
      ) {
        addAll(last.runs, segment.runs)
        settle(last)
        row[row.indexOf(segment)] = last
      } else joined.push(segment)
    }
    row = []
  }
  for (const segment of byPlace) {
    const first = row[0]
    if (first && segment.y - first.y > Math.min(first.size, segment.size) * SAME_LINE) close()
    row.push(segment)
  }
  close()
  return withScripts(joined)
}

/** A raised figure that the file draws elsewhere joins the line it touches. */
function withScripts(segments: Segment[]): Segment[] {
  const small = segments.filter((one) => lettersIn(one.runs) <= 4)
  if (small.length === 0 || small.length > 2000) return segments
  const gone = new Set<Segment>()
  for (const script of small) {
    const host = segments.find((one) => {
      if (one === script || gone.has(one) || script.size > one.size * 0.85) return false
      const shift = Math.abs(one.y - script.y)
      if (shift > one.size * RAISED) return false
      return script.x0 > one.x0 && script.x0 - one.x1 < one.size * 0.4 && script.x0 - one.x1 > -one.size * 0.6
    })
    if (!host) continue
    addAll(host.runs, script.runs)
    settle(host)
    gone.add(script)
  }
  return segments.filter((one) => !gone.has(one))
}
