import { join } from 'node:path'
import type { Start, Trouble } from '../shared/app.ts'
import type { Input } from '../shared/contract.ts'
import { AppError } from '../shared/errors.ts'
import type { WorkProgress } from '../shared/work.ts'
import { answersWithoutLibrary } from './answers-without-library.ts'
import type { App } from './app.ts'
import { backupsFolder, listBackups } from './backups/backup-files.ts'
import type { RepairReport } from './backups/repair-library.ts'
import { runBackupJob } from './backups/run-backup-job.ts'
import { LIBRARY_FILE, REPAIRED_FILE } from './db/library-files.ts'
import { needsUpdate } from './db/needs-update.ts'
import { toAppError } from './db/sqlite-errors.ts'
import { requireWholeSqlite } from './db/whole-program.ts'
import { exchangeLibrary, prepareExchange } from './exchange-library.ts'
import type { Dispatch } from './ipc/dispatch.ts'
import { mainLanguage } from './translate.ts'
import { whatHelps } from './what-helps.ts'
import { createLongWork, type LongWork } from './work/long-work.ts'

export interface StartOptions {
  folder: string
  open(folder: string, options: { copy: boolean; create: boolean }): App
  /** Whether a library was open in this folder before: then none is made where it is missing. */
  isExpected(folder: string): boolean
  /** Lets the reader choose another folder; null when they did not. */
  choose(): Promise<string | null>
  /** Lets the reader choose a library file; null when they did not. */
  chooseFile(): Promise<string | null>
  /** Writes everything in a library file as a zip where the reader chooses; null when they did not. */
  exportFile(libraryFile: string, work: LongWork): Promise<string | null>
  onOpened(app: App, chosen: boolean): void
  onBug(method: string, error: unknown): void
  /** How far what takes long is, while no library is open; with one it is the library's to say. */
  onProgress(progress: WorkProgress): void
  /** Follows it; a test brings its own. */
  work?: LongWork
  now(): number
}

/**
 * Opens the library, and keeps the window answering when it cannot: then every call gets the reason, and the
 * reader is offered what can help. A failed start changes nothing on the disk; what a recovery replaces is
 * kept among the backups.
 */
