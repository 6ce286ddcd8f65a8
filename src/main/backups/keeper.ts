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
import { listBackups, newestUntil } from './backup-files.ts'
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
  damages(): { checkedAt: number | null; damages: Damage[] }
  /** Brings back from backups what can be. @throws AppError `read-only` */
  mend(): Promise<{ mended: number; left: number }>
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
  /** Of the check nobody waits for: it takes many minutes, and steps aside for whatever somebody does. */
  let quietCheck = new AbortController()
  /** How many turns were asked for. */
  let turns = 0
  const inTurn = <T>(job: () => Promise<T>): Promise<T> => {
    turns++
    quietCheck.abort()
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
  /** @param waiting somebody waits for it, until this says that they do not any more */
  const makeOne = (reason: BackupReason, always: boolean, waiting?: AbortSignal) =>
    inTurn(async () => {
      refuseReadOnly()
      const job = { kind: 'backup', ...files, reason, now: now(), always } as const
      const made = waiting
        ? await followed('backups.working', 'share', (stopped, tell) =>
            runBackupJob(job, { signal: AbortSignal.any([stopped, waiting]), tell })
          )
        : await runBackupJob(job, { signal })
      if (made.damages.length > 0) addDamages(made.damages)
      if (made.backup) options.onChanged()
      notices.remove('backup')
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
      else if (error.code === 'damaged') setDamages([{ kind: 'file', id: 'pages', articleId: null }])
      else if (error.sentence)
        notices.add(
          'backup',
          { key: 'backups.notice.failed', values: { why: error.sentence } },
          'library-settings'
        )
    }
  }

  const finishCheck = (from: CheckPlace, damages: Damage[]) => {
    note(db, 'check.place', checkStart)
    note(db, 'check.finishedAt', now())
    // A whole look knows everything; a continued one only adds.
    if (from === checkStart) setDamages(damages)
    else addDamages(damages)
  }
  const checkNow = () =>
    inTurn(async () => {
      refuseReadOnly()
      const job = {
        kind: 'check',
        libraryFile: library.file,
        from: checkStart,
        pause: 0,
        pages: true
      } as const
      const onStep = (step: CheckStep) => addDamages(step.damages)
      const { checked, damages } = await followed('backups.check.running', 'things', (signal, tell) =>
        runBackupJob(job, { signal, onStep, tell })
      )
      finishCheck(checkStart, damages)
      return checked
    })
  /**
   * From `left` on, where the last one left off.
   * @returns where it stepped aside for something else; undefined when it is over
   */
  const checkQuietly = (left: Left) => {
    // Its own turn is the next: whoever asks after it goes first, also when it has not begun.
    const own = turns + 1
    return inTurn(async (): Promise<Left | undefined> => {
      if (turns !== own) return left
      quietCheck = new AbortController()
      const { place: from, pages } = left
      let noted = performance.now()
      let place = from
      const job = { kind: 'check', libraryFile: library.file, from, pause: REST_MS, pages } as const
      const onStep = (step: CheckStep) => {
        addDamages(step.damages)
        place = step.next
        if (performance.now() - noted < NOTE_EVERY_MS) return
        noted = performance.now()
        note(db, 'check.place', place)
      }
      try {
        const { damages } = await runBackupJob(job, {
          signal: AbortSignal.any([signal, quietCheck.signal]),
          onStep
        })
        finishCheck(from, damages)
      } catch (error) {
        if (!quietCheck.signal.aborted || signal.aborted) throw error
        note(db, 'check.place', place)
        return { place, pages: false }
      }
    })
  }
  const checkedAt = () => recall(db, 'check.finishedAt', (value) => Number(value)) ?? null
  const isCheckDue = () => {
    const before = checkedAt()
    return before === null || Math.abs(now() - before) > CHECK_EVERY_MS
  }
  async function goOnChecking(): Promise<void> {
    let left: Left | undefined = {
      place: recall(db, 'check.place', readPlace) ?? checkStart,
      pages: true
    }
    // Somebody may have checked everything meanwhile.
    while (left && isCheckDue() && !signal.aborted) left = await checkQuietly(left)
  }
  let checking: Promise<void> | undefined
  /** Once at a time: two would step aside for one another for ever. */
  const checkUntilOver = () => {
    checking ??= goOnChecking().finally(() => {
      checking = undefined
    })
    return checking
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
    if (isCheckDue()) await quietly(checkUntilOver())
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
      void quietly(inTurn(() => runBackupJob({ kind: 'seal', libraryFile: library.file }, { signal })))
    },
    check: checkNow,
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
    look,
    async close() {
      for (const timer of timers) clearTimeout(timer)
      stop.abort()
      await last
    }
  }
}

/** What is left of a check. `pages`: also the file's pages, which is one long look. */
interface Left {
  place: CheckPlace
  pages: boolean
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
