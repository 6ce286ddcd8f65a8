import { AppError } from '../../shared/errors.ts'
import type { ImportResult } from '../../shared/imports.ts'
import { tell } from '../../shared/sentence.ts'
import type { ArticleId } from '../../shared/values.ts'
import type { Context } from '../context.ts'
import type { ImportBatches } from '../imports/import-batch.ts'
import { adoptVersion } from '../versions/adopt-version.ts'
import { getWatchedFile, saveWatchedFile, watchedFolder } from './repository.ts'
import type { FoundFile } from './watch-files.ts'

/**
 * Brings a file of the watched folder in, unless it is known as it is, and notes what became of it: a failure is not
 * tried again before the file changes. A changed file whose article is here becomes its new version.
 * @returns whether there is something new to say of the folder
 */
export async function takeFile(
  context: Context,
  imports: Pick<ImportBatches, 'files'>,
  { folder, file }: { folder: string; file: FoundFile },
  options: {
    /** Nothing is begun any more. */
    isOver(): boolean
    onNewVersion(): void
  }
): Promise<boolean> {
  const { db, now } = context
  const isOther = () => watchedFolder(db) !== folder
  if (options.isOver() || isOther() || isUnchanged(context, file)) return false
  // A Markdown folder that Lectern keeps in step may lie inside: its own files are not to come round again.
  if (/\.md$/i.test(file.path) && (await isKeptInStep(file.path))) return false
  const before = getWatchedFile(db, file.path)
  const { results } = await imports.files(crypto.randomUUID(), [file.path])
  const [result] = results
  // Another folder was chosen meanwhile: it begins with nothing remembered of this one.
  if (!result || isOther()) return false
  const isNew = result.status === 'added'
  const articleId = isNew
    ? await asNewVersion(context, before?.articleId ?? null, result.articleId, options.onNewVersion)
    : result.articleId
  if (!isOther()) saveWatchedFile(db, { ...file, ...fateOf(result), articleId }, now())
  return true
}

function isUnchanged({ db }: Context, { path, size, modifiedAt }: FoundFile): boolean {
  const known = getWatchedFile(db, path)
  return known?.size === size && known.modifiedAt === modifiedAt
}

function fateOf({ status, title, message }: ImportResult) {
  // Another app's library asks questions first: it comes in where they can be answered.
  if (status === 'library')
    return { fate: 'failed', message: tell({ key: 'watching.isLibrary', values: { app: title } }) } as const
  return { fate: status, message: status === 'failed' ? message : '' }
}

/** The article a changed file belongs to from now on: its old one with a new version, where that can be. */
async function asNewVersion(
  context: Context,
  old: string | null,
  added: ArticleId | null,
  onNewVersion: () => void
): Promise<string | null> {
  if (old === null || added === null || old === added) return added
  try {
    await adoptVersion(context, old as ArticleId, added, { undoable: false })
    onNewVersion()
    return old
  } catch (error) {
    // The old one was deleted for good, or says the same: the new one stands by itself.
    if (error instanceof AppError) return added
    throw error
  }
}

/** Whether a Markdown file is one that Lectern wrote and keeps in step with an article. */
async function isKeptInStep(path: string): Promise<boolean> {
  // Not at the start: what reads YAML is large.
  const { headOf } = await import('../vault/find-files.ts')
  const { articleIdOf } = await import('../vault/read-vault-file.ts')
  return articleIdOf(await headOf(path)) !== ''
}
