import { join } from 'node:path'
import type { Backup, BackupReason, Damage } from '../../shared/backups.ts'
import { AppError } from '../../shared/errors.ts'
import type { MessageKey } from '../../shared/messages/en.ts'
import type { WorkProgress } from '../../shared/work.ts'
import type { Context } from '../context.ts'
import { keepBallast } from '../db/ballast.ts'
import type { Library } from '../db/open-library.ts'
import { toAppError } from '../db/sqlite-errors.ts'
import type { Notices } from '../notices/notices.ts'
import type { TellSteps } from '../work/long-work.ts'
import { backupsFolder, listBackups, newestUntil } from './backup-files.ts'
import type { BroughtBack } from './bring-back.ts'
import { createJobTurns } from './job-turns.ts'
import { createKnownDamages } from './known-damages.ts'
import { createLibraryChecks } from './library-checks.ts'
import { runBackupJob } from './run-backup-job.ts'
import { createSecondPlace, type SecondPlaceKeeper } from './second-place.ts'

/** The first seconds belong to the reader. */
const AFTER_START_MS = 20_000
const LOOK_EVERY_MS = 30 * 60_000
const DAY_MS = 86_400_000

export interface Keeper {
  /** Where backups are copied to as well. */
  place: Pick<SecondPlaceKeeper, 'state' | 'leave' | 'over'>
  /** Makes a folder the second place, with a backup in it. @throws AppError `read-only`, and as the copying does */
  choosePlace(folder: string): Promise<void>
  /** Null when nothing changed since the newest backup. Fails as `makeBackup` does, and with `read-only`. */
  backup(reason: BackupReason, always?: boolean): Promise<Backup | null>
  /**
   * Before something large is added; when no backup can be made the reader is told, and it goes on.
   * @param signal the import is cancelled
   * @returns false when it was stopped: then nothing is to be added
   */
  beforeImport(signal: AbortSignal): Promise<boolean>
  /** After something was added that is too large to be sealed with it. */
  sealSoon(): void
  /** The whole library, now. @returns how many rows were looked at @throws AppError `read-only` */
  check(): Promise<number>
  /** Somebody wrote to the library. */
  noticeChange(): void
  damages(): { checkedAt: number | null; damages: Damage[] }
  /** Brings back from backups what can be. @throws AppError `read-only` */
  mend(): Promise<{ mended: number; left: number }>
  /**
   * Adds the articles and notebooks that a backup has and the library no longer.
   * @throws AppError `read-only`, and as `bringBack` does
   */
  bringBack(name: string): Promise<BroughtBack>
  /** What is done by itself now and then: a backup when one is due, a check of everything once a week. */
  look(isStart: boolean): Promise<void>
  /** Ends what is on its way, and is there when nothing of it reads or writes the library's file any more. */
  close(): Promise<void>
}

/**
 * Looks after a library while it is open: backups when they are due, a check of every row now and then, and a
 * little room for the day the disk is full.
 * @param background false: nothing happens by itself (tests)
 */
