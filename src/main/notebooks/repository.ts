import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import type { GatheredHighlight, Notebook, NotebookSummary } from '../../shared/notebooks.ts'
import { plainMarkdown } from '../../shared/plain-markdown.ts'
import { shorten } from '../../shared/shorten.ts'
import { contains } from '../db/contains.ts'
import type { Stamp } from '../db/stamp.ts'
import { withoutNoteSigns } from '../highlights/note-signs.ts'

/** First words shown in the list, UTF-16 units. */
const EXCERPT = 200

const columns = 'n.id, n.title, n.body, n.created_at AS createdAt, n.updated_at AS updatedAt'

export function getNotebook(db: Database, id: string): Notebook | undefined {
  return db.prepare<[string], Notebook>(`SELECT ${columns} FROM notebooks n WHERE n.id = ?`).get(id)
}

/** @throws AppError `not-found` */
export function requireNotebook(db: Database, id: string): Notebook {
  const notebook = getNotebook(db, id)
  if (!notebook) throw new AppError('not-found', 'errors.notebooks.gone')
  return notebook
}

/** The one written in last first. */
export function listNotebooks(
  db: Database,
  words: string,
  page: { offset: number; limit: number }
): { total: number; items: NotebookSummary[] } {
  const named = contains(['n.title'], words)
  const values = { contains: named.pattern, excerpt: 4 * EXCERPT }
  const where = `WHERE ${named.where}`
  const rows = db
    .prepare<[Record<string, string | number>], NotebookSummary>(
      `SELECT n.id, n.title, substr(n.body, 1, @excerpt) AS excerpt, n.updated_at AS updatedAt,
         (SELECT count(*) FROM links l WHERE l.source_kind = 'notebook' AND l.source_id = n.id
            AND l.target_kind = 'highlight') AS highlights
       FROM notebooks n ${where} ORDER BY n.updated_at DESC, n.id DESC LIMIT @limit OFFSET @offset`
    )
    .all({ ...values, ...page })
  const total = db
    .prepare(`SELECT count(*) FROM notebooks n ${where}`)
    .pluck()
    .get({ contains: named.pattern })
  return {
    total: total as number,
    items: rows.map((row) => ({ ...row, excerpt: plainExcerpt(row.excerpt) }))
  }
}

/** Plain words in one line, without the signs of headings, lists and quotations. */
function plainExcerpt(markdown: string): string {
  return shorten(plainMarkdown(markdown).replace(/\s+/gu, ' ').trim(), EXCERPT)
}

export function insertNotebook(
  db: Database,
  notebook: Pick<Notebook, 'id' | 'title' | 'body'>,
  stamp: Stamp
): void {
  db.prepare(
    `INSERT INTO notebooks (id, title, body, created_at, updated_at, device_id)
     VALUES (@id, @title, @body, @now, @now, @deviceId)`
  ).run({ ...notebook, ...stamp })
}

export function updateNotebook(
  db: Database,
  notebook: Pick<Notebook, 'id' | 'title' | 'body'>,
  stamp: Stamp
): void {
  db.prepare(
    'UPDATE notebooks SET title = @title, body = @body, updated_at = @now, device_id = @deviceId WHERE id = @id'
  ).run({ ...notebook, ...stamp })
}

export function deleteNotebook(db: Database, id: string): void {
  db.prepare('DELETE FROM notebooks WHERE id = ?').run(id)
}

/** In the order given; those that are gone are left out. */
export function listGathered(db: Database, highlightIds: readonly string[]): GatheredHighlight[] {
  return db
    .prepare<
      [string],
      Omit<GatheredHighlight, 'trashed'> & { versionId: string; start: number; trashed: number }
    >(
      `SELECT h.id, h.article_id AS articleId, h.version_id AS versionId, h.text_start AS start,
         a.title AS articleTitle, h.exact, h.color,
         coalesce((SELECT b.body FROM notes b WHERE b.highlight_id = h.id), '') AS note,
         a.trashed_at IS NOT NULL AS trashed
       FROM json_each(?) w JOIN highlights h ON h.id = w.value JOIN articles a ON a.id = h.article_id ORDER BY w.key`
    )
    .all(JSON.stringify(highlightIds))
    .map(({ versionId, start, ...row }) => ({
      ...row,
      exact: withoutNoteSigns(db, versionId, start, row.exact),
      trashed: row.trashed === 1
    }))
}
