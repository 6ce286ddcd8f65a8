import { mkdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { z } from 'zod'
import type { SecondPlace } from '../../shared/backups.ts'
import { AppError } from '../../shared/errors.ts'
import { type Sentence, tell } from '../../shared/sentence.ts'
import type { Context } from '../context.ts'
import { SECOND_PLACE_FILE } from '../db/library-files.ts'
import type { Library } from '../db/open-library.ts'
import { toAppError } from '../db/sqlite-errors.ts'
import { writeWhole } from '../files/write-whole.ts'
import type { Notices } from '../notices/notices.ts'
import { type CopiedElsewhere, placeIn } from './copy-elsewhere.ts'
import { runBackupJob } from './run-backup-job.ts'

/** A disk that is away for so long has to be spoken of; milliseconds. */
const LONG_AWAY = 14 * 86_400_000

const Kept = z.object({
  folder: z.string().min(1),
  /** When the newest backup there was made, and since when the place is one, milliseconds since 1970. */
  newestAt: z.number().nullable(),
  since: z.number(),
  sameDisk: z.boolean()
})
type Kept = z.infer<typeof Kept>

export interface SecondPlaceKeeper {
  state(): SecondPlace
  /** Makes a folder the second place once the newest backup is in it. @throws AppError */
  choose(folder: string): Promise<void>
  leave(): void
  /** Brings the newest backup there, if it is not there. What goes wrong is told in `state`, and after a while as a notice. */
  bring(): Promise<void>
  /** When nothing is on its way there any more. */
  over(): Promise<void>
}

/** Keeps a second copy of the backups in a folder the reader chose, such as one on another disk. */
export function createSecondPlace(
  { folder: libraryFolder, libraryId, readOnly }: Library,
  { now, work }: Context,
  notices: Notices,
  options: { signal: AbortSignal; onChanged(): void; onBug(error: unknown): void }
): SecondPlaceKeeper {
  const file = join(libraryFolder, SECOND_PLACE_FILE)
  let kept = readKept(file)
  let failure: Sentence | undefined
  let last: Promise<unknown> = Promise.resolve()

  /** One at a time: two would write the same file. */
  const inTurn = <T>(job: () => Promise<T>): Promise<T> => {
    const next = last.then(job, job)
    last = next.catch(() => undefined)
    return next
  }
  const copyTo = (folder: string, follow: Parameters<typeof runBackupJob>[1]) =>
    runBackupJob({ kind: 'copy-elsewhere', libraryFolder, libraryId, folder, now: now() } as const, follow)
  const keep = async (folder: string, { newestAt, sameDisk }: CopiedElsewhere) => {
    const next = { folder, newestAt, sameDisk, since: kept?.folder === folder ? kept.since : now() }
    if (JSON.stringify(next) !== JSON.stringify(kept)) await writeWhole(file, JSON.stringify(next))
    kept = next
    failure = undefined
    notices.remove('second-place')
    options.onChanged()
  }
  const fail = (thrown: unknown) => {
    if (options.signal.aborted) return
    const error = toAppError(thrown)
    if (!(error instanceof AppError) || !error.sentence) return options.onBug(thrown)
    if (error.code === 'cancelled') return
    failure = error.sentence
    options.onChanged()
    const at = kept && (kept.newestAt ?? kept.since)
    if (at && now() - at > LONG_AWAY) {
      const why = failure
      notices.add('second-place', { key: 'backups.notice.secondPlace', values: { why } }, 'library-settings')
    }
  }

  return {
    state: () => ({
      folder: kept ? placeIn(kept.folder, libraryId) : '',
      newestAt: kept?.newestAt ?? null,
      sameDisk: kept?.sameDisk ?? false,
      failure: failure ? tell(failure) : ''
    }),
    choose: (folder) =>
      inTurn(async () => {
        refuseInside(libraryFolder, folder)
        const copied = await work.follow({ label: 'backups.place.working', unit: 'share' }, (stopped, told) =>
          copyTo(folder, { signal: AbortSignal.any([options.signal, stopped]), tell: told })
        )
        await keep(folder, copied)
      }),
    leave() {
      kept = undefined
      failure = undefined
      rmSync(file, { force: true })
      notices.remove('second-place')
    },
    bring: () =>
      inTurn(async () => {
        const folder = kept?.folder
        if (folder === undefined || readOnly || options.signal.aborted) return
        try {
          const copied = await copyTo(folder, { signal: options.signal })
          // It may have been left meanwhile.
          if (kept?.folder === folder) await keep(folder, copied)
        } catch (error) {
          if (kept?.folder === folder) fail(error)
        }
      }),
    over: async () => void (await last)
  }
}

/** What cannot be read is no place. */
function readKept(file: string): Kept | undefined {
  try {
    return Kept.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}

/** @throws AppError `invalid-input` when a folder is the library's own or in it: what takes one takes the other */
function refuseInside(libraryFolder: string, folder: string): void {
  mkdirSync(libraryFolder, { recursive: true })
  const way = relative(realpathSync(libraryFolder), realpathSync(folder))
  const isInside = way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !/^[a-z]:/i.test(way))
  if (isInside) throw new AppError('invalid-input', 'errors.backup.placeInside')
}
