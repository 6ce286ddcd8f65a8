import type { Database } from 'better-sqlite3'
import { compareWords } from '../articles/compare-titles.ts'
import type { Stamp } from '../db/stamp.ts'
import { mainLocale } from '../translate.ts'

/** Tags in use outside the Trash, most used first, those that are used as much in the order of the reader's language. */
export function listTags(db: Database): { tag: string; articleCount: number; highlightCount: number }[] {
  const compare = compareWords(mainLocale())
  const used = (one: { articleCount: number; highlightCount: number }) =>
    one.articleCount + one.highlightCount
  return db
    .prepare<[], { tag: string; articleCount: number; highlightCount: number }>(
      `SELECT min(tag) AS tag, sum(is_article) AS articleCount, sum(1 - is_article) AS highlightCount FROM (
         SELECT t.tag, 1 AS is_article FROM article_tags t JOIN articles a ON a.id = t.article_id WHERE a.trashed_at IS NULL
         UNION ALL
         SELECT t.tag, 0 FROM highlight_tags t JOIN highlights h ON h.id = t.highlight_id
           JOIN articles a ON a.id = h.article_id WHERE a.trashed_at IS NULL)
       GROUP BY tag`
    )
    .all()
    .sort((a, b) => used(b) - used(a) || compare(a.tag, b.tag))
}

/** The spelling in use for this tag (“Politics” for “politics”), or the tag itself when it is new. */
export function existingSpelling(db: Database, tag: string): string {
  const found = db
    .prepare<[{ tag: string }], string>(
      `SELECT tag FROM article_tags WHERE tag = @tag UNION ALL SELECT tag FROM highlight_tags WHERE tag = @tag
       UNION ALL SELECT tag FROM prompt_tags WHERE tag = @tag LIMIT 1`
    )
    .pluck()
    .get({ tag })
  if (found !== undefined || isAscii.test(tag)) return found ?? tag
  // SQLite knows capitals of ASCII only.
  const lower = tag.toLowerCase()
  const known = db
    .prepare<[], string>(
      `SELECT DISTINCT tag FROM article_tags UNION ALL SELECT DISTINCT tag FROM highlight_tags
       UNION ALL SELECT DISTINCT tag FROM prompt_tags`
    )
    .pluck()
    .all()
  return known.find((one) => one.toLowerCase() === lower) ?? tag
}

/** How many of these articles have each of their tags; those most of them have first. */
export function tagsOfArticles(
  db: Database,
  articleIds: readonly string[]
): { tag: string; count: number }[] {
  return db
    .prepare<[string], { tag: string; count: number }>(
      `SELECT min(t.tag) AS tag, count(*) AS count FROM json_each(?) i JOIN article_tags t ON t.article_id = i.value
       GROUP BY t.tag ORDER BY count DESC, t.tag`
    )
    .all(JSON.stringify(articleIds))
}

/** Takes a tag off articles, highlights and cards. */
export function deleteTag(db: Database, tag: string): void {
  for (const [table] of tagged) db.prepare(`DELETE FROM ${table} WHERE tag = ?`).run(tag)
}

/** The tables of tags, and the column of what has them. */
const tagged = [
  ['article_tags', 'article_id'],
  ['highlight_tags', 'highlight_id'],
  ['prompt_tags', 'prompt_id']
] as const

const isAscii = /^[\0-\x7f]*$/

/**
 * Renames everywhere; where a thing already has the new tag, the old one goes. Another tag's name is spelled as it
 * is in use; the tag's own may be spelled anew.
 * @returns the tag as it is called now, and whether it was another one already
 */
export function renameTag(
  db: Database,
  from: string,
  wanted: string,
  stamp: Stamp
): { tag: string; isMerged: boolean } {
  const isItself = wanted.toLowerCase() === from.toLowerCase()
  const to = isItself ? wanted : existingSpelling(db, wanted)
  const isMerged = !isItself && isInUse(db, to)
  for (const [table, owner] of tagged) {
    const owners = db.prepare(`SELECT ${owner} FROM ${table} WHERE tag = ?`).pluck().all(from) as string[]
    const take = db.prepare(`DELETE FROM ${table} WHERE ${owner} = ? AND tag = ?`)
    const give = db.prepare(
      `INSERT OR IGNORE INTO ${table} (${owner}, tag, updated_at, device_id) VALUES (?, ?, ?, ?)`
    )
    for (const id of owners) {
      take.run(id, from)
      give.run(id, to, stamp.now, stamp.deviceId)
    }
  }
  return { tag: to, isMerged }
}

/** Whether anything has it, also in the Trash. */
const isInUse = (db: Database, tag: string): boolean =>
  tagged.some(([table]) => db.prepare(`SELECT 1 FROM ${table} WHERE tag = ? LIMIT 1`).get(tag) !== undefined)