export function createStart(options: StartOptions) {
  let folder = options.folder
  let app: App | undefined
  let trouble: AppError | undefined
  let repaired: RepairReport | null = null
  let answer = ''
  let isUpdating = false
  /** One attempt after the other: a page that was loaded anew may ask while the first is still on its way. */
  let turn: Promise<unknown> = Promise.resolve()
  const ownWork = options.work ?? createLongWork(options.onProgress)
  /** Where the window is told how far it is, and may stop it. */
  const work = () => app?.context.work ?? ownWork
  const inTurn = <T>(attempt: () => Promise<T>): Promise<T> => {
    const next = turn.then(attempt)
    turn = next.catch(() => undefined)
    return next
  }

  /** Settles when a library is open or it is known why not. At once, unless the file must be updated first. */
  async function tryOpening(how: { chosen?: boolean; copy?: boolean; create?: boolean } = {}): Promise<void> {
    try {
      requireWholeSqlite()
      if (!how.copy && needsUpdate(folder)) {
        isUpdating = true
        await backUpBeforeUpdate()
      }
      const create = how.create ?? !options.isExpected(folder)
      app = options.open(folder, { copy: how.copy ?? false, create })
      trouble = undefined
      answer = ''
    } catch (thrown) {
      const error = toAppError(thrown)
      if (!(error instanceof AppError)) options.onBug('start', error)
      trouble = error instanceof AppError ? error : new AppError('internal', 'errors.open.mistake')
      if (trouble.sentence?.key === 'errors.open.noLibrary' && options.isExpected(folder))
        trouble = new AppError('not-found', 'errors.open.expected')
    } finally {
      isUpdating = false
    }
    if (app) options.onOpened(app, how.chosen ?? false)
  }

  async function backUpBeforeUpdate(): Promise<void> {
    const libraryFile = join(folder, LIBRARY_FILE)
    const job = { kind: 'backup', libraryFile, libraryFolder: folder, reason: 'update' } as const
    await work().follow({ label: 'backups.working', unit: 'share' }, (signal, tell) =>
      runBackupJob({ ...job, now: options.now(), always: true }, { signal, tell })
    )
  }

  const describe = (error: AppError): Trouble => ({
    code: error.code,
    message: error.message,
    libraryPath: folder,
    offers: whatHelps(error, folder, repaired !== null),
    backups: listBackups(folder),
    repaired,
    answer
  })
  const state = (): Start => ({
    language: mainLanguage(),
    isUpdating,
    trouble: trouble ? describe(trouble) : null
  })

  /** Checks a library file and puts it in the library's place. What is open is closed first and opened again. */
  async function replaceWith(source: string): Promise<void> {
    await prepareExchange(folder, source, { isHeld: app !== undefined, work: work() })
    await exchange()
  }

  /** @param prepared the name of what takes the library's place; absent: what was prepared from a backup */
  async function exchange(prepared?: string): Promise<void> {
    const closing = app
    app = undefined
    try {
      await exchangeLibrary(folder, options.now(), { close: closing?.close, prepared })
      repaired = null
    } finally {
      await tryOpening()
    }
  }

  async function doAction({ action, backup }: Input<'app.recover'>): Promise<void> {
    switch (action) {
      case 'retry':
        return await tryOpening()
      case 'create':
        return await tryOpening({ create: true })
      case 'read-only':
        return await tryOpening({ copy: true })
      case 'choose': {
        const chosen = await options.choose()
        if (chosen === null) return
        folder = chosen
        repaired = null
        return await tryOpening({ chosen: true })
      }
      case 'restore':
        if (backup) await replaceWith(join(backupsFolder(folder), backup))
        return
      case 'restore-file': {
        const file = await options.chooseFile()
        if (file !== null) await replaceWith(file)
        return
      }
      case 'repair':
        repaired = await work().follow({ label: 'trouble.repairing', unit: 'share' }, (signal, tell) =>
          runBackupJob({ kind: 'repair', libraryFolder: folder }, { signal, tell })
        )
        return
      case 'use-repaired':
        return await exchange(REPAIRED_FILE)
      case 'export-repaired':
        answer = (await options.exportFile(join(folder, REPAIRED_FILE), work())) ?? ''
    }
  }

  async function recover(input: Input<'app.recover'>): Promise<Start> {
    if (app) return state()
    answer = ''
    try {
      await doAction(input)
    } catch (thrown) {
      const error = toAppError(thrown)
      if (!(error instanceof AppError)) options.onBug('recover', error)
      // What was the matter still is; this is only why the attempt failed.
      answer =
        error instanceof AppError ? error.message : new AppError('internal', 'errors.open.mistake').message
    }
    return state()
  }

  const recoverInTurn = (input: Input<'app.recover'>) => inTurn(() => recover(input))
  const dispatchWithoutLibrary = answersWithoutLibrary({
    state,
    recover: recoverInTurn,
    stopWork: ownWork.stop,
    trouble: () => trouble
  })

  return {
    tryOpening(): Promise<void> {
      const opening = tryOpening()
      turn = opening.catch(() => undefined)
      return opening
    },
    state,
    recover: recoverInTurn,
    app: () => app,
    /** From an open library. @returns false when nothing was chosen @throws AppError why it was not restored */
    restore: (name: string | undefined): Promise<boolean> =>
      inTurn(async () => {
        const source = name === undefined ? await options.chooseFile() : join(backupsFolder(folder), name)
        if (source === null) return false
        await replaceWith(source)
        return true
      }),
    dispatch: (): Dispatch => app?.dispatch ?? dispatchWithoutLibrary,
    async close() {
      await ownWork.close()
      await app?.close()
      app = undefined
    }
  }
}
