import type { Database } from 'better-sqlite3'
import { readMeta, writeMeta } from '../db/meta.ts'
import type { Library } from '../db/open-library.ts'
import { settleSettings } from '../settings/settle-settings.ts'
import type { Notices } from './notices.ts'

/** The key of `meta` that remembers of which place the reader was told. */
const PLACE_READ = 'notice.place'

/** What there is to say about where the library lies and what was found in it. Said until it was read. */
export function tellOfPlace(db: Database, library: Library, notices: Notices): void {
  if (library.readOnly) return
  const settings = settleSettings(db)
  if (settings > 0) notices.add('settings', { key: 'backups.notice.settings', values: { count: settings } })
  const { kind, name } = library.place
  if (kind === 'local') return
  if (readMeta(db, PLACE_READ) === `${kind} ${name}`) return
  if (kind === 'synced') notices.add('place', { key: 'backups.notice.synced', values: { name } })
  else notices.add('place', { key: 'backups.notice.network', values: { name } })
}

/** What is said of a place was read: it is not said of that place again. */
export function rememberDismissed(db: Database, { place, readOnly }: Library, id: string): void {
  if (id !== 'place' || readOnly) return
  writeMeta(db, PLACE_READ, `${place.kind} ${place.name}`)
}
