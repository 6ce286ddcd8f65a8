import type { Database } from 'better-sqlite3'
import type { TellSteps } from '../work/long-work.ts'
import { type CheckPlace, type CheckStep, checkStart } from './check-rows.ts'
import type { JobTurns } from './job-turns.ts'
import type { KnownDamages } from './known-damages.ts'
import { note, recall } from './noted.ts'
import { runBackupJob } from './run-backup-job.ts'

/** A whole check of the library is begun this often, in milliseconds. */
const EVERY_MS = 7 * 86_400_000
/** Rest between two looks of a check, so that it takes a small part of the disk's time. */
const REST_MS = 150
/** How often the place of a check is noted: each time costs a sync. */
const NOTE_EVERY_MS = 60_000

export interface LibraryChecks {
  /** When the last whole one ended, ms since 1970. */
  checkedAt(): number | null
  isDue(): boolean
  /** Everything, now. @returns how many rows were looked at */
  now(signal: AbortSignal, tell: TellSteps): Promise<number>
  /** From where the last one left off, stepping aside for all other jobs, until it is over or none is due any more. */
  quietly(): Promise<void>
}

/** What is left of a check. `pages`: also the file's pages, which is one long look. */
interface Left {
  place: CheckPlace
  pages: boolean
}

/**
 * Checks of every row of a library, in a thread. The place of a quiet one is noted, so that it goes on another day.
 * @param keeping.signal the library is closed
 */
export function createLibraryChecks(keeping: {
  db: Database
  libraryFile: string
  damages: KnownDamages
  turns: JobTurns
  now(): number
  signal: AbortSignal
}): LibraryChecks {
  const { db, libraryFile, damages, turns, now, signal } = keeping

  const finish = (from: CheckPlace, found: Parameters<KnownDamages['set']>[0]) => {
    note(db, 'check.place', checkStart)
    note(db, 'check.finishedAt', now())
    // A whole look knows everything; a continued one only adds.
    if (from === checkStart) damages.set(found)
    else damages.add(found)
  }

  /** From `left` on. @returns where it stepped aside for something else; undefined when it is over */
  const goOn = (left: Left) =>
    turns.takeQuietly<Left | undefined>(async (aside) => {
      const { place: from, pages } = left
      let noted = performance.now()
      let place = from
      const onStep = (step: CheckStep) => {
        damages.add(step.damages)
        place = step.next
        if (performance.now() - noted < NOTE_EVERY_MS) return
        noted = performance.now()
        note(db, 'check.place', place)
      }
      try {
        const job = { kind: 'check', libraryFile, from, pause: REST_MS, pages } as const
        const found = await runBackupJob(job, { signal: AbortSignal.any([signal, aside]), onStep })
        finish(from, found.damages)
        return undefined
      } catch (error) {
        if (!aside.aborted || signal.aborted) throw error
        note(db, 'check.place', place)
        return { place, pages: false }
      }
    }, left)

  const checkedAt = () => recall(db, 'check.finishedAt', (value) => Number(value)) ?? null
  const isDue = () => {
    const before = checkedAt()
    return before === null || Math.abs(now() - before) > EVERY_MS
  }
  async function untilOver(): Promise<void> {
    let left: Left | undefined = {
      place: recall(db, 'check.place', readPlace) ?? checkStart,
      pages: true
    }
    // Somebody may have checked everything meanwhile.
    while (left && isDue() && !signal.aborted) left = await goOn(left)
  }
  let checking: Promise<void> | undefined

  return {
    checkedAt,
    isDue,
    async now(stopped, tell) {
      const job = { kind: 'check', libraryFile, from: checkStart, pause: 0, pages: true } as const
      const onStep = (step: CheckStep) => damages.add(step.damages)
      const { checked, damages: found } = await runBackupJob(job, { signal: stopped, onStep, tell })
      finish(checkStart, found)
      return checked
    },
    quietly() {
      // Once at a time: two would step aside for one another for ever.
      checking ??= untilOver().finally(() => {
        checking = undefined
      })
      return checking
    }
  }
}

function readPlace(value: unknown): CheckPlace {
  const { part, after } = value as CheckPlace
  if (!Number.isInteger(part) || typeof after !== 'string') throw new Error('no place')
  return { part, after }
}
