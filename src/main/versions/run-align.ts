import { runJob } from '../run-job.ts'
import { type AlignJob, align, type Compared, type Placed } from './align.ts'

/** Two texts together up to this long are aligned in less time than a thread takes to start: about 20 ms. */
const SHORT = 40_000
/** Finding a quote takes as long as reading so much of a text. */
const EACH_QUOTE = 1_000

export function runAlign(
  job: Extract<AlignJob, { kind: 'place' | 'quotes' }>,
  signal?: AbortSignal
): Promise<Placed>
export function runAlign(job: Extract<AlignJob, { kind: 'compare' }>): Promise<Compared>
/**
 * Aligns two texts, in a thread of its own when they are long, so that main never stands still.
 * @throws AppError `cancelled` when `signal` says so
 */
export async function runAlign(job: AlignJob, signal?: AbortSignal): Promise<Placed | Compared> {
  const before = job.kind === 'quotes' ? job.quotes.length * EACH_QUOTE : job.old.length
  if (before + job.new.length <= SHORT) return align(job)
  const stop = signal && { signal, words: 'errors.backup.cancelled' as const }
  return await runJob('align-worker', job, { stop })
}
