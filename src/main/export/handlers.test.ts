import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import type { ArticleId } from '../../shared/values.ts'
import type { Context } from '../context.ts'
import { openLibrary } from '../db/open-library.ts'
import type { FileDialogs } from '../file-dialogs.ts'
import { createHistory } from '../history/history.ts'
import { createImportRunner } from '../import/worker/import-runner.ts'
import { prepareImport, saveImport } from '../imports/save-import.ts'
import { createLongWork } from '../work/long-work.ts'
import { exportHandlers } from './handlers.ts'
import { libraryHash } from './library-hash.ts'

const folder = mkdtempSync(join(tmpdir(), 'lectern-export-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function library(name: string): Context {
  const { db } = openLibrary(join(folder, name))
  return {
    db,
    now: () => 1_700_000_000_000,
    deviceId: 'd',
    history: createHistory(db, Date.now, 'd'),
    work: createLongWork(() => {})
  }
}

async function withArticle(name: string): Promise<{ context: Context; articleId: ArticleId }> {
  const context = library(name)
  const runner = createImportRunner()
  const bytes = new TextEncoder().encode('A title / with a slash\n\nWords of the text.\n')
  const prepared = await prepareImport(await runner.run({ kind: 'bytes', bytes, fileName: 'a.txt' }))
  runner.close()
  const save = () => saveImport(context.db, prepared, 'a.txt', { now: context.now(), deviceId: 'd' })
  return { context, articleId: context.db.transaction(save)().articleId! }
}

const closed: FileDialogs = {
  chooseSave: async () => null,
  chooseOpen: async () => null,
  chooseFolder: async () => null
}
const choosing = (path: string): FileDialogs => ({
  chooseSave: async () => path,
  chooseOpen: async () => path,
  chooseFolder: async () => path
})

describe('exports', () => {
  it('name days as the reader’s calendar does', async () => {
    vi.stubEnv('TZ', 'America/Los_Angeles')
    const { context, articleId } = await withArticle('days')
    // The 14th of November in Greenwich, and still the 13th in Los Angeles.
    const evening = Date.parse('2023-11-14T05:00:00Z')
    const asked: string[] = []
    const handlers = exportHandlers(
      { ...context, now: () => evening },
      {
        ...closed,
        async chooseSave(name) {
          asked.push(name)
          return null
        }
      }
    )
    await handlers['exports.saveLibrary']({})
    expect(asked[0]).toContain('2023-11-13')
    const { versionId } = context.db
      .prepare('SELECT current_version_id AS versionId FROM articles')
      .get() as { versionId: string }
    context.db
      .prepare(
        `INSERT INTO highlights (id, article_id, version_id, text_start, text_end, exact, prefix, suffix, color,
           created_at, updated_at, device_id)
         VALUES (?, ?, ?, 0, 5, 'Words', '', '', 'yellow', ?, ?, 'd')`
      )
      .run(randomUUID(), articleId, versionId, evening, evening)
    const { content } = await handlers['exports.article']({ articleId, format: 'markdown' })
    expect(content).toContain('- yellow · 2023-11-13 · ')
    context.db.close()
    vi.unstubAllEnvs()
  })

  it('write nothing when the dialog was closed', async () => {
    const { context, articleId } = await withArticle('closed')
    const handlers = exportHandlers(context, closed)
    const before = readdirSync(folder)
    expect(await handlers['exports.saveArticle']({ articleId, format: 'markdown' })).toBe(null)
    expect(await handlers['exports.saveLibrary']({})).toBe(null)
    expect(await handlers['exports.restoreLibrary']({})).toBe(null)
    expect(readdirSync(folder)).toEqual(before)
    context.db.close()
  })

  it('offer a name made from the title, and write what they show', async () => {
    const { context, articleId } = await withArticle('article')
    let offered = ''
    const path = join(folder, 'chosen.md')
    const handlers = exportHandlers(context, {
      ...closed,
      chooseSave: async (name) => {
        offered = name
        return path
      }
    })
    expect(await handlers['exports.saveArticle']({ articleId, format: 'markdown' })).toEqual({ path })
    expect(offered).toBe('A title with a slash.md')
    const shown = await handlers['exports.article']({ articleId, format: 'markdown' })
    expect(readFileSync(path, 'utf8')).toBe(shown.content)
    context.db.close()
  })

  it('can be stopped: files that were written stay, one file for all is not written', async () => {
    const { context, articleId } = await withArticle('stopped')
    let stops = 0
    // Stopped before the second slice.
    context.work = {
      ...context.work,
      run: async (_work, step) => {
        stops++
        return { done: await step(2), isWhole: false }
      }
    }
    const into = join(folder, 'many')
    mkdirSync(into)
    const articleIds = Array.from({ length: 5 }, () => articleId)
    const handlers = exportHandlers(context, choosing(into))
    for (const format of ['markdown', 'epub'] as const) {
      const saved = await handlers['exports.saveArticles']({ articleIds, format })
      expect(saved, format).toEqual({ path: into, files: 2, isWhole: false })
    }
    expect(readdirSync(into).sort()).toEqual([
      'A title with a slash (2).epub',
      'A title with a slash (2).md',
      'A title with a slash.epub',
      'A title with a slash.md'
    ])
    const table = join(folder, 'many.csv')
    const together = exportHandlers(context, choosing(table))
    expect(await together['exports.saveArticles']({ articleIds, format: 'csv' })).toBe(null)
    expect(existsSync(table)).toBe(false)
    expect(stops).toBe(3)
    context.db.close()
  })

  it('save a library that another one takes in whole', async () => {
    const { context } = await withArticle('first')
    const other = library('second')
    const dialogs = choosing(join(folder, 'library.zip'))
    await exportHandlers(context, dialogs)['exports.saveLibrary']({})
    const restore = exportHandlers(other, dialogs)['exports.restoreLibrary']
    expect(await restore({})).toEqual({ added: 1, alreadyHere: 0, failed: 0, failures: [] })
    expect(libraryHash(other.db)).toBe(libraryHash(context.db))
    for (const { db } of [context, other]) db.close()
  })

  it('refuse what cannot be done, with a sentence', async () => {
    const { context, articleId } = await withArticle('refusing')
    const nowhere = exportHandlers(context, choosing(join(folder, 'no-such-folder', 'a.md')))
    await expect(nowhere['exports.saveArticle']({ articleId, format: 'jsonld' })).rejects.toThrow(
      /is not there/
    )
    await expect(nowhere['exports.saveLibrary']({})).rejects.toThrow(/is not there/)
    const gone = '01930000-0000-7000-8000-000000000000' as ArticleId
    expect(() => nowhere['exports.article']({ articleId: gone, format: 'markdown' })).toThrow(
      /not in the library/
    )
    context.db.pragma('query_only = ON')
    await expect((async () => await nowhere['exports.restoreLibrary']({}))()).rejects.toMatchObject({
      code: 'read-only'
    })
    context.db.close()
  })
})
