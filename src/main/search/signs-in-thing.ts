import type { Database } from 'better-sqlite3'
import type { SearchKind } from '../../shared/search.ts'
import { statement } from '../db/statement.ts'
import { type NoteSigns, signsOfPassage } from '../highlights/note-signs.ts'

/** The version whose text it is, and where it begins there. */
const places = {
  article: 'SELECT current_version_id AS id, 0 AS start FROM articles WHERE id = ?',
  highlight: 'SELECT version_id AS id, text_start AS start FROM highlights WHERE id = ?'
}

/**
 * Places of the raised signs of notes in what was read, which are no part of its words: “high1” is the word “high”.
 * What is written by the reader has none.
 *
 * @param text all of the article's text, or of the highlight's words
 */
export function signsInThing(library: Database, kind: SearchKind, id: string, text: string): NoteSigns {
  if (kind !== 'article' && kind !== 'highlight') return []
  const place = statement(library, places[kind]).get(id) as { id: string; start: number } | undefined
  return place ? signsOfPassage(library, place.id, place.start, text) : []
}
