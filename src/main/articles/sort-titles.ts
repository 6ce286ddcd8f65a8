import type { Database } from 'better-sqlite3'
import { plainTitle } from './compare-titles.ts'

/** Rows in a slice: a few milliseconds of comparing. */
const SLICE = 400

export interface Titled {
  id: string
  /** Without what it is not looked up by. */
  title: string
}

/** All titles of a library, a slice at a time. */
export function* readTitles(db: Database): Generator<Titled[], void> {
  const part = db.prepare<[string, number], Titled>(
    'SELECT id, title FROM articles WHERE id > ? ORDER BY id LIMIT ?'
  )
  for (let after = ''; ; ) {
    const rows = part.all(after, SLICE)
    if (rows.length === 0) return
    after = rows.at(-1)!.id
    yield rows.map(({ id, title }) => ({ id, title: plainTitle(title) }))
  }
}

/** Sorts what comes in slices, and yields after a few milliseconds each: a merge sort, from the slices up. */
export function* sortInSlices(
  slices: Iterable<Titled[]>,
  compare: (a: string, b: string) => number
): Generator<void, Titled[]> {
  const byTitle = (a: Titled, b: Titled) => compare(a.title, b.title) || (a.id < b.id ? -1 : 1)
  let runs: Titled[][] = []
  for (const slice of slices) {
    runs.push(slice.sort(byTitle))
    yield
  }
  while (runs.length > 1) {
    const next: Titled[][] = []
    for (let at = 0; at < runs.length; at += 2)
      next.push(yield* merge(runs[at]!, runs[at + 1] ?? [], byTitle))
    runs = next
  }
  return runs[0] ?? []
}

function* merge(
  left: Titled[],
  right: Titled[],
  compare: (a: Titled, b: Titled) => number
): Generator<void, Titled[]> {
  const merged: Titled[] = []
  for (let l = 0, r = 0; l < left.length || r < right.length; ) {
    const isLeft = r >= right.length || (l < left.length && compare(left[l]!, right[r]!) <= 0)
    merged.push(isLeft ? left[l++]! : right[r++]!)
    if (merged.length % SLICE === 0) yield
  }
  return merged
}
