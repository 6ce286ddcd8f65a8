/** Lines of the stack that say where it happened; more say little. */
const LINES = 5

/**
 * An error for a log: its kind and where it happened. What it says is left out, however many lines it has: that may
 * be a title, an address or a path of the reader's.
 */
export function nameError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return [error.name, ...places.slice(0, LINES)].join('\n')
}
