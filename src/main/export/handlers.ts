import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { HandlersOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { ExportFormat } from '../../shared/exports.ts'
import { tell } from '../../shared/sentence.ts'
import type { Context } from '../context.ts'
import { articleAnnotations } from './article-jsonld.ts'
import { articleMarkdown } from './article-markdown.ts'
import { readArticleRecord } from './article-record.ts'
import { lecternVersion } from './lectern-version.ts'
import { couldNotWrite } from './library-zip.ts'
import type { RestoreResult } from './restore-zip.ts'
import { runExportWorker } from './run-export-worker.ts'
import { safeName } from './safe-name.ts'

type Filters = { name: string; extensions: string[] }[]

/** The system's file dialogs; null when the reader closed one. */
export interface ExportDialogs {
  chooseSave(defaultName: string, filters: Filters): Promise<string | null>
  chooseOpen(filters: Filters): Promise<string | null>
}

const formats: Record<ExportFormat, { extension: string; filters: Filters }> = {
  markdown: { extension: 'md', filters: [{ name: 'Markdown', extensions: ['md'] }] },
  jsonld: { extension: 'jsonld', filters: [{ name: 'Web Annotations', extensions: ['jsonld', 'json'] }] }
}
const zipFilters: Filters = [{ name: 'Zip', extensions: ['zip'] }]

/** @throws AppError `not-found` */
export function exportArticle(
  db: Context['db'],
  articleId: string,
  format: ExportFormat
): { fileName: string; content: string } {
  const article = readArticleRecord(db, articleId)
  const content =
    format === 'markdown'
      ? articleMarkdown(article)
      : `${JSON.stringify(articleAnnotations(article), null, 2)}\n`
  return { fileName: `${safeName(article.title, 'Article')}.${formats[format].extension}`, content }
}

export function exportHandlers(
  { db, now }: Context,
  { chooseSave, chooseOpen }: ExportDialogs
): HandlersOf<'exports.article' | 'exports.saveArticle' | 'exports.saveLibrary' | 'exports.restoreLibrary'> {
  return {
    'exports.article': ({ articleId, format }) => exportArticle(db, articleId, format),
    'exports.saveArticle': async ({ articleId, format }) => {
      const { fileName, content } = exportArticle(db, articleId, format)
      const path = await chooseSave(fileName, formats[format].filters)
      if (path === null) return null
      await writeWhole(path, content)
      return { path }
    },
    'exports.saveLibrary': async () => {
      const day = new Date(now()).toISOString().slice(0, 10)
      const path = await chooseSave(`Lectern library ${day}.zip`, zipFilters)
      if (path === null) return null
      await runExportWorker({ kind: 'save', libraryFile: db.name, target: path, lectern: lecternVersion })
      return { path }
    },
    'exports.restoreLibrary': async (input) => {
      if (db.pragma('query_only', { simple: true })) {
        throw new AppError('read-only', 'errors.library.readOnlyAdd')
      }
      const path = input.path ?? (await chooseOpen(zipFilters))
      if (path === null) return null
      const result = await runExportWorker({ kind: 'restore', libraryFile: db.name, path })
      const { added, alreadyHere, failed, failures } = result as RestoreResult
      return {
        added,
        alreadyHere,
        failed,
        failures: failures.map(({ name, sentence }) => ({ name, message: tell(sentence) }))
      }
    }
  }
}

/** Writes a file whole or not at all. @throws AppError a sentence about the place */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path).slice(0, 100)}.${randomUUID()}.part`)
  try {
    const file = await open(temporary, 'wx')
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw couldNotWrite(error)
  }
}
