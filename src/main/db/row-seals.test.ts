import { expect, it } from 'vitest'
import { testApp } from '../testing/test-app.ts'
import { rowKinds, sealedRows } from './row-seals.ts'
import { sealedColumns } from './seal-rows.ts'

/** Say who changed a row and when. */
const stamps = ['updated_at', 'device_id']
/** Of an article: in its other seal, or, as which version is its text and whether it is in the Trash, in neither. */
const elsewhere = [...sealedColumns.article, 'current_version_id', 'trashed_at']

it('seals every column that says something, also those that later versions add', async () => {
  const test = testApp()
  const { db } = test.app.context
  const forgotten = rowKinds.flatMap((kind) => {
    const { table, columns } = sealedRows[kind]
    const known: readonly string[] = [...columns, ...stamps, ...(kind === 'state' ? elsewhere : [])]
    const all = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table)
    expect(all.length).toBeGreaterThan(1)
    return all.filter((name) => !known.includes(name)).map((name) => `${table}.${name}`)
  })
  expect(forgotten).toEqual([])
  await test.close()
})
