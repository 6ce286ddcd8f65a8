import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { CardDraft } from '../../shared/cards.ts'
import { readMeta, writeMeta } from '../db/meta.ts'

/** The key of `meta`. */
const DRAFTS = 'cards.drafts'
/** Forms that were left half-typed, and what is in all of them together, in UTF-16 units. */
const MOST_DRAFTS = 20
const MOST_TEXT = 1_000_000

const Kept = z.array(z.object({ key: z.string(), draft: CardDraft }))

/** The last typed first; what cannot be read is none. */
function readDrafts(db: Database): z.infer<typeof Kept> {
  try {
    return Kept.parse(JSON.parse(readMeta(db, DRAFTS) ?? '[]'))
  } catch {
    return []
  }
}

export const getCardDraft = (db: Database, key: string): CardDraft | null =>
  readDrafts(db).find((one) => one.key === key)?.draft ?? null

/** Keeps a draft in the place of the one before, or forgets it when it is null. */
export function keepCardDraft(db: Database, key: string, draft: CardDraft | null): void {
  const before = readDrafts(db)
  const others = before.filter((one) => one.key !== key)
  if (draft === null && others.length === before.length) return
  let room = MOST_TEXT
  const kept = [...(draft ? [{ key, draft }] : []), ...others].slice(0, MOST_DRAFTS).filter((one) => {
    room -= one.draft.front.length + one.draft.back.length
    return room >= 0
  })
  writeMeta(db, DRAFTS, JSON.stringify(kept))
}

/** What a key names, by its first word. */
const named: Record<string, string> = {
  words: 'SELECT 1 FROM article_versions WHERE id = ?',
  pictures: 'SELECT 1 FROM articles WHERE id = ?',
  edit: 'SELECT 1 FROM prompts WHERE id = ?'
}

/** After something was deleted for good: what was typed for it goes, too. */
export function forgetLostDrafts(db: Database): void {
  const before = readDrafts(db)
  const kept = before.filter(({ key }) => {
    const [kind = '', id = ''] = key.split(' ')
    const sql = named[kind]
    return sql === undefined || db.prepare(sql).get(id) !== undefined
  })
  if (kept.length < before.length) writeMeta(db, DRAFTS, JSON.stringify(kept))
}
