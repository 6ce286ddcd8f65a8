import type { Database } from 'better-sqlite3'
import type { EditionOf } from '../../shared/imports.ts'
import type { ArticleId } from '../../shared/values.ts'
import { pageOfAddress } from './page-of-address.ts'
import { partOfTitle } from './part-of-title.ts'

/** So much of the words must be shared for two texts of one title to be editions of one article. */
const SHARED = 0.4
/** Runs of words that are compared, and how much of a text is looked at, UTF-16 units. */
const SHINGLE = 3
const LOOKED_AT = 60_000

/** Less than this of the words is shared by what one address gives as two pages of one article. */
const OF_ANOTHER_PART = 0.1
/** Runs of words from which on that can be said. */
const ENOUGH = 40

/*
 * The `+` keeps SQLite from walking all articles in the order of `added_at` until enough fit, which with an address
 * or a title that no other has is all of them: 60 and 79 ms among 80,000, for each file of an import.
 */
/** The newest article kept from an address. */
export const ofAddress = `SELECT a.id, a.title, v.text
  FROM articles a JOIN article_versions v ON v.id = a.current_version_id
  WHERE a.url <> '' AND a.url IN (@url, @address, @address || '/')
    AND +a.trashed_at IS NULL AND a.id <> @id ORDER BY +a.added_at DESC LIMIT 1`
/** The newest articles of a title. */
export const ofTitle = `SELECT a.id, a.title, a.url, v.text
  FROM articles a JOIN article_versions v ON v.id = a.current_version_id
  WHERE a.trashed_at IS NULL AND a.title = @title COLLATE NOCASE AND a.id <> @id
    AND a.id NOT IN (SELECT article_id FROM extracts)
  ORDER BY +a.added_at DESC LIMIT 5`

/**
 * The article that a new one is perhaps another edition of: kept from the same address, or of the same
 * title with much of the same text. Or another part of: the same title and an address that differs in the number
 * of its page, one address with another text, or titles that count their parts. Not in the Trash, and never the new one itself.
 */
export function findEdition(
  db: Database,
  candidate: { id: string; url: string; title: string; text: string }
): EditionOf | undefined {
  const address = plainAddress(candidate.url)
  if (address !== '') {
    const found = db
      .prepare<[Record<string, string>], { id: ArticleId; title: string; text: string }>(ofAddress)
      .get({ url: candidate.url, address, id: candidate.id })
    if (found) {
      const [ours, theirs] = [shingles(candidate.text), shingles(found.text)]
      const isOther = Math.min(ours.size, theirs.size) >= ENOUGH && shared(ours, theirs) < OF_ANOTHER_PART
      return { articleId: found.id, title: found.title, ...(isOther && { part: 'after' }) }
    }
  }
  if (candidate.title.trim() === '') return undefined
  const likely = db
    .prepare<[Record<string, string>], { id: ArticleId; title: string; url: string; text: string }>(ofTitle)
    .all({ title: candidate.title, id: candidate.id })
  const page = pageOfAddress(candidate.url)
  for (const { id, title, url } of likely) {
    const other = pageOfAddress(url)
    if (page && other && other.article === page.article && other.number !== page.number)
      return { articleId: id, title, part: page.number < other.number ? 'before' : 'after' }
  }
  const neighbour = neighbourOf(db, candidate)
  if (neighbour) return neighbour
  const ours = shingles(candidate.text)
  const found = likely.find(({ text }) => shared(ours, shingles(text)) >= SHARED)
  return found && { articleId: found.id, title: found.title }
}

/** Another part of as many, the nearest to the candidate: what it is to be joined with. */
function neighbourOf(db: Database, candidate: { id: string; title: string }): EditionOf | undefined {
  const part = partOfTitle(candidate.title)
  if (!part) return undefined
  // Whatever stands between the title and the number, both begin alike.
  const begin = candidate.title.trim().slice(0, part.whole.length)
  const others = db
    .prepare<[Record<string, string>], { id: ArticleId; title: string }>(
      `SELECT id, title FROM articles WHERE trashed_at IS NULL AND id <> @id
         AND substr(title, 1, length(@begin)) = @begin COLLATE NOCASE
         AND id NOT IN (SELECT article_id FROM extracts) ORDER BY added_at DESC LIMIT 100`
    )
    .all({ id: candidate.id, begin })
    .flatMap(({ id, title }) => {
      const other = partOfTitle(title)
      const isOfOne =
        other?.whole === part.whole && other.count === part.count && other.number !== part.number
      return isOfOne ? [{ articleId: id, title, number: other.number }] : []
    })
    .toSorted((a, b) => Math.abs(a.number - part.number) - Math.abs(b.number - part.number))
  const [nearest] = others
  if (!nearest) return undefined
  const { articleId, title, number } = nearest
  return { articleId, title, part: part.number < number ? 'before' : 'after' }
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
