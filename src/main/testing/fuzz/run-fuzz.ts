import fc from 'fast-check'
import type { FuzzTarget } from './targets.ts'

/** What some time of fuzzing found. */
export interface FuzzReport {
  name: string
  cases: number
  seconds: number
  /** Milliseconds of the processor the slowest case took: other work on the machine does not count. */
  slowest: number
  seed: number
  /** What broke it, as small as it could be made, and how to run it again; empty when nothing did. */
  failure: string
}

// As in the import process (import-worker.ts): what fails late in pdf.js is no failure of another case.
process.on('unhandledRejection', () => undefined)

/** More work than this, and a case holds up the process it runs in; milliseconds of the processor. */
const TOO_SLOW = 10_000

/** Fuzzes one target until so many cases ran or the time is over, whichever comes first. */
export async function fuzz(
  { name, inputs, check }: FuzzTarget,
  { cases, seconds, seed }: { cases: number; seconds: number; seed: number }
): Promise<FuzzReport> {
  let slowest = 0
  let ran = 0
  const began = performance.now()
  // When the time is over, fast-check goes without waiting for the case that is being tried.
  let trying: Promise<void> = Promise.resolve()
  const details = await fc.check(
    fc.asyncProperty(inputs, async (input) => {
      const start = process.cpuUsage()
      trying = Promise.resolve(check(input))
      await trying
      const { user, system } = process.cpuUsage(start)
      const took = (user + system) / 1000
      ran++
      slowest = Math.max(slowest, took)
      if (took > TOO_SLOW) throw new Error(`took ${Math.round(took)} ms`)
    }),
    { numRuns: cases, seed, interruptAfterTimeLimit: seconds * 1000, markInterruptAsFailure: false }
  )
  await trying.catch(() => undefined)
  const { error } = details as { error?: string }
  const failure =
    details.failed && details.counterexample !== null
      ? `${fc.stringify(details.counterexample).slice(0, 1500)}\n${String(details.errorInstance instanceof Error ? details.errorInstance.stack : error).slice(0, 1500)}\nseed ${details.seed}, path ${details.counterexamplePath}`
      : ''
  return { name, cases: ran, seconds: (performance.now() - began) / 1000, slowest, seed, failure }
}
