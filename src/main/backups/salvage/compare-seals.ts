import type { Database } from 'better-sqlite3'
import { isRowKind, readRow, rowSealOf, type StoredRow } from '../../db/row-seals.ts'
import { type SealedKind, sealedColumns, sealedTables, sealOf } from '../../db/seal-rows.ts'
import { isSoundImage, isSoundSource } from '../check-rows.ts'
import type { Value } from './read-cells.ts'

/**
 * Gives rows their old seals under their new numbers, so that a row that differs goes on being noticed, and
 * may be brought back from a backup.
 */
export function compareWithSeals(
  db: Database,
  seals: readonly Record<string, Value>[],
  oldSeqs: ReadonlyMap<string, number>
) {
  let damaged = 0
  let lost = 0
  if (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'seals'").get()) {
    const newSeq = db
      .prepare<[string, string], number>('SELECT seq FROM search_changes WHERE kind = ? AND id = ?')
      .pluck()
    const mark = db.prepare('INSERT INTO search_changes (kind, id) VALUES (?, ?)')
    const put = db.prepare('INSERT OR REPLACE INTO seals (kind, id, seq, hash) VALUES (?, ?, ?, ?)')
    for (const { kind, id, seq, hash } of seals) {
      const known = kind as SealedKind
      const table = sealedTables[known]
      if (!table || (oldSeqs.get(`${kind} ${id}`) ?? seq) !== seq) continue
      const row = db
        .prepare<[Value], StoredRow>(`SELECT ${sealedColumns[known].join(', ')} FROM ${table} WHERE id = ?`)
        .get(id as string)
      if (!row) {
        lost++
        // So that the check goes on telling of it.
        mark.run(kind, id)
      } else if (!sealOf(known, row).equals(hash as Buffer)) damaged++
      put.run(kind, id, newSeq.get(kind as string, id as string), hash)
    }
    const versions = db
      .prepare<[], StoredRow>(
        `SELECT ${sealedColumns.version.map((name) => `v.${name}`).join(', ')}, s.hash AS seal
         FROM article_versions v JOIN version_seals s ON s.version_id = v.id`
      )
      .iterate()
    for (const version of versions) {
      if (!sealOf('version', version).equals(version.seal as Buffer)) damaged++
    }
  }
  for (const row of db.prepare<[], StoredRow>('SELECT size, sha256, bytes FROM sources').iterate()) {
    if (!isSoundSource(row)) damaged++
  }
  for (const row of db.prepare<[], StoredRow>('SELECT size, hash, bytes FROM assets').iterate()) {
    if (!isSoundImage(row)) damaged++
  }
  return { damaged, lost }
}

/** The same for the rows with seals of their own kind, which stand with the row and have no number. */
export function compareRows(db: Database, seals: readonly Record<string, Value>[]) {
  let damaged = 0
  let lost = 0
  if (seals.length === 0) return { damaged, lost }
  const put = db.prepare('INSERT OR REPLACE INTO row_seals (kind, id, hash) VALUES (?, ?, ?)')
  const settle = db.prepare('DELETE FROM unsealed_rows WHERE kind = ? AND id = ?')
  for (const { kind, id, hash } of seals) {
    if (typeof kind !== 'string' || !isRowKind(kind)) continue
    const row = readRow(db, kind, String(id))
    if (!row) lost++
    else if (!rowSealOf(kind, row).equals(hash as Buffer)) damaged++
    put.run(kind, id, hash)
    settle.run(kind, id)
  }
  return { damaged, lost }
}

/**
 * Where no page of either is missing, a row that has no seal and waited for none was not written by us: letters
 * in the name of another changed (mend-rows.ts). It goes on having none.
 */
export function waitNoLonger(db: Database, awaited: ReadonlySet<string>): void {
  const waiting = db
    .prepare<[], { seq: number; kind: string; id: string }>('SELECT seq, kind, id FROM unsealed_rows')
    .all()
  const settle = db.prepare('DELETE FROM unsealed_rows WHERE seq = ?')
  for (const { seq, kind, id } of waiting) if (!awaited.has(`${kind} ${id}`)) settle.run(seq)
}
