import type { Database } from 'better-sqlite3'
import { Damage } from '../../shared/backups.ts'
import type { Notices } from '../notices/notices.ts'
import { isStillDamaged } from './check-rows.ts'
import { note, recall } from './noted.ts'

export interface KnownDamages {
  all(): Damage[]
  /** What a look at everything found. */
  set(damages: Damage[]): void
  /** What a look at a part of it found. */
  add(damages: readonly Damage[]): void
  /** The library changed: a little later, what is not damaged any more is not listed any more. */
  lookAgainSoon(): void
  close(): void
}

/** So long after a change it is looked again, in milliseconds: typing is many changes. */
const REST_MS = 1000
/** Rows looked at in one turn of the process: a millisecond or two. */
const AT_ONCE = 40

/** What is known to be damaged in a library, over restarts; the reader is told as long as there is something. */
export function createKnownDamages(
  { db, readOnly }: { db: Database; readOnly: boolean },
  notices: Notices,
  onChanged: () => void,
  onBug: (error: unknown) => void
): KnownDamages {
  let found = recall(db, 'check.damages', (value) => Damage.array().parse(value)) ?? []

  function set(damages: Damage[]): void {
    found = damages
    if (!readOnly) note(db, 'check.damages', damages)
    if (damages.some(({ kind }) => kind === 'file')) {
      notices.add('damage', { key: 'backups.notice.fileDamaged' }, 'library-settings')
    } else if (damages.length > 0) {
      notices.add(
        'damage',
        { key: 'backups.notice.damaged', values: { count: damages.length } },
        'library-settings'
      )
    } else notices.remove('damage')
    onChanged()
  }

  let resting: NodeJS.Timeout | undefined
  let isClosed = false
  async function lookAgain(): Promise<void> {
    const before = found
    const left: Damage[] = []
    for (let at = 0; at < before.length; at += AT_ONCE) {
      left.push(...before.slice(at, at + AT_ONCE).filter((damage) => isStillDamaged(db, damage)))
      await new Promise((resolve) => setImmediate(resolve))
      // What was found meanwhile is looked at with the next change.
      if (isClosed || found !== before) return
    }
    if (left.length < before.length) set(left)
  }

  if (found.length > 0) set(found)
  return {
    all: () => found,
    set,
    lookAgainSoon() {
      if (found.length === 0 || readOnly || isClosed) return
      clearTimeout(resting)
      resting = setTimeout(() => void lookAgain().catch(onBug), REST_MS).unref()
    },
    close() {
      isClosed = true
      clearTimeout(resting)
    },
    add(damages) {
      const key = ({ kind, id }: Damage) => `${kind} ${id}`
      const all = new Map([...found, ...damages].map((damage) => [key(damage), damage]))
      if (all.size !== found.length) set([...all.values()])
    }
  }
}
