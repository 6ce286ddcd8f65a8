import type { HandlersOf, MethodName } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { VaultReport } from '../../shared/vault.ts'
import type { Context } from '../context.ts'
import { readMeta, writeMeta } from '../db/meta.ts'

/** Keys of `meta`: which folder this machine keeps in step, and when both last met (milliseconds). */
const FOLDER = 'vault.folder'
const SYNCED = 'vault.syncedAt'

export function vaultHandlers(
  context: Context,
  libraryId: string,
  readOnly: boolean,
  chooseFolder: () => Promise<string | null>,
  /** Called when edits from outside have come in, also when the round failed after them. */
  onBrought: () => void
): HandlersOf<Extract<MethodName, `vault.${string}`>> {
  const { db, now } = context
  const get = (key: string) => readMeta(db, key) ?? ''
  const set = (key: string, value: string) => writeMeta(db, key, value)
  let running: Promise<VaultReport> | undefined
  /** Two rounds at once would meet in one file; the second is the first. */
  const sync = (folder: string) => {
    running ??= context.work
      .follow({ label: 'settings.vault.busy' }, async (signal, onStep) => {
        // Not at the start: what reads and writes YAML is large.
        const { syncVault } = await import('./sync-vault.ts')
        return syncVault(context, folder, libraryId, { signal, onStep, onBrought })
      })
      .finally(() => {
        running = undefined
      })
    return running
  }
  return {
    'vault.state': () => ({ folder: get(FOLDER), syncedAt: Number(get(SYNCED)) || null }),
    'vault.choose': async () => {
      if (readOnly) throw new AppError('read-only', 'errors.library.readOnly')
      const folder = await chooseFolder()
      if (folder === null) return null
      while (running) await running.catch(() => undefined)
      const report = await sync(folder)
      set(FOLDER, folder)
      set(SYNCED, String(now()))
      return report
    },
    'vault.sync': async () => {
      if (readOnly) throw new AppError('read-only', 'errors.library.readOnly')
      const folder = get(FOLDER)
      if (folder === '') throw new AppError('not-found', 'errors.vault.noFolder')
      const report = await sync(folder)
      // It may have been left meanwhile.
      if (get(FOLDER) === folder) set(SYNCED, String(now()))
      return report
    },
    'vault.leave': async () => {
      if (readOnly) throw new AppError('read-only', 'errors.library.readOnly')
      set(FOLDER, '')
      set(SYNCED, '')
      return null
    }
  }
}
