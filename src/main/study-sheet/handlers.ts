import { v7 } from 'uuid'
import type { Contract, HandlersOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { Sheet, SheetEntryId, SheetFinding, SheetItem } from '../../shared/study-sheet.ts'
import type { ArticleId, VersionId } from '../../shared/values.ts'
import { requireArticle } from '../articles/repository.ts'
import type { Context } from '../context.ts'
import type { FileDialogs } from '../file-dialogs.ts'
import { safeName } from '../files/safe-name.ts'
import { writeWhole } from '../files/write-whole.ts'
import { versionText } from '../highlights/select-text.ts'
import { translate } from '../translate.ts'
import { firstSentences } from './first-sentences.ts'
import {
  articlesDismissing,
  findSheetEntry,
  getSheetEntry,
  listSheetEntries,
  type SheetEntry,
  saveSheetEntry
} from './repository.ts'
import { sheetMarkdown } from './sheet-markdown.ts'
import type { SheetService } from './sheet-service.ts'
import { isUnderstood } from './understood-language.ts'

type Methods = Extract<keyof Contract, `sheets.${string}`>

export function sheetHandlers(
  { db, now, deviceId }: Context,
  sheets: SheetService,
  chooseSave: FileDialogs['chooseSave']
): HandlersOf<Methods> {
  const stamp = () => ({ now: now(), deviceId })

  async function readSheet(articleId: ArticleId): Promise<Sheet> {
    const made = await sheets.findings(articleId)
    const article = requireArticle(db, articleId)
    if (!made) throw new AppError('not-found', 'errors.library.noArticle')
    const entries = listSheetEntries(db, articleId)
    const headings = readOutline(made.versionId)
    return {
      articleId,
      versionId: made.versionId as VersionId,
      title: article.title,
      language: article.language,
      isUnderstood: isUnderstood(article.language),
      hasPublicationDay: /^\d{4}-\d{2}-\d{2}/.test(article.published),
      hasHeadings: headings.length > 0,
      outline: headings.length > 0 ? headings : firstSentences(versionText(db, made.versionId)),
      items: joinEntries(made.findings, entries, made.versionId),
      questions: entries.filter((entry) => entry.kind === 'question').map(({ id, body }) => ({ id, body }))
    }
  }

  function readOutline(versionId: string): Sheet['outline'] {
    const outline = db.prepare('SELECT outline FROM article_versions WHERE id = ?').pluck().get(versionId)
    return JSON.parse(String(outline ?? '[]')) as Sheet['outline']
  }

  /** The entry of a finding, or a new one that says nothing yet. */
  function entryOf(
    finding: Pick<SheetEntry, 'articleId' | 'kind' | 'label' | 'detail'>,
    place: { versionId: string; start: number; end: number }
  ): SheetEntry {
    const existing = findSheetEntry(db, finding)
    if (existing) return existing
    const { length } = versionText(db, place.versionId, finding.articleId)
    if (!(place.start < place.end) || place.end > length) {
      throw new AppError('conflict', 'errors.sheets.noPlace')
    }
    return { ...finding, ...place, id: v7() as SheetEntryId, verdict: 'found', body: '' }
  }

  return {
    'sheets.get': ({ articleId }) => readSheet(articleId),
    'sheets.judge': ({ articleId, kind, label, detail, verdict, versionId, start, end }) => {
      requireArticle(db, articleId)
      const entry = entryOf({ articleId, kind, label, detail }, { versionId, start, end })
      saveSheetEntry(db, { ...entry, verdict }, stamp())
      return null
    },
    'sheets.define': ({ articleId, word, definition, versionId, start, end }) => {
      requireArticle(db, articleId)
      const entry = entryOf({ articleId, kind: 'word', label: word, detail: '' }, { versionId, start, end })
      saveSheetEntry(db, { ...entry, body: definition }, stamp())
      return null
    },
    'sheets.saveQuestion': ({ id, articleId, body }) => {
      requireArticle(db, articleId)
      const existing = getSheetEntry(db, id)
      if (existing && (existing.articleId !== articleId || existing.kind !== 'question')) {
        throw new AppError('conflict', 'errors.sheets.otherEntry')
      }
      const nowhere = { label: '', detail: '', versionId: null, start: null, end: null }
      saveSheetEntry(db, { id, articleId, kind: 'question', verdict: 'found', body, ...nowhere }, stamp())
      return null
    },
    'sheets.mentions': async ({ kind, name }) => {
      const { articles, waiting } = await sheets.mentions(kind, name)
      const dismissed = articlesDismissing(db, kind, name)
      return {
        articles: articles
          .filter(({ articleId }) => !dismissed.has(articleId))
          .map((article) => ({ ...article, articleId: article.articleId as ArticleId })),
        waiting
      }
    },
    'sheets.lookThrough': () => sheets.lookThrough(),
    'sheets.saveMarkdown': async ({ articleId }) => {
      const sheet = await readSheet(articleId)
      const title = safeName(sheet.title, 'Article')
      const name = `${safeName(translate('sheet.fileName', { title }), 'sheet', 100)}.md`
      const path = await chooseSave(name, [{ name: 'Markdown', extensions: ['md'] }])
      if (path === null) return null
      await writeWhole(path, sheetMarkdown(sheet))
      return { path }
    }
  }
}

/** Findings with what the reader said of them; what was judged and is no longer found stays with its place. */
function joinEntries(
  findings: readonly SheetFinding[],
  entries: readonly SheetEntry[],
  versionId: string
): SheetItem[] {
  const keyOf = (one: { kind: string; label: string; detail: string }) =>
    `${one.kind}\n${one.label}\n${one.detail}`
  const open = new Map(
    entries.filter(({ kind }) => kind !== 'question').map((entry) => [keyOf(entry), entry])
  )
  const items: SheetItem[] = findings.map((finding) => {
    const key = keyOf(finding)
    const entry = open.get(key)
    open.delete(key)
    return { ...finding, verdict: entry?.verdict ?? 'found', definition: entry?.body ?? '' }
  })
  for (const entry of open.values()) {
    const { kind, label, detail, verdict, start, end } = entry
    if (kind === 'question') continue
    const isHere = entry.versionId === versionId && start !== null && end !== null
    const places = isHere ? [{ start, end }] : []
    items.push({ kind, label, detail, places, from: '', to: '', verdict, definition: entry.body })
  }
  return items
}
