import { z } from 'zod'
import { query, task } from './define.ts'
import { Nothing } from './values.ts'

/** The folder whose new files come in by themselves, and how that goes. */
export const Watching = z.strictObject({
  /** Null: off, as it is at first. */
  folder: z.string().nullable(),
  /** False when the folder cannot be read now: it was moved, or its disk is not there. */
  isThere: z.boolean(),
  /** Files that came in from it. */
  added: z.int(),
  /** What did not come in, newest first, at most a hundred. */
  failures: z.array(z.strictObject({ fileName: z.string(), message: z.string() }))
})
export type Watching = z.infer<typeof Watching>

export const watchingContract = {
  'watching.state': query(Nothing, Watching),
  /** Lets the reader choose a folder. What lies in it already stays out; new and changed files come in. */
  'watching.choose': task(Nothing, Watching, { changes: ['watching'] }),
  'watching.stop': task(Nothing, Watching, { changes: ['watching'] })
}
