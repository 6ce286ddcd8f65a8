import type { Output } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { MessageKey } from '../../shared/messages/en.ts'
import type { Context } from '../context.ts'
import type { FileDialogs, FileFilters } from '../file-dialogs.ts'
import { runJob } from '../run-job.ts'
import { translate } from '../translate.ts'
import type { LongWork } from '../work/long-work.ts'
import type { AnkiJob } from './anki-worker.ts'
import type { AnkiImport } from './read-anki.ts'
import type { AnkiExport } from './write-anki.ts'

const packages: FileFilters = [{ name: 'Anki', extensions: ['apkg'] }]

/** What the file is offered as; asked here, since main may have another language tomorrow. */
const offered = (format: 'apkg' | 'text') =>
  format === 'apkg'
    ? { name: 'Lectern.apkg', filters: packages }
    : {
        name: `${translate('study.anki.textFile')}.txt`,
        filters: [{ name: translate('system.textFiles'), extensions: ['txt'] }]
      }

/**
 * Asks where to, and writes every card.
 * @returns null when no file was chosen
 * @throws AppError `not-found` when there is no card
 */
export async function exportAnki(
  { db, now, work }: Context,
  dialogs: Pick<FileDialogs, 'chooseSave' | 'chooseOpen'>,
  format: 'apkg' | 'text'
): Promise<Output<'cards.exportAnki'>> {
  if (db.prepare('SELECT 1 FROM prompts LIMIT 1').get() === undefined) {
    throw new AppError('not-found', 'errors.cards.noneToExport')
  }
  const { name, filters } = offered(format)
  const target = await dialogs.chooseSave(name, filters)
  if (target === null) return null
  const written = await runAnkiWorker<AnkiExport>(
    work,
    { kind: format, libraryFile: db.name, target, now: now() },
    'study.anki.exporting',
    'errors.export.cancelled'
  )
  return { path: target, ...written }
}

/**
 * Asks for a package, and adds what is not here yet.
 * @returns null when no file was chosen
 * @throws AppError as `readAnkiPackage` does
 */
export async function importAnki(
  { db, now, deviceId, work }: Context,
  dialogs: Pick<FileDialogs, 'chooseSave' | 'chooseOpen'>
): Promise<Output<'cards.importAnki'>> {
  if (db.pragma('query_only', { simple: true })) {
    throw new AppError('read-only', 'errors.library.readOnlyAdd')
  }
  const path = await dialogs.chooseOpen(packages)
  if (path === null) return null
  return await runAnkiWorker<AnkiImport>(
    work,
    { kind: 'import', libraryFile: db.name, path, now: now(), deviceId },
    'study.anki.importing',
    'errors.anki.stopped'
  )
}

/** In a thread of its own, on its own connection: 100,000 cards make nobody wait. */
const runAnkiWorker = <T>(work: LongWork, job: AnkiJob, label: MessageKey, stopped: MessageKey) =>
  work.follow({ label }, (signal, tell) =>
    runJob<T>('anki-worker', job, {
      tell,
      stop: { signal, words: stopped, isAsked: true }
    })
  )
