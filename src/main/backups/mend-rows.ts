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
  const sound: Sound[] = []
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
    // What the reader has written meanwhile is what it is to be.
    const still = sound.filter(({ damage, row }) => isAsSealed(db, damage, row))
    const back = sealing(db, () => putBackMost(db, still))
    sealMissingVersions(db, back.size)
    left.push(...still.filter((one) => !back.has(one)).map(({ damage }) => damage))
  }).immediate()
  return [...left, ...damages.filter(({ kind }) => kind === 'file')]
}

interface Sound {
  damage: Damage
  row: StoredRow
}

/** Puts back what can be: one row that has no place any more keeps no other from its own. @returns what is back */
function putBackMost(db: Database, sound: readonly Sound[]): ReadonlySet<Sound> {
  for (let tried = sound; ; ) {
    const belonging = withOwners(db, tried)
    const refused = putBackAll(db, belonging)
    if (refused.size === 0) return new Set(belonging)
    tried = belonging.filter((one) => !refused.has(one))
  }
}

/**
 * What belongs to nothing, to a row that is here, or to one that is put back as well. The note on a highlight that no
 * backup has as it was does not.
 */
function withOwners(db: Database, sound: readonly Sound[]): readonly Sound[] {
  const ownersOf = db.prepare<[string], Owner>(
    'SELECT "table", "from", "to" FROM pragma_foreign_key_list(?) ORDER BY id, seq'
  )
  const owners = new Map(
    [...new Set(sound.map(({ damage }) => tableOf(damage)))].map((table) => [table, ownersOf.all(table)])
  )
  const isHere = ({ table, to }: Owner, value: unknown) =>
    db.prepare(`SELECT 1 FROM ${table} WHERE ${to} = ?`).get(value) !== undefined
  const back = new Set(sound.map(nameOf))
  const belonging = sound.filter(({ damage, row }) =>
    owners.get(tableOf(damage))!.every((owner) => {
      const value = row[owner.from] ?? null
      return value === null || back.has(`${owner.table} ${value}`) || isHere(owner, value)
    })
  )
  return belonging.length === sound.length ? belonging : withOwners(db, belonging)
}

/**
 * Puts all of them back, or none: where the reader wrote again what was lost, there is no place for both.
 * @returns those without a place
 */
function putBackAll(db: Database, sound: readonly Sound[]): ReadonlySet<Sound> {
  const refused = new Set<Sound>()
  const putOne = db.transaction(({ damage: { kind }, row }: Sound) => {
    if (isRowKind(kind) && kind !== 'state') removeMisspelled(db, kind, row)
    putBack(db, kind as Mendable, row)
  })
  const putEach = db.transaction(() => {
    for (const one of sound) {
      try {
        putOne(one)
      } catch (error) {
        if (!(error as { code?: string }).code?.startsWith('SQLITE_CONSTRAINT')) throw error
        refused.add(one)
      }
    }
    if (refused.size > 0) throw new Error('Some have no place')
  })
  try {
    putEach()
  } catch (error) {
    if (refused.size === 0) throw error
  }
  return refused
}

/** A column that names a row of another table, and the column it is named by there. */
interface Owner {
  table: string
  from: string
  to: string
}

const placeOf = (kind: Mendable) => (isRowKind(kind) ? sealedRows[kind] : places[kind])
const tableOf = ({ kind }: Damage) => placeOf(kind as Mendable).table

/** Table and key, as others refer to it; to one whose key is of two parts nobody does. */
function nameOf({ damage, row }: Sound): string {
  const { key } = placeOf(damage.kind as Mendable)
  return `${tableOf(damage)} ${row[typeof key === 'string' ? key : key[0]]}`
}

/** A row of a backup that is exactly what the library says it was; undefined when this one has none. */
function readSound(db: Database, copy: Database, damage: Damage): StoredRow | undefined {
  const { kind, id } = damage
  const { table } = placeOf(kind as Mendable)
  if (!hasTable(copy, table)) return undefined
  const where = isRowKind(kind) ? matchesRow(kind, 'r', '@id') : `r.${places[kind as Owned].key} = @id`
  const row = copy.prepare<[{ id: string }], StoredRow>(`SELECT * FROM ${table} r WHERE ${where}`).get({ id })
  return row && isAsSealed(db, damage, row) ? row : undefined
}

function isAsSealed(db: Database, { kind, id }: Damage, row: StoredRow): boolean {
  if (kind === 'image') return isSoundImage(row)
  if (kind === 'source') return isSoundSource(row)
  const hash = isRowKind(kind) ? rowSealOf(kind, row) : sealOf(kind as keyof typeof sealedColumns, row)
  const seal = sealNow(db, kind, id)
  return Buffer.isBuffer(seal) && hash.equals(seal)
}

/** The seal of what a row is by now: of one that was changed since it was sealed there is none. */
function sealNow(db: Database, kind: Damage['kind'], id: string): unknown {
  if (kind === 'version')
    return db.prepare('SELECT hash FROM version_seals WHERE version_id = ?').pluck().get(id)
  if (isRowKind(kind))
    return db.prepare('SELECT hash FROM row_seals WHERE kind = ? AND id = ?').pluck().get(kind, id)
  return db
    .prepare(
      `SELECT s.hash FROM seals s JOIN search_changes c ON c.kind = s.kind AND c.id = s.id AND c.seq = s.seq
       WHERE s.kind = ? AND s.id = ?`
    )
    .pluck()
    .get(kind, id)
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
  const { table } = placeOf(kind)
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
