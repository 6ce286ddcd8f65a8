import { join } from 'node:path'
import SQLite, { type Database } from 'better-sqlite3'
import type { Damage } from '../../shared/backups.ts'
import { type StoredRow, sealedColumns, sealing, sealMissingVersions, sealOf } from '../db/seal-rows.ts'
import { backupsFolder, listBackups } from './backup-files.ts'
import { hasTable, isSoundImage, isSoundSource } from './check-rows.ts'

type Mendable = Exclude<Damage['kind'], 'file'>

/** The table of each kind and what names a row in it. Parents first: they are put back in this order. */
const places: Record<Mendable, { table: string; key: string }> = {
  image: { table: 'assets', key: 'hash' },
  article: { table: 'articles', key: 'id' },
  version: { table: 'article_versions', key: 'id' },
  source: { table: 'sources', key: 'version_id' },
  highlight: { table: 'highlights', key: 'id' },
  note: { table: 'notes', key: 'id' },
  notebook: { table: 'notebooks', key: 'id' }
}
const order = Object.keys(places) as Mendable[]

/**
 * Puts damaged and missing rows back from backups, newest first. Only a row that is exactly what the library's
 * seal says it was is taken; the reader's later changes are never overwritten by older ones.
 * @returns what no backup has
 */
export function mendRows(db: Database, libraryFolder: string, damages: readonly Damage[]): Damage[] {
  let left = damages.filter((damage) => damage.kind !== 'file')
  const sound: { damage: Damage; row: StoredRow }[] = []
  for (const backup of listBackups(libraryFolder)) {
    if (left.length === 0) break
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
  sound.sort((a, b) => order.indexOf(a.damage.kind as Mendable) - order.indexOf(b.damage.kind as Mendable))
  db.transaction(() => {
    db.pragma('defer_foreign_keys = ON')
    sealing(db, () => {
      for (const { damage, row } of sound) putBack(db, damage.kind as Mendable, row)
    })
    sealMissingVersions(db, sound.length)
  }).immediate()
  return [...left, ...damages.filter(({ kind }) => kind === 'file')]
}

function readSound(db: Database, copy: Database, { kind, id }: Damage): StoredRow | undefined {
  const { table, key } = places[kind as Mendable]
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

function putBack(db: Database, kind: Mendable, row: StoredRow): void {
  const { table, key } = places[kind]
  const columns = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table)
  const names = columns.filter((name) => Object.hasOwn(row, name))
  const here = db.prepare(`SELECT 1 FROM ${table} WHERE ${key} = ?`).get(row[key])
  if (here) {
    // Of an article only what is sealed: its star and state may be newer here.
    const set = (kind === 'article' ? sealedColumns.article : names).filter((name) => name !== key)
    db.prepare(
      `UPDATE ${table} SET ${set.map((name) => `${name} = @${name}`).join(', ')} WHERE ${key} = @${key}`
    ).run(Object.fromEntries([...set, key].map((name) => [name, row[name]])))
    return
  }
  db.prepare(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`
  ).run(Object.fromEntries(names.map((name) => [name, row[name]])))
}
