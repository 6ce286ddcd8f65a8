import { type Backup, type BackupReason, Damage } from '../../shared/backups.ts'
import { AppError } from '../../shared/errors.ts'
import type { MessageKey } from '../../shared/messages/en.ts'
import type { WorkProgress } from '../../shared/work.ts'
import type { Context } from '../context.ts'
import { keepBallast } from '../db/ballast.ts'
import { readMeta, writeMeta } from '../db/meta.ts'
import type { Library } from '../db/open-library.ts'
import { toAppError } from '../db/sqlite-errors.ts'
import type { Notices } from '../notices/notices.ts'
import type { TellSteps } from '../work/long-work.ts'
import { listBackups } from './backup-files.ts'
import { type CheckPlace, type CheckStep, checkStart } from './check-rows.ts'
import { runBackupJob } from './run-backup-job.ts'

/** The first seconds belong to the reader. */
const AFTER_START_MS = 20_000
const LOOK_EVERY_MS = 30 * 60_000
const DAY_MS = 86_400_000
/** A whole check of the library is begun this often. */
const CHECK_EVERY_MS = 7 * DAY_MS
/** Rest between two looks of a check, so that it takes a small part of the disk's time. */
const REST_MS = 150
/** How often the place of a check is noted: each time costs a sync. */
const NOTE_EVERY_MS = 60_000

export interface Keeper {
  /** Null when nothing changed since the newest backup. Fails as `makeBackup` does, and with `read-only`. */
  backup(reason: BackupReason, always?: boolean): Promise<Backup | null>
  /** Before something large is added; when no backup can be made the reader is told, and it goes on. */
  beforeImport(): Promise<void>
  /** After something was added that is too large to be sealed with it. */
  sealSoon(): void
  /** The whole library, now. @returns how many rows were looked at @throws AppError `read-only` */
  check(): Promise<number>
  damages(): { checkedAt: number | null; damages: Damage[] }
  /** Brings back from backups what can be. @throws AppError `read-only` */
  mend(): Promise<{ mended: number; left: number }>
  close(): void
}

/**
 * Looks after a library while it is open: backups when they are due, a check of every row now and then, and a
 * little room for the day the disk is full.
 * @param background false: nothing happens by itself (tests)
 */
