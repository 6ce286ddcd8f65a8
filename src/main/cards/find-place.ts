import type { Database } from 'better-sqlite3'
import { onlyPlace } from '../../shared/anchoring/only-place.ts'
import type { Output } from '../../shared/contract.ts'
import type { ArticleId, HighlightId } from '../../shared/values.ts'
import type { Prompt } from './repository.ts'

/**
 * Where a card's words stand now: in the version they were read in when it is still the current one, else
 * wherever the current version says exactly the same words, with the same context when they are there more
 * than once. Never a guess: `span` is null when that does not settle it.
 */
export function findPlace(db: Database, prompt: Prompt): Output<'cards.place'> {
  if (prompt.articleId === null) return null
  const current = db
    .prepare<[string], { id: string; text: string }>(
      `SELECT v.id, v.text FROM articles a JOIN article_versions v ON v.id = a.current_version_id WHERE a.id = ?`
    )
    .get(prompt.articleId)
  if (!current) return null
  const highlight = db
    .prepare('SELECT id FROM highlights WHERE id = ? AND version_id = ?')
    .pluck()
    .get(prompt.highlightId, current.id) as string | undefined
  const { start, end } = prompt
  const isWhole = start !== null && end !== null
  return {
    articleId: prompt.articleId as ArticleId,
    highlightId: (highlight ?? null) as HighlightId | null,
    span: isWhole ? onlyPlace(current.text, { ...prompt, start, end }, prompt.versionId === current.id) : null
  }
}
