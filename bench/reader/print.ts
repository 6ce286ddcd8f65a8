/** Prints one figure with its limit and whether it holds; the worst answer of a run is its exit code. */
export interface Goals {
  /** @param value and `limit` in the same unit; lower is better. */
  check(what: string, value: number, limit: number, unit: string): void
  readonly missed: number
}

export function goals(): Goals {
  let missed = 0
  return {
    check(what, value, limit, unit) {
      const held = value <= limit
      if (!held) missed++
      console.log(
        `  ${held ? 'held  ' : 'MISSED'}  ${what}: ${shown(value)} ${unit}, the limit is ${shown(limit)} ${unit} (${(value / limit).toFixed(2)} of it)`
      )
    },
    get missed() {
      return missed
    }
  }
}

export const shown = (value: number) =>
  Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2)

export const median = (values: readonly number[]): number =>
  values.length === 0 ? Number.NaN : values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)]!
