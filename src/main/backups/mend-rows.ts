import { join } from 'node:path'
import SQLite, { type Database } from 'better-sqlite3'
import type { Damage } from '../../shared/backups.ts'
import { type JobFollow, throwIfStopped } from '../answer-job.ts'
import {
  isRowKind,
  isUnknown,
  matchesRow,
  type RowKind,
  rowKinds,
  rowSealOf,
  type StoredRow,
  sealedRows
} from '../db/row-seals.ts'
import { sealedColumns, sealing, sealMissingVersions, sealOf } from '../db/seal-rows.ts'
import { backupsFolder, listBackups } from './backup-files.ts'
import { hasTable, isSoundImage, isSoundSource } from './check-rows.ts'

type Mendable = Exclude<Damage['kind'], 'file'>
type Owned = Exclude<Mendable, RowKind>

/** The table of each kind and what names a row in it. Parents first: they are put back in this order. */
const places: Record<Owned, { table: string; key: string }> = {
  image: { table: 'assets', key: 'hash' },
  article: { table: 'articles', key: 'id' },
  version: { table: 'article_versions', key: 'id' },
  source: { table: 'sources', key: 'version_id' },
  highlight: { table: 'highlights', key: 'id' },
  note: { table: 'notes', key: 'id' },
  notebook: { table: 'notebooks', key: 'id' }
}
const order: readonly string[] = [...Object.keys(places), ...rowKinds]
const rank = ({ kind }: Damage) => order.indexOf(kind)

/**
 * Puts damaged and missing rows back from backups, newest first. Only a row that is exactly what the library's
 * seal says it was is taken; the reader's later changes are never overwritten by older ones.
 * @returns what no backup has
 */
export function mendRows(
  db: Database,
  libraryFolder: string,
  damages: readonly Damage[],
  { stop, onStep }: JobFollow = {}
): Damage[] {
  let left = damages.filter((damage) => damage.kind !== 'file')
  const sound: { damage: Damage; row: StoredRow }[] = []
  const backups = listBackups(libraryFolder)
  for (const [at, backup] of backups.entries()) {
    if (left.length === 0) break
    throwIfStopped(stop)
    onStep?.(at, backups.length)
    let copy: Database | undefined
    try {
      copy = new SQLite(join(backupsFolder(libraryFolder), backup.name), {
        readonly: true,
        fileMustExist: true
      })
      copy.pragma('trusted_schema = OFF')
      const from = copy
      left = left.filter((damage) => {
        const row = readSound(db, from, damage)
        if (row) sound.push({ damage, row })
        return row === undefined
      })
    } catch {
      // A backup that cannot be read: an older one may have it.
    } finally {
      copy?.close()
    }
  }
  sound.sort((a, b) => rank(a.damage) - rank(b.damage))
  db.transaction(() => {
    db.pragma('defer_foreign_keys = ON')
    sealing(db, () => {
      for (const { damage, row } of sound) {
        const kind = damage.kind as Mendable
        if (isRowKind(kind) && kind !== 'state') removeMisspelled(db, kind, row)
        putBack(db, kind, row)
      }
    })
    sealMissingVersions(db, sound.length)
  }).immediate()
  return [...left, ...damages.filter(({ kind }) => kind === 'file')]
}

function readSound(db: Database, copy: Database, { kind, id }: Damage): StoredRow | undefined {
  if (isRowKind(kind)) return readSoundRow(db, copy, kind, id)
  const { table, key } = places[kind as Owned]
  if (!hasTable(copy, table)) return undefined
  const row = copy.prepare<[string], StoredRow>(`SELECT * FROM ${table} WHERE ${key} = ?`).get(id)
  if (!row) return undefined
  if (kind === 'image') return isSoundImage(row) ? row : undefined
  if (kind === 'source') return isSoundSource(row) ? row : undefined
  const seal =
    kind === 'version'
      ? db.prepare('SELECT hash FROM version_seals WHERE version_id = ?').pluck().get(id)
      : db.prepare('SELECT hash FROM seals WHERE kind = ? AND id = ?').pluck().get(kind, id)
  const isAsSealed = Buffer.isBuffer(seal) && sealOf(kind as keyof typeof sealedColumns, row).equals(seal)
  return isAsSealed ? row : undefined
}

function readSoundRow(db: Database, copy: Database, kind: RowKind, id: string): StoredRow | undefined {
  const { table } = sealedRows[kind]
  if (!hasTable(copy, table)) return undefined
  const row = copy
    .prepare<[{ id: string }], StoredRow>(`SELECT * FROM ${table} r WHERE ${matchesRow(kind, 'r', '@id')}`)
    .get({ id })
  const seal = db.prepare('SELECT hash FROM row_seals WHERE kind = ? AND id = ?').pluck().get(kind, id)
  return row && Buffer.isBuffer(seal) && rowSealOf(kind, row).equals(seal) ? row : undefined
}

/**
 * Letters that changed in the name of a row made it another one, which nobody wrote: the tag `sides` beside
 * `tides`. It goes when it is all the sound row says but for one part of its name, as long as that part was,
 * and has no seal and waits for none, as every row does that was written and not made by the disk.
 */
function removeMisspelled(db: Database, kind: Exclude<RowKind, 'state'>, row: StoredRow): void {
  const { table, key, columns } = sealedRows[kind]
  for (const name of key) {
    const same = columns.filter((column) => column !== name)
    db.prepare(
      `DELETE FROM ${table} AS r
       WHERE r.${name} <> @${name} AND length(CAST(r.${name} AS BLOB)) = length(CAST(@${name} AS BLOB))
         AND ${same.map((column) => `r.${column} IS @${column}`).join(' AND ')}
         AND ${isUnknown(kind, 'r')}`
    ).run(Object.fromEntries(columns.map((column) => [column, row[column]])))
  }
}

function putBack(db: Database, kind: Mendable, row: StoredRow): void {
  const { table } = isRowKind(kind) ? sealedRows[kind] : places[kind]
  const keys: readonly string[] = isRowKind(kind) ? sealedRows[kind].key : [places[kind].key]
  const columns = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table)
  const names = columns.filter((name) => Object.hasOwn(row, name))
  const where = keys.map((name) => `${name} = @${name}`).join(' AND ')
  const pick = (some: readonly string[]) => Object.fromEntries(some.map((name) => [name, row[name]]))
  if (db.prepare(`SELECT 1 FROM ${table} WHERE ${where}`).get(pick(keys))) {
    // Of an article only what its seal is of: the rest may be newer here.
    const all =
      kind === 'article' ? sealedColumns.article : kind === 'state' ? sealedRows.state.columns : names
    const set = all.filter((name) => !keys.includes(name))
    db.prepare(
      `UPDATE ${table} SET ${set.map((name) => `${name} = @${name}`).join(', ')} WHERE ${where}`
    ).run(pick([...set, ...keys]))
    return
  }
  db.prepare(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`
  ).run(pick(names))
}
