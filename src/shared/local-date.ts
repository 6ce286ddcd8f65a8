/** The date of a moment where the reader is: `2026-11-24`. */
export function localDate(time: number): string {
  const date = new Date(time)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** The midnight that began the day so many days before a moment, ms. Days where clocks change are days, too. */
export function midnightBefore(time: number, days: number): number {
  const date = new Date(time)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - days).getTime()
}
