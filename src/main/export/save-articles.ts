import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Output } from '../../shared/contract.ts'
import type { ExportFormat } from '../../shared/exports.ts'
import type { ArticleId } from '../../shared/values.ts'
import type { Context } from '../context.ts'
import type { FileDialogs } from '../file-dialogs.ts'
import { untaken } from '../files/untaken.ts'
import { writeWhole } from '../files/write-whole.ts'
import { readSettings } from '../settings/handlers.ts'
import { exportArticle, exportName, exportTogether, formats } from './export-articles.ts'
import { readArticleRecord } from './read-article-record.ts'
import { runExportWorker } from './run-export-worker.ts'

type Saved = Output<'exports.saveArticles'>
type TogetherFormat = Parameters<typeof exportTogether>[1]

/**
 * Takes articles out in a format, into the file or the folder that the reader chooses.
 * @returns null when they closed the dialog, or stopped where half would pass for the whole
 */
export async function saveArticles(
  context: Context,
  dialogs: FileDialogs,
  articleIds: readonly ArticleId[],
  format: ExportFormat
): Promise<Saved> {
  if (format === 'epub') return await saveBooks(context, dialogs, articleIds)
  const [only] = articleIds
  if (only !== undefined && articleIds.length === 1) return await saveOne(context, dialogs, only, format)
  if (formats[format].together) return await saveTable(context, dialogs, articleIds, format)
  const folder = await dialogs.chooseFolder()
  if (folder === null) return null
  const { markdownTemplate } = readSettings(context.db)
  const taken = await namesIn(folder)
  const { done, isWhole } = await inSlices(context, articleIds, async (slice) => {
    for (const articleId of slice) {
      const { fileName, content } = exportArticle(context.db, articleId, format, markdownTemplate)
      await writeWhole(join(folder, untaken(fileName, taken)), content)
    }
  })
  return { path: folder, files: done, isWhole }
}

async function saveOne(
  { db }: Context,
  { chooseSave }: FileDialogs,
  articleId: ArticleId,
  format: Exclude<ExportFormat, 'epub'>
): Promise<Saved> {
  const { fileName, content } = exportArticle(db, articleId, format, readSettings(db).markdownTemplate)
  const path = await chooseSave(fileName, formats[format].filters)
  if (path === null) return null
  await writeWhole(path, content)
  return { path, files: 1, isWhole: true }
}

/** Several articles in one file. */
async function saveTable(
  context: Context,
  { chooseSave }: FileDialogs,
  articleIds: readonly ArticleId[],
  format: TogetherFormat
): Promise<Saved> {
  const { extension, filters } = formats[format]
  const path = await chooseSave(`Lectern.${extension}`, filters)
  if (path === null) return null
  const together = exportTogether(context.db, format)
  const { isWhole } = await inSlices(context, articleIds, async (slice) => together.add(slice))
  // Half of a table would pass for the whole.
  if (!isWhole) return null
  await writeWhole(path, together.text())
  return { path, files: 1, isWhole: true }
}

async function saveBooks(
  context: Context,
  { chooseSave, chooseFolder }: FileDialogs,
  articleIds: readonly ArticleId[]
): Promise<Saved> {
  const { db } = context
  const nameOf = (id: ArticleId) => exportName(readArticleRecord(db, id).title, 'epub')
  const [first] = articleIds
  const isOne = first !== undefined && articleIds.length === 1
  const chosen = isOne ? await chooseSave(nameOf(first), formats.epub.filters) : await chooseFolder()
  if (chosen === null) return null
  const taken = isOne ? undefined : await namesIn(chosen)
  const { done, isWhole } = await inSlices(context, articleIds, (slice) => {
    const books = slice.map((articleId) => ({
      articleId,
      target: taken ? join(chosen, untaken(nameOf(articleId), taken)) : chosen
    }))
    return runExportWorker({ kind: 'epub', libraryFile: db.name, books })
  })
  return { path: chosen, files: done, isWhole }
}

/**
 * One slice of articles after the other, so that nobody waits, with progress and Stop once it takes long.
 * @returns how many were done, and whether that is all
 */
function inSlices<T>({ work }: Context, all: readonly T[], save: (slice: readonly T[]) => Promise<unknown>) {
  let next = 0
  return work.run({ label: 'exports.working', total: all.length }, async (size) => {
    const slice = all.slice(next, next + size)
    if (slice.length > 0) await save(slice)
    next += slice.length
    return slice.length
  })
}

/** In small letters: not every disk tells them apart. */
async function namesIn(folder: string): Promise<Set<string>> {
  return new Set((await readdir(folder)).map((name) => name.toLowerCase()))
}
