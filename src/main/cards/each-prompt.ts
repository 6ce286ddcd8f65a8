import type { Database } from 'better-sqlite3'
import type { AssetRecord } from '../export/library-manifest.ts'
import { type CardRow, getPrompt, type Prompt } from './repository.ts'

/** A prompt with everything that is kept of it. */
export interface KeptPrompt extends Prompt {
  articleTitle: string
  /** Media type of its picture. */
  imageType: AssetRecord['mediaType'] | null
  updatedAt: number
  deviceId: string
  tags: string[]
  tagRows: { tag: string; updatedAt: number; deviceId: string }[]
  cards: (CardRow & { updatedAt: number; deviceId: string })[]
}

export function countPrompts(db: Database): number {
  return db.prepare('SELECT count(*) FROM prompts').pluck().get() as number
}

/** Every prompt in the order of the ids, one at a time: 100,000 of them are never in memory together. */
export function* eachPrompt(db: Database): Generator<KeptPrompt> {
  const ids = db.prepare('SELECT id FROM prompts ORDER BY id').pluck().all() as string[]
  const more = db.prepare<
    [string],
    { updatedAt: number; deviceId: string; articleTitle: string; imageType: AssetRecord['mediaType'] | null }
  >(
    `SELECT p.updated_at AS updatedAt, p.device_id AS deviceId,
       coalesce((SELECT a.title FROM articles a WHERE a.id = p.article_id), '') AS articleTitle,
       (SELECT s.media_type FROM assets s WHERE s.hash = p.image_hash) AS imageType
     FROM prompts p WHERE p.id = ?`
  )
  const tags = db.prepare<[string], KeptPrompt['tagRows'][number]>(
    'SELECT tag, updated_at AS updatedAt, device_id AS deviceId FROM prompt_tags WHERE prompt_id = ? ORDER BY tag'
  )
  const cards = db.prepare<[string], KeptPrompt['cards'][number]>(
    `SELECT id, prompt_id AS promptId, ordinal, state, due_day AS dueDay, due_at AS dueAt, stability, difficulty,
       scheduled_days AS scheduledDays, learning_step AS learningStep, reps, lapses, last_day AS lastDay,
       suspended, buried_until AS buriedUntil, created_at AS createdAt, updated_at AS updatedAt, device_id AS deviceId
     FROM cards WHERE prompt_id = ? ORDER BY ordinal`
  )
  for (const id of ids) {
    const prompt = getPrompt(db, id)
    const rest = more.get(id)
    if (!prompt || !rest) continue
    const tagRows = tags.all(id)
    yield { ...prompt, ...rest, tagRows, tags: tagRows.map(({ tag }) => tag), cards: cards.all(id) }
  }
}