export function createKeeper(
  library: Library,
  { db, now, work }: Context,
  notices: Notices,
  options: { background: boolean; onChanged(): void; onBug(method: string, error: unknown): void }
): Keeper {
  const stop = new AbortController()
  const { signal } = stop
  const files = { libraryFile: library.file, libraryFolder: library.folder }
  let found: Damage[] = recall(db, 'check.damages', (value) => Damage.array().parse(value)) ?? []
  // One job at a time: they read the same disk.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(job: () => Promise<T>): Promise<T> => {
    const next = last.then(job, job)
    last = next.catch(() => undefined)
    return next
  }

  function setDamages(damages: Damage[]): void {
    found = damages
    if (!library.readOnly) note(db, 'check.damages', damages)
    if (damages.some(({ kind }) => kind === 'file')) {
      notices.add('damage', { key: 'backups.notice.fileDamaged' }, 'library-settings')
    } else if (damages.length > 0) {
      notices.add(
        'damage',
        { key: 'backups.notice.damaged', values: { count: damages.length } },
        'library-settings'
      )
    } else notices.remove('damage')
    options.onChanged()
  }
  const addDamages = (damages: readonly Damage[]) => {
    const key = ({ kind, id }: Damage) => `${kind} ${id}`
    const all = new Map([...found, ...damages].map((damage) => [key(damage), damage]))
    if (all.size !== found.length) setDamages([...all.values()])
  }

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
  const backup: Keeper['backup'] = (reason, always = false) =>
    inTurn(async () => {
      refuseReadOnly()
      const job = { kind: 'backup', ...files, reason, now: now(), always } as const
      const made =
        reason === 'manual'
          ? await followed('backups.working', 'share', (signal, tell) => runBackupJob(job, { signal, tell }))
          : await runBackupJob(job, { signal })
      if (made.damages.length > 0) addDamages(made.damages)
      if (made.backup) options.onChanged()
      notices.remove('backup')
      return made.backup
    })

  const quietly = async (work: Promise<unknown>) => {
    try {
      await work
    } catch (thrown) {
      const error = toAppError(thrown)
      if (signal.aborted) return
      if (!(error instanceof AppError)) options.onBug('backups', error)
      else if (error.code === 'damaged') setDamages([{ kind: 'file', id: 'pages', articleId: null }])
      else if (error.sentence)
        notices.add(
          'backup',
          { key: 'backups.notice.failed', values: { why: error.sentence } },
          'library-settings'
        )
    }
  }

  const runCheck = (from: CheckPlace, pause: number) =>
    inTurn(async () => {
      refuseReadOnly()
      let noted = performance.now()
      const job = { kind: 'check', libraryFile: library.file, from, pause, pages: true } as const
      const onStep = (step: CheckStep) => {
        if (step.damages.length > 0) addDamages(step.damages)
        else if (pause > 0 && performance.now() - noted > NOTE_EVERY_MS) {
          noted = performance.now()
          note(db, 'check.place', step.next)
        }
      }
      // One that takes its time is one nobody waits for.
      const { checked, damages } =
        pause > 0
          ? await runBackupJob(job, { signal, onStep })
          : await followed('backups.check.running', 'things', (signal, tell) =>
              runBackupJob(job, { signal, onStep, tell })
            )
      note(db, 'check.place', checkStart)
      note(db, 'check.finishedAt', now())
      // A whole look knows everything; a continued one only adds.
      if (from === checkStart) setDamages(damages)
      else addDamages(damages)
      return checked
    })

  const checkedAt = () => recall(db, 'check.finishedAt', (value) => Number(value)) ?? null

  async function look(isStart: boolean): Promise<void> {
    if (library.readOnly || signal.aborted) return
    await keepBallast(library.folder)
    if (signal.aborted) return
    const newest = listBackups(library.folder).find(({ reason }) => reason !== 'replaced')
    // Also after the clock was set back.
    const isDue = !newest || Math.abs(now() - newest.madeAt) > DAY_MS
    if (isStart || isDue) await quietly(backup(isStart ? 'start' : 'daily'))
    if (signal.aborted) return
    const before = checkedAt()
    if (before === null || Math.abs(now() - before) > CHECK_EVERY_MS) {
      const place = recall(db, 'check.place', readPlace) ?? checkStart
      await quietly(runCheck(place, REST_MS))
    }
  }

  if (found.length > 0) setDamages(found)
  const timers: NodeJS.Timeout[] = []
  if (options.background) {
    timers.push(
      setTimeout(() => void look(true), AFTER_START_MS),
      setInterval(() => void look(false), LOOK_EVERY_MS)
    )
    for (const timer of timers) timer.unref()
  }

  return {
    backup,
    beforeImport: () => (library.readOnly ? Promise.resolve() : quietly(backup('import'))),
    sealSoon() {
      if (library.readOnly || signal.aborted) return
      void quietly(inTurn(() => runBackupJob({ kind: 'seal', libraryFile: library.file }, { signal })))
    },
    check: () => runCheck(checkStart, 0),
    damages: () => ({ checkedAt: checkedAt(), damages: found }),
    mend: () =>
      inTurn(async () => {
        refuseReadOnly()
        const left = await followed('backups.check.mending', 'share', (signal, tell) =>
          runBackupJob({ kind: 'mend', ...files, damages: found }, { signal, tell })
        )
        const mended = found.length - left.length
        setDamages(left)
        return { mended, left: left.length }
      }),
    close() {
      for (const timer of timers) clearTimeout(timer)
      stop.abort()
    }
  }
}

function readPlace(value: unknown): CheckPlace {
  const { part, after } = value as CheckPlace
  if (!Number.isInteger(part) || typeof after !== 'string') throw new Error('no place')
  return { part, after }
}

/** What the keeper noted, as `parse` understands it; undefined when it does not. */
function recall<T>(db: Context['db'], key: string, parse: (value: unknown) => T): T | undefined {
  const value = readMeta(db, key)
  if (value === undefined) return undefined
  try {
    return parse(JSON.parse(value))
  } catch {
    return undefined
  }
}

function note(db: Context['db'], key: string, value: unknown): void {
  writeMeta(db, key, JSON.stringify(value))
}
