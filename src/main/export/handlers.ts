import type { HandlersOf, MethodName } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { localDate } from '../../shared/local-date.ts'
import { tell as say } from '../../shared/sentence.ts'
import type { ArticleId } from '../../shared/values.ts'
import type { Context } from '../context.ts'
import type { FileDialogs, FileFilters } from '../file-dialogs.ts'
import { safeName } from '../files/safe-name.ts'
import { readSettings } from '../settings/handlers.ts'
import { translate } from '../translate.ts'
import { annotatedArticles } from './annotated-articles.ts'
import { exportArticle } from './export-articles.ts'
import { lecternVersion } from './lectern-version.ts'
import { readArticleRecord } from './read-article-record.ts'
import { runExportWorker } from './run-export-worker.ts'
import { saveArticles } from './save-articles.ts'

const zipFilters = (): FileFilters => [{ name: translate('system.zipFiles'), extensions: ['zip'] }]

export function exportHandlers(
  context: Context,
  dialogs: FileDialogs
): HandlersOf<Extract<MethodName, `exports.${string}`>> {
  const { db, now, work } = context
  const { chooseSave, chooseOpen } = dialogs
  const template = () => readSettings(db).markdownTemplate
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
    'exports.saveArticles': ({ articleIds, format }) => saveArticles(context, dialogs, articleIds, format),
    'exports.saveArticle': async ({ articleId, format }) => {
      const saved = await saveArticles(context, dialogs, [articleId], format)
      return saved && { path: saved.path }
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

function newestArticle(db: Context['db']): string | undefined {
  return db
    .prepare<[], string>('SELECT id FROM articles WHERE trashed_at IS NULL ORDER BY added_at DESC LIMIT 1')
    .pluck()
    .get()
}