export function createKeeper(
  library: Library,
  context: Context,
  notices: Notices,
  options: { background: boolean; onChanged(): void; onBug(method: string, error: unknown): void }
): Keeper {
  const { db, now, work } = context
  const stop = new AbortController()
  const { signal } = stop
  const files = { libraryFile: library.file, libraryFolder: library.folder }
  const turns = createJobTurns()
  const damages = createKnownDamages(library, notices, options.onChanged, (error) =>
    options.onBug('damages', error)
  )
  const place = createSecondPlace(library, context, notices, {
    signal,
    onChanged: options.onChanged,
    onBug: (error) => options.onBug('second place', error)
  })
  const checks = createLibraryChecks({ db, libraryFile: library.file, damages, turns, now, signal })

  /** Work the reader asked for, and waits for. */
  const followed = <T>(
    label: MessageKey,
    unit: WorkProgress['unit'],
    job: (signal: AbortSignal, tell: TellSteps) => Promise<T>
  ) => work.follow({ label, unit }, (stopped, tell) => job(AbortSignal.any([signal, stopped]), tell))

  /** What is open for reading only is a copy that goes with the window. */
  const refuseReadOnly = () => {
    if (library.readOnly) throw new AppError('read-only', 'errors.library.readOnly')
  }
  /** @param waiting somebody waits for it, until this says that they do not any more */
  const makeOne = (reason: BackupReason, always: boolean, waiting?: AbortSignal) =>
    turns.take(async () => {
      refuseReadOnly()
      const job = { kind: 'backup', ...files, reason, now: now(), always } as const
      const made = waiting
        ? await followed('backups.working', 'share', (stopped, tell) =>
            runBackupJob(job, { signal: AbortSignal.any([stopped, waiting]), tell })
          )
        : await runBackupJob(job, { signal })
      if (made.damages.length > 0) damages.add(made.damages)
      if (made.backup) options.onChanged()
      notices.remove('backup')
      // Nobody waits for it.
      if (made.backup) void place.bring()
      return made.backup
    })

  const backup: Keeper['backup'] = (reason, always = false) =>
    makeOne(reason, always, reason === 'manual' ? signal : undefined)

  const quietly = async (work: Promise<unknown>) => {
    try {
      await work
    } catch (thrown) {
      const error = toAppError(thrown)
      if (signal.aborted) return
      if (!(error instanceof AppError)) options.onBug('backups', error)
      else if (error.code === 'damaged') damages.set([{ kind: 'file', id: 'pages', articleId: null }])
      else if (error.sentence)
        notices.add(
          'backup',
          { key: 'backups.notice.failed', values: { why: error.sentence } },
          'library-settings'
        )
    }
  }

  async function look(isStart: boolean): Promise<void> {
    if (library.readOnly || signal.aborted) return
    await keepBallast(library.folder)
    if (signal.aborted) return
    const time = now()
    const newest = newestUntil(listBackups(library.folder), time)
    const isDue = !newest || time - newest.madeAt > DAY_MS
    if (isStart || isDue) await quietly(backup(isStart ? 'start' : 'daily'))
    if (signal.aborted) return
    // Its disk may be back.
    await place.bring()
    if (signal.aborted) return
    if (checks.isDue()) await quietly(checks.quietly())
  }

  const timers: NodeJS.Timeout[] = []
  if (options.background) {
    timers.push(
      setTimeout(() => void look(true), AFTER_START_MS),
      setInterval(() => void look(false), LOOK_EVERY_MS)
    )
    for (const timer of timers) timer.unref()
  }

  return {
    place,
    async choosePlace(folder) {
      refuseReadOnly()
      if (!newestUntil(listBackups(library.folder), now())) await backup('daily')
      await place.choose(folder)
    },
    backup,
    async beforeImport(cancelled) {
      if (library.readOnly) return true
      let isStopped = false
      const making = makeOne('import', false, cancelled).catch((error: unknown) => {
        if (!(error instanceof AppError) || error.code !== 'cancelled') throw error
        isStopped = true
      })
      // What is before it in its turn need not be waited for.
      const leaving = new Promise<void>((resolve) => {
        if (cancelled.aborted) resolve()
        cancelled.addEventListener('abort', () => resolve(), { once: true })
      })
      await Promise.race([quietly(making), leaving])
      return !isStopped && !cancelled.aborted
    },
    sealSoon() {
      if (library.readOnly || signal.aborted) return
      void quietly(turns.take(() => runBackupJob({ kind: 'seal', libraryFile: library.file }, { signal })))
    },
    check: () =>
      turns.take(async () => {
        refuseReadOnly()
        return await followed('backups.check.running', 'things', checks.now)
      }),
    noticeChange: damages.lookAgainSoon,
    damages: () => ({ checkedAt: checks.checkedAt(), damages: damages.all() }),
    mend: () =>
      turns.take(async () => {
        refuseReadOnly()
        const found = damages.all()
        const left = await followed('backups.check.mending', 'share', (signal, tell) =>
          runBackupJob({ kind: 'mend', ...files, damages: found }, { signal, tell })
        )
        const mended = found.length - left.length
        damages.set(left)
        return { mended, left: left.length }
      }),
    bringBack: (name) =>
      turns.take(async () => {
        refuseReadOnly()
        const job = {
          kind: 'bring-back',
          libraryFile: library.file,
          backup: join(backupsFolder(library.folder), name)
        } as const
        return await followed('backups.bringingBack', 'share', (signal, tell) =>
          runBackupJob(job, { signal, tell })
        )
      }),
    look,
    async close() {
      for (const timer of timers) clearTimeout(timer)
      damages.close()
      stop.abort()
      await turns.over()
      await place.over()
    }
  }
}
