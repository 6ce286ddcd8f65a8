export interface JobTurns {
  /** Waits for what was asked for before. What is done quietly steps aside. */
  take<T>(job: () => Promise<T>): Promise<T>
  /**
   * For a job that nobody waits for and that takes many minutes: `aside` tells it to make room for whatever somebody
   * does. Who asks after it goes first also when it has not begun; then it does not, and `passed` is the answer.
   */
  takeQuietly<T>(job: (aside: AbortSignal) => Promise<T>, passed: T): Promise<T>
  /** When everything that was asked for is over. */
  over(): Promise<unknown>
}

/** One job at a time: they read the same disk. */
export function createJobTurns(): JobTurns {
  let last: Promise<unknown> = Promise.resolve()
  let quiet = new AbortController()
  /** How many turns were asked for. */
  let turns = 0
  const take: JobTurns['take'] = (job) => {
    turns++
    quiet.abort()
    const next = last.then(job, job)
    last = next.catch(() => undefined)
    return next
  }
  return {
    take,
    takeQuietly(job, passed) {
      const own = turns + 1
      return take(async () => {
        if (turns !== own) return passed
        quiet = new AbortController()
        return await job(quiet.signal)
      })
    },
    over: () => last
  }
}
