import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ArticleId } from '../../shared/values.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'
import { speakChosenLanguage } from '../translate.ts'
import { createImportReports } from './import-reports.ts'
import { createPruning } from './prune-reports.ts'
import type { ReportedRow } from './report-rows.ts'

let test: TestApp
beforeEach(() => {
  test = testApp()
})
afterEach(async () => {
  await speakChosenLanguage('en', [])
  await test.close()
})

const page = { offset: 0, limit: 500 }
const row = (title: string, some: Partial<ReportedRow> = {}): ReportedRow => ({
  row: null,
  fate: 'added',
  name: `/inbox/${title}.txt`,
  title,
  articleId: null,
  remarks: [],
  ...some
})

it('says that it was stopped where the app was closed in the middle, and calls nothing failed', async () => {
  const paths = Array.from({ length: 15 }, (_, at) => {
    const path = join(test.folder, `${at}.txt`)
    writeFileSync(
      path,
      `Tides ${at}\n\nWords about the tides of day ${at}, enough of them for one evening.\n`
    )
    return path
  })
  const batchId = crypto.randomUUID()
  const running = test.call('imports.files', { batchId, paths })
  while ((await test.call('articles.counts', {})).all < 2)
    await new Promise((resolve) => setTimeout(resolve, 5))
  await test.restart()
  expect((await running).stopped).toBe(true)
  const [record] = await test.call('imports.reports', {})
  expect(record).toMatchObject({ batchId, end: 'stopped', counts: { missing: 0 } })
  expect(record!.counts.added).toBeLessThan(15)
  expect(test.bugs).toEqual([])
})

it('are found again after a restart, what is worth telling first, in the reader’s language of today', async () => {
  const folder = join(test.folder, 'inbox')
  mkdirSync(folder)
  writeFileSync(join(folder, 'a.txt'), 'Tides\n\nWords about the tides, enough of them for one evening.\n')
  writeFileSync(join(folder, 'b.pdf'), '%PDF-1.7 cut short')
  const batchId = crypto.randomUUID()
  await test.call('imports.files', { batchId, paths: [folder] })

  await test.restart()
  const [record, ...others] = await test.call('imports.reports', {})
  expect(others).toEqual([])
  expect(record).toMatchObject({
    batchId,
    kind: 'files',
    name: 'inbox',
    end: 'ended',
    counts: { added: 1, here: 0, missing: 1 }
  })
  await speakChosenLanguage('de', [])
  const { total, items } = await test.call('imports.reportRows', { batchId, page })
  expect(total).toBe(2)
  expect(items).toMatchObject([
    {
      fate: 'failed',
      name: join(folder, 'b.pdf'),
      articleId: null,
      message: expect.stringMatching(/beschädigt/)
    },
    { fate: 'added', title: 'Tides', articleId: expect.any(String), message: '' }
  ])

  // Where the article has gone there is nothing to open.
  const articleIds = [items[1]!.articleId as ArticleId]
  await test.call('articles.trash', { articleIds })
  await test.call('articles.purge', { articleIds })
  const after = await test.call('imports.reportRows', { batchId, page })
  expect(after.items[1]).toMatchObject({ title: 'Tides', articleId: null })

  await test.call('imports.deleteReports', { batchIds: [batchId] })
  expect(await test.call('imports.reports', {})).toEqual([])
  expect(await test.call('imports.reportRows', { batchId, page })).toEqual({ total: 0, items: [] })

  // Also after a restart it is there again, with every row.
  await test.restart()
  expect(await test.call('history.undo', {})).toMatchObject({ label: 'undo.deleteReports' })
  expect(await test.call('imports.reports', {})).toEqual([record])
  expect(await test.call('imports.reportRows', { batchId, page })).toEqual(after)
  await test.call('history.redo', {})
  expect(await test.call('imports.reports', {})).toEqual([])
})

it('hold what had happened when Lectern was killed', () => {
  const { db, now } = test.app.context
  let time = now()
  const reports = createImportReports(db, () => time)
  const batchId = crypto.randomUUID()
  reports.begin(batchId, { kind: 'library', app: 'Pocket', name: 'pocket.csv' })
  for (let at = 1; at <= 12_000; at++) {
    time += 1
    reports.add(batchId, row(`Row ${at}`, { row: at, ...(at === 9000 && { remarks: ['Mind this.'] }) }))
  }
  // Another start of Lectern, which never heard of the end.
  const later = createImportReports(db, () => time)
  const [record] = later.list(new Set())
  expect(record).toMatchObject({ app: 'Pocket', end: 'cut-short' })
  const { total, items } = later.rows(batchId, { offset: 0, limit: 2 })
  // All but the last few, which were not in the library yet.
  expect(total).toBeGreaterThan(11_750)
  expect(items.map(({ title }) => title)).toEqual(['Row 9000', 'Row 1'])
  expect(later.rows(batchId, { offset: total - 1, limit: 5 }).items).toMatchObject([
    { title: `Row ${total}` }
  ])
  expect(reports.list(new Set([batchId]))[0]).toMatchObject({ end: 'working' })
  reports.end(batchId, true)
  expect(later.list(new Set())[0]).toMatchObject({ end: 'stopped', counts: { added: 12_000 } })
})

