import { z } from 'zod'
import { query, task } from './define.ts'
import { Time } from './values.ts'

/** What one round with the Markdown folder did. */
export const VaultReport = z.strictObject({
  /** Files written, because Lectern knew something new or what was read was joined with it. */
  written: z.int(),
  /** Articles into which edits from outside came. */
  brought: z.int(),
  /** Places where both sides had changed; both wordings are kept. */
  joined: z.int(),
  /** Files of the folder that were left as they are, each with a sentence why. At most a hundred. */
  problems: z.array(z.strictObject({ file: z.string(), message: z.string() }))
})
export type VaultReport = z.infer<typeof VaultReport>

export const vaultContract = {
  /** Which folder is kept in step with the library; empty when there is none. */
  'vault.state': query(z.strictObject({}), z.strictObject({ folder: z.string(), syncedAt: Time.nullable() })),
  /** Asks for a folder and brings it into step; null when the dialog was closed. */
  'vault.choose': task(z.strictObject({}), VaultReport.nullable(), { changes: ['vault'] }),
  /**
   * Brings folder and library into step: edits made outside come in as one step of undo, what is new here
   * is written, and only what came in is told as changed. `not-found` when no folder was chosen or it is not there.
   */
  'vault.sync': task(z.strictObject({}), VaultReport, { changes: ['vault'] }),
  /** Leaves the folder and its files as they are, and keeps it in step no longer. */
  'vault.leave': task(z.strictObject({}), z.null(), { changes: ['vault'] })
}
