import type { Database } from 'better-sqlite3'
import type { ArticleId } from '../../shared/values.ts'

/** So much of the words must be shared for two texts of one title to be editions of one article. */
const SHARED = 0.4
/** Runs of words that are compared, and how much of a text is looked at, UTF-16 units. */
const SHINGLE = 3
const LOOKED_AT = 60_000

/**
 * The article that a new one is perhaps another edition of: kept from the same address, or of the same
 * title with much of the same text. Not in the Trash, and never the new one itself.
 */
export function findEdition(
  db: Database,
  candidate: { id: string; url: string; title: string; text: string }
): { articleId: ArticleId; title: string } | undefined {
  const address = plainAddress(candidate.url)
  if (address !== '') {
    const found = db
      .prepare<[Record<string, string>], { id: ArticleId; title: string }>(
        `SELECT id, title FROM articles WHERE url <> '' AND url IN (@url, @address, @address || '/')
           AND trashed_at IS NULL AND id <> @id ORDER BY added_at DESC LIMIT 1`
      )
      .get({ url: candidate.url, address, id: candidate.id })
    if (found) return { articleId: found.id, title: found.title }
  }
  if (candidate.title.trim() === '') return undefined
  const likely = db
    .prepare<[Record<string, string>], { id: ArticleId; title: string; text: string }>(
      `SELECT a.id, a.title, v.text FROM articles a JOIN article_versions v ON v.id = a.current_version_id
       WHERE a.trashed_at IS NULL AND a.title = @title COLLATE NOCASE AND a.id <> @id
         AND a.id NOT IN (SELECT article_id FROM extracts)
       ORDER BY a.added_at DESC LIMIT 5`
    )
    .all({ title: candidate.title, id: candidate.id })
  const ours = shingles(candidate.text)
  const found = likely.find(({ text }) => shared(ours, shingles(text)) >= SHARED)
  return found && { articleId: found.id, title: found.title }
}

/** Without the part after #, and without a slash at the end. */
function plainAddress(url: string): string {
  return url.replace(/#.*$/su, '').replace(/\/$/u, '')
}

/** Every run of three words; of three characters where a script has no spaces. */
function shingles(text: string): Set<string> {
  const words = text.slice(0, LOOKED_AT).normalize('NFKC').toLowerCase().match(wordPattern) ?? []
  const found = new Set<string>()
  for (let at = 0; at + SHINGLE <= words.length; at++) found.add(words.slice(at, at + SHINGLE).join(' '))
  return found
}
const wordPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+/gu

/** Of the smaller set, the part that is in the other one. */
function shared(one: ReadonlySet<string>, two: ReadonlySet<string>): number {
  const [few, many] = one.size < two.size ? [one, two] : [two, one]
  if (few.size === 0) return 0
  let count = 0
  for (const shingle of few) if (many.has(shingle)) count++
  return count / few.size
}
