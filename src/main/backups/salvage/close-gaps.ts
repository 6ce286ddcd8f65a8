import type { Database } from 'better-sqlite3'
import { v7 as uuidv7 } from 'uuid'
import { buildBody, textHash } from '../../import/body/build-body.ts'

const STAMP = 'salvage'

interface Mark {
  text_start: number
  text_end: number
  exact: string
}

/**
 * Makes a salvaged library whole where something that others refer to is lost. What the reader wrote stays:
 * an article whose text is lost gets one that holds its highlighted words at their places, and a note whose
 * highlight is lost becomes a note on the article.
 */
export function closeGaps(db: Database): void {
  const ids = (sql: string) => db.prepare<[], string>(sql).pluck().all()
  for (const id of ids(
    `SELECT version_id FROM highlights WHERE version_id NOT IN (SELECT id FROM article_versions) GROUP BY version_id`
  )) {
    const articleId = db
      .prepare('SELECT article_id FROM highlights WHERE version_id = ? LIMIT 1')
      .pluck()
      .get(id)
    putVersion(db, id, articleId as string)
  }
  for (const id of ids(
    `SELECT id FROM (SELECT article_id AS id FROM article_versions UNION SELECT article_id FROM highlights
       UNION SELECT article_id FROM notes) WHERE id NOT IN (SELECT id FROM articles)`
  )) {
    putArticle(db, id)
  }
  for (const id of ids(
    `SELECT id FROM articles WHERE current_version_id NOT IN (SELECT v.id FROM article_versions v WHERE v.article_id = articles.id)`
  )) {
    const newest = db
      .prepare('SELECT id FROM article_versions WHERE article_id = ? ORDER BY number DESC LIMIT 1')
      .pluck()
      .get(id) as string | undefined
    const current = db
      .prepare('SELECT current_version_id FROM articles WHERE id = ?')
      .pluck()
      .get(id) as string
    const isTaken = db.prepare('SELECT 1 FROM article_versions WHERE id = ?').get(current) !== undefined
    // Under the lost version's own id, so that a backup can bring the text back.
    const versionId = newest ?? (isTaken ? uuidv7() : current)
    if (newest === undefined) putVersion(db, versionId, id)
    db.prepare('UPDATE articles SET current_version_id = ? WHERE id = ?').run(versionId, id)
  }
  keepNotes(db)
  dropLooseEnds(db)
}

function putVersion(db: Database, id: string, articleId: string): void {
  const marks = db
    .prepare<[string], Mark>(
      'SELECT text_start, text_end, exact FROM highlights WHERE version_id = ? ORDER BY text_start'
    )
    .all(id)
  const text = wordsInPlace(marks)
  // As an import would have written it: what reads stored HTML takes nothing else.
  const body = buildBody([{ type: 'paragraph', children: [{ type: 'text', text }] }])
  const number = db
    .prepare('SELECT coalesce(max(number), 0) + 1 FROM article_versions WHERE article_id = ?')
    .pluck()
    .get(articleId) as number
  db.prepare(
    `INSERT INTO article_versions (id, article_id, number, standfirst, source_line, html, text, body_start, body_end,
       sections, outline, hash, word_count, importer, warnings, created_at, device_id)
     VALUES (@id, @articleId, @number, '', '', @html, @text, 0, @length, @sections, '[]', @hash, @words, 'salvage', '[]', 0, @device)`
  ).run({
    id,
    articleId,
    number,
    html: body.html,
    text,
    length: text.length,
    sections: JSON.stringify(body.sections),
    hash: textHash(text),
    words: marks.length,
    device: STAMP
  })
}

/** The highlighted words where they stood, and blanks where nothing is known. */
function wordsInPlace(marks: readonly Mark[]): string {
  const units = new Array<string>(
    Math.min(
      5_000_000,
      marks.reduce((end, mark) => Math.max(end, mark.text_end), 1)
    )
  ).fill(' ')
  for (const { text_start, exact } of marks) {
    for (let index = 0; index < exact.length && text_start + index < units.length; index++) {
      units[text_start + index] = exact[index]!
    }
  }
  return units.join('').toWellFormed()
}

function putArticle(db: Database, id: string): void {
  const current =
    (db
      .prepare('SELECT id FROM article_versions WHERE article_id = ? ORDER BY number DESC LIMIT 1')
      .pluck()
      .get(id) as string | undefined) ?? uuidv7()
  const title = (db
    .prepare('SELECT substr(text, 1, 80) FROM article_versions WHERE id = ?')
    .pluck()
    .get(current) ?? '') as string
  db.prepare(
    `INSERT INTO articles (id, current_version_id, title, word_count, added_at, updated_at, device_id)
     VALUES (?, ?, ?, 0, 0, 0, ?)`
  ).run(id, current, title.split('\n', 1)[0]!.trim(), STAMP)
}

/** A note whose highlight is lost is added to the note of its article. */
function keepNotes(db: Database): void {
  const loose = db
    .prepare<[], { id: string; article_id: string; body: string }>(
      'SELECT id, article_id, body FROM notes WHERE highlight_id IS NOT NULL AND highlight_id NOT IN (SELECT id FROM highlights)'
    )
    .all()
  for (const { id, article_id, body } of loose) {
    const other = db
      .prepare<[string], string>('SELECT id FROM notes WHERE article_id = ? AND highlight_id IS NULL')
      .pluck()
      .get(article_id)
    if (other === undefined) {
      db.prepare('UPDATE notes SET highlight_id = NULL WHERE id = ?').run(id)
      continue
    }
    db.prepare('UPDATE notes SET body = body || char(10) || char(10) || ? WHERE id = ?').run(body, other)
    db.prepare('DELETE FROM notes WHERE id = ?').run(id)
  }
}

/** What refers to nothing any more: a reference that may be empty is emptied, another row goes. */
function dropLooseEnds(db: Database): void {
  // A deletion can leave others without what they refer to.
  for (let round = 0; round < 10; round++) {
    const loose = db
      .prepare<[], { table: string; parent: string; fkid: number }>(
        'SELECT DISTINCT "table", parent, fkid FROM pragma_foreign_key_check'
      )
      .all()
    if (loose.length === 0) return
    for (const { table, parent, fkid } of loose) {
      const keys = db
        .prepare<[string, number], { from: string; to: string }>(
          'SELECT "from", "to" FROM pragma_foreign_key_list(?) WHERE id = ?'
        )
        .all(table, fkid)
      const { from, to } = keys[0]!
      const mayBeEmpty =
        db
          .prepare('SELECT "notnull" = 0 AND pk = 0 FROM pragma_table_info(?) WHERE name = ?')
          .pluck()
          .get(table, from) === 1
      const where = `"${from}" IS NOT NULL AND "${from}" NOT IN (SELECT "${to}" FROM "${parent}")`
      db.prepare(
        mayBeEmpty
          ? `UPDATE "${table}" SET "${from}" = NULL WHERE ${where}`
          : `DELETE FROM "${table}" WHERE ${where}`
      ).run()
    }
  }
}
