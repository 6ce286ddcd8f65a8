import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { HandlersOf, MethodName } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { localDate } from '../../shared/local-date.ts'
import { tell as say } from '../../shared/sentence.ts'
import type { ArticleId } from '../../shared/values.ts'
import type { Context } from '../context.ts'
import { readSettings } from '../settings/handlers.ts'
import { translate } from '../translate.ts'
import { annotatedArticles } from './annotated-articles.ts'
import { readArticleRecord } from './article-record.ts'
import { exportArticle, exportName, exportTogether, type Filters, formats } from './export-articles.ts'
import { lecternVersion } from './lectern-version.ts'
import { runExportWorker } from './run-export-worker.ts'
import { safeName } from './safe-name.ts'
import { untaken } from './untaken.ts'
import { writeWhole } from './write-whole.ts'

/** The system's file dialogs; null when the reader closed one. */
export interface ExportDialogs {
  chooseSave(defaultName: string, filters: Filters): Promise<string | null>
  chooseOpen(filters: Filters): Promise<string | null>
  chooseFolder(): Promise<string | null>
}

const zipFilters = (): Filters => [{ name: translate('system.zipFiles'), extensions: ['zip'] }]

export function exportHandlers(
  { db, now, work }: Context,
  { chooseSave, chooseOpen, chooseFolder }: ExportDialogs
): HandlersOf<Extract<MethodName, `exports.${string}`>> {
  const template = () => readSettings(db).markdownTemplate
  /**
   * One slice of articles after the other, so that nobody waits, with progress and Stop once it takes long.
   * @returns how many were done, and whether that is all
   */
  const inSlices = <T>(all: readonly T[], save: (slice: readonly T[]) => Promise<unknown>) => {
    let next = 0
    return work.run({ label: 'exports.working', total: all.length }, async (size) => {
      const slice = all.slice(next, next + size)
      if (slice.length > 0) await save(slice)
      next += slice.length
      return slice.length
    })
  }
  const saveBooks = async (articleIds: readonly ArticleId[]) => {
    const nameOf = (id: ArticleId) => exportName(readArticleRecord(db, id).title, 'epub')
    const [first] = articleIds
    const isOne = first !== undefined && articleIds.length === 1
    const chosen = isOne ? await chooseSave(nameOf(first), formats.epub.filters) : await chooseFolder()
    if (chosen === null) return null
    const taken = isOne ? undefined : await namesIn(chosen)
    const { done, isWhole } = await inSlices(articleIds, (slice) => {
      const books = slice.map((articleId) => ({
        articleId,
        target: taken ? join(chosen, untaken(nameOf(articleId), taken)) : chosen
      }))
      return runExportWorker({ kind: 'epub', libraryFile: db.name, books })
    })
    return { path: chosen, files: done, isWhole }
  }
  return {
    'exports.article': ({ articleId, format }) => exportArticle(db, articleId, format, template()),
    'exports.annotated': () => annotatedArticles(db) as ArticleId[],
    'exports.preview': ({ template: text, articleId }) => {
      const id = articleId ?? annotatedArticles(db).at(-1) ?? newestArticle(db)
      if (id === undefined) return { title: '', content: '', problem: '' }
      const { title } = readArticleRecord(db, id)
      try {
        return { title, content: exportArticle(db, id, 'markdown', text).content, problem: '' }
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        return { title, content: '', problem: error.message }
      }
    },
    'exports.saveArticles': async ({ articleIds, format }) => {
      if (format === 'epub') return await saveBooks(articleIds)
      const { together, extension, filters } = formats[format]
      if (articleIds.length === 1 || together) {
        const only =
          articleIds.length === 1 ? exportArticle(db, articleIds[0]!, format, template()) : undefined
        const path = await chooseSave(only?.fileName ?? `Lectern.${extension}`, filters)
        if (path === null) return null
        if (only) await writeWhole(path, only.content)
        else {
          const together = exportTogether(db, format)
          const { isWhole } = await inSlices(articleIds, async (slice) => together.add(slice))
          // Half of a table would pass for the whole.
          if (!isWhole) return null
          await writeWhole(path, together.text())
        }
        return { path, files: 1, isWhole: true }
      }
      const folder = await chooseFolder()
      if (folder === null) return null
      const taken = await namesIn(folder)
      const { done, isWhole } = await inSlices(articleIds, async (slice) => {
        for (const articleId of slice) {
          const { fileName, content } = exportArticle(db, articleId, format, template())
          await writeWhole(join(folder, untaken(fileName, taken)), content)
        }
      })
      return { path: folder, files: done, isWhole }
    },
    'exports.saveArticle': async ({ articleId, format }) => {
      if (format === 'epub')
        return await saveBooks([articleId]).then((saved) => saved && { path: saved.path })
      const { fileName, content } = exportArticle(db, articleId, format, template())
      const path = await chooseSave(fileName, formats[format].filters)
      if (path === null) return null
      await writeWhole(path, content)
      return { path }
    },
    'exports.saveLibrary': async () => {
      const day = localDate(now())
      const path = await chooseSave(
        `${safeName(translate('exports.libraryFile', { day }), 'Lectern')}.zip`,
        zipFilters()
      )
      if (path === null) return null
      await work.follow({ label: 'exports.working' }, (signal, tell) =>
        runExportWorker(
          { kind: 'save', libraryFile: db.name, target: path, lectern: lecternVersion },
          { signal, tell }
        )
      )
      return { path }
    },
    'exports.restoreLibrary': async (input) => {
      if (db.pragma('query_only', { simple: true })) {
        throw new AppError('read-only', 'errors.library.readOnlyAdd')
      }
      const path = input.path ?? (await chooseOpen(zipFilters()))
      if (path === null) return null
      const { added, alreadyHere, failed, failures } = await work.follow(
        { label: 'exports.restoring' },
        (signal, tell) => runExportWorker({ kind: 'restore', libraryFile: db.name, path }, { signal, tell })
      )
      return {
        added,
        alreadyHere,
        failed,
        failures: failures.map(({ name, sentence }) => ({ name, message: say(sentence) }))
      }
    }
  }
}

async function namesIn(folder: string): Promise<Set<string>> {
  return new Set((await readdir(folder)).map((name) => name.toLowerCase()))
}

function newestArticle(db: Context['db']): string | undefined {
  return db
    .prepare<[], string>('SELECT id FROM articles WHERE trashed_at IS NULL ORDER BY added_at DESC LIMIT 1')
    .pluck()
    .get()
}
