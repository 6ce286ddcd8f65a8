import type { Database } from 'better-sqlite3'
import { isExactAt } from '../../shared/anchoring/quote.ts'
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
  return {
    articleId: prompt.articleId as ArticleId,
    highlightId: (highlight ?? null) as HighlightId | null,
    span: spanIn(current.text, prompt, prompt.versionId === current.id)
  }
}

function spanIn(text: string, prompt: Prompt, sameVersion: boolean): { start: number; end: number } | null {
  const { start, end, exact, prefix, suffix } = prompt
  if (exact === '' || start === null || end === null) return null
  if (sameVersion && isExactAt(text, { start, end }, exact)) return { start, end }
  const at = (needle: string, offset: number) => {
    const first = text.indexOf(needle)
    if (first === -1 || text.indexOf(needle, first + 1) !== -1) return null
    return { start: first + offset, end: first + offset + exact.length }
  }
  return at(exact, 0) ?? at(prefix + exact + suffix, prefix.length)
}
