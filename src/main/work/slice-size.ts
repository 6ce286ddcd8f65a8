/** So many milliseconds of work in one slice are felt by nobody. */
const SLICE_MS = 12
/** Rows in a slice, whatever it takes. */
const FEWEST = 10
const MOST = 500
/** Rows in the first slice. */
const FIRST_SLICE = 100
/** Slices that are looked back at. */
const LOOKED_AT = 10

export interface SliceSize {
  /** Rows of the next slice. */
  rows(): number
  /** A slice of so many rows took so long, ms. */
  took(rows: number, ms: number): void
}

interface Slice {
  rows: number
  ms: number
}

/**
 * Finds how many rows make a slice whose work fits. What each slice takes however small it is, as a disk that has to say
 * that it has written, is saved by no smaller one: a thousand small ones would wait for it a thousand times. So what
 * counts is what one more row takes.
 */
export function createSliceSize(): SliceSize {
  let size = FIRST_SLICE
  const last: Slice[] = []
  return {
    rows: () => size,
    took(rows, ms) {
      last.push({ rows, ms })
      if (last.length > LOOKED_AT) last.shift()
      const fitting = SLICE_MS / Math.max(eachRow(last), SLICE_MS / MOST)
      // Step by step: one slice may have been slow by chance.
      const next = Math.min(Math.max(fitting, size / 2), size * 1.5)
      size = Math.min(MOST, Math.max(FEWEST, Math.floor(next)))
    }
  }
}

/**
 * What one more row takes, ms: the slope between the smaller and the larger slices, by their medians, which one slow
 * slice does not move (Tukey's resistant line). As long as all were alike, all of their time is taken for it.
 */
function eachRow(slices: readonly Slice[]): number {
  const sorted = slices.toSorted((a, b) => a.rows - b.rows)
  const half = Math.ceil(sorted.length / 2)
  const [small, large] = [sorted.slice(0, half), sorted.slice(-half)]
  const more = median(large, 'rows') - median(small, 'rows')
  if (more < FEWEST / 2) return median(sorted, 'ms') / Math.max(1, median(sorted, 'rows'))
  return (median(large, 'ms') - median(small, 'ms')) / more
}

const median = (slices: readonly Slice[], of: keyof Slice) =>
  slices.map((slice) => slice[of]).sort((a, b) => a - b)[Math.floor((slices.length - 1) / 2)]!