it('are bounded: the latest stay, and what is forgotten leaves no rows behind', async () => {
  const { db } = test.app.context
  let time = 1000
  const reports = createImportReports(db, () => ++time)
  for (let import_ = 1; import_ <= 23; import_++) {
    const batchId = crypto.randomUUID()
    reports.begin(batchId, { kind: 'files', app: '', name: `import ${import_}` })
    for (let at = 0; at < (import_ === 1 ? 11_000 : 3); at++) reports.add(batchId, row(`${at}`))
    reports.end(batchId, false)
  }
  const names = reports.list(new Set()).map(({ name }) => name)
  expect(names).toHaveLength(20)
  expect([names[0], names.at(-1)]).toEqual(['import 23', 'import 4'])
  const left = () => db.prepare<[], number>('SELECT count(*) FROM import_report_rows').pluck().get()
  await expect.poll(left).toBe(60)
})

it('stay where an import is at work or has more rows than all others may have together', () => {
  const { db } = test.app.context
  let time = 1000
  const reports = createImportReports(db, () => ++time)
  for (let import_ = 1; import_ <= 20; import_++) {
    const batchId = crypto.randomUUID()
    reports.begin(batchId, { kind: 'files', app: '', name: `import ${import_}` })
    reports.add(batchId, row('one'))
    reports.end(batchId, false)
  }
  db.prepare(`UPDATE import_reports SET counts = '{"added":300000}' WHERE name = 'import 20'`).run()
  const second = db.prepare("SELECT id FROM import_reports WHERE name = 'import 2'").pluck().get()
  createPruning(db, { has: (batchId) => batchId === second })()
  expect(reports.list(new Set()).map(({ name }) => name)).toEqual(['import 20', 'import 2'])
})

it('that were deleted make no room for themselves, and are forgotten in their turn', async () => {
  const { db } = test.app.context
  let time = 1000
  const reports = createImportReports(db, () => ++time)
  const some = (count: number) =>
    Array.from({ length: count }, () => {
      const batchId = crypto.randomUUID()
      reports.begin(batchId, { kind: 'files', app: '', name: batchId })
      reports.add(batchId, row('one'))
      reports.end(batchId, false)
      return batchId
    })
  const ids = () => reports.list(new Set()).map(({ batchId }) => batchId)
  const first = some(20)
  reports.delete(first)
  expect(ids()).toEqual([])
  const second = some(20)
  expect(ids()).toEqual(second.toReversed())
  const marks = db.prepare<[], string>('SELECT report_id FROM import_report_deletions').pluck()
  expect(marks.all().sort()).toEqual(first.toSorted())

  reports.delete(second.slice(0, 5))
  const third = some(1)
  expect(ids()).toEqual([...third, ...second.slice(5).toReversed()])
  expect(marks.all()).toHaveLength(20)
  expect(marks.all()).toEqual(expect.arrayContaining(second.slice(0, 5)))
  const left = () => db.prepare<[], number>('SELECT count(*) FROM import_report_rows').pluck().get()
  await expect.poll(left).toBe(36)
})

it('leave an import alone when they cannot be kept, and are kept later', () => {
  const { db } = test.app.context
  const reports = createImportReports(db, Date.now)
  const batchId = crypto.randomUUID()
  reports.begin(batchId, { kind: 'paste', app: '', name: '' })
  db.pragma('query_only = ON')
  reports.add(batchId, row('One'))
  reports.end(batchId, false)
  db.pragma('query_only = OFF')
  expect(reports.list(new Set())).toMatchObject([{ batchId, end: 'ended', counts: { added: 1 } }])
  expect(reports.rows(batchId, page)).toMatchObject({ total: 1, items: [{ title: 'One' }] })
})

it('say nothing of an import that did nothing, nor of a file that has a report of its own', async () => {
  const { db } = test.app.context
  const reports = createImportReports(db, Date.now)
  for (const fate of [undefined, 'library'] as const) {
    const batchId = crypto.randomUUID()
    reports.begin(batchId, { kind: 'files', app: '', name: 'x' })
    if (fate) reports.add(batchId, row('Pocket', { fate }))
    reports.end(batchId, false)
  }
  expect(reports.list(new Set())).toEqual([])
})
