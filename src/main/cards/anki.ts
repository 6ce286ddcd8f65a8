import type { Output } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { Context } from '../context.ts'
import { runJob } from '../run-job.ts'
import type { AnkiJob } from './anki-worker.ts'
import type { AnkiImport } from './read-anki.ts'
import type { AnkiExport } from './write-anki.ts'

type Filters = { name: string; extensions: string[] }[]

/** The system's file dialogs; null when the reader closed one. */
export interface AnkiDialogs {
  chooseSave(defaultName: string, filters: Filters): Promise<string | null>
  chooseOpen(filters: Filters): Promise<string | null>
}

const files = {
  apkg: { name: 'Lectern.apkg', filters: [{ name: 'Anki', extensions: ['apkg'] }] },
  text: { name: 'Lectern for Anki.txt', filters: [{ name: 'Text', extensions: ['txt'] }] }
}

/**
 * Asks where to, and writes every card.
 * @returns null when no file was chosen
 * @throws AppError `not-found` when there is no card
 */
export async function exportAnki(
  { db, now }: Context,
  dialogs: AnkiDialogs,
  format: 'apkg' | 'text'
): Promise<Output<'cards.exportAnki'>> {
  if (db.prepare('SELECT 1 FROM prompts LIMIT 1').get() === undefined) {
    throw new AppError('not-found', 'errors.cards.noneToExport')
  }
  const target = await dialogs.chooseSave(files[format].name, files[format].filters)
  if (target === null) return null
  const written = await runAnkiWorker<AnkiExport>({ kind: format, libraryFile: db.name, target, now: now() })
  return { path: target, ...written }
}

/**
 * Asks for a package, and adds what is not here yet.
 * @returns null when no file was chosen
 * @throws AppError as `readAnkiPackage` does
 */
export async function importAnki(
  { db, now, deviceId }: Context,
  dialogs: AnkiDialogs
): Promise<Output<'cards.importAnki'>> {
  if (db.pragma('query_only', { simple: true })) {
    throw new AppError('read-only', 'errors.library.readOnlyAdd')
  }
  const path = await dialogs.chooseOpen(files.apkg.filters)
  if (path === null) return null
  return await runAnkiWorker<AnkiImport>({
    kind: 'import',
    libraryFile: db.name,
    path,
    now: now(),
    deviceId
  })
}

/** In a thread of its own, on its own connection: 100,000 cards make nobody wait. */
const runAnkiWorker = <T>(job: AnkiJob) => runJob<T>('anki-worker', job)
