/**
 * How long a worker that ended by itself is down before the next one is started, in milliseconds: at first it is not,
 * then longer and longer; the last holds from then on.
 */
const RESTS = [0, 0, 1000, 5000, 30_000, 120_000] as const
/** One that lived so long had come up, and what ended it is another thing than what ended those before. */
const WELL_AFTER_MS = 60_000

export interface WorkerRests {
  started(): void
  /** @returns how long to rest now, in milliseconds */
  ended(): number
  /** Somebody asked for another try: what was before does not count. */
  forget(): void
}

/** Counts how often a worker ended by itself, so that one that keeps doing so does not take the processor. */
export function createWorkerRests(
  now: () => number = () => performance.now(),
  rests: readonly number[] = RESTS
): WorkerRests {
  let ends = 0
  let startedAt = 0
  return {
    started() {
      startedAt = now()
    },
    ended() {
      if (now() - startedAt >= WELL_AFTER_MS) ends = 0
      return rests[Math.min(ends++, rests.length - 1)]!
    },
    forget() {
      ends = 0
    }
  }
}
