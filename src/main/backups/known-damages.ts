import type { Database } from 'better-sqlite3'
import { Damage } from '../../shared/backups.ts'
import type { Notices } from '../notices/notices.ts'
import { note, recall } from './noted.ts'

export interface KnownDamages {
  all(): Damage[]
  /** What a look at everything found. */
  set(damages: Damage[]): void
  /** What a look at a part of it found. */
  add(damages: readonly Damage[]): void
}

/** What is known to be damaged in a library, over restarts; the reader is told as long as there is something. */
export function createKnownDamages(
  { db, readOnly }: { db: Database; readOnly: boolean },
  notices: Notices,
  onChanged: () => void
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

  if (found.length > 0) set(found)
  return {
    all: () => found,
    set,
    add(damages) {
      const key = ({ kind, id }: Damage) => `${kind} ${id}`
      const all = new Map([...found, ...damages].map((damage) => [key(damage), damage]))
      if (all.size !== found.length) set([...all.values()])
    }
  }
}
