/**
 * What the scripts say goes to standard error, so that standard output belongs to the command that was
 * asked for (`npm run -s lectern -- list --json` is read by other programs).
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/** A sentence for the person at the keyboard: shown without a stack. */
export class Stop extends Error {}

/** What to say of an error: its sentence, or for one nobody foresaw its stack. @param {unknown} error */
export function told(error) {
  if (error instanceof Stop) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/**
 * Runs a script's work and ends the process with its exit code.
 * @param {() => Promise<number>} work
 */
export async function main(work) {
  try {
    process.exitCode = await work()
  } catch (error) {
    say(told(error))
    process.exitCode = 1
  }
}
