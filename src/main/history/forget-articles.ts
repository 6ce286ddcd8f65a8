import type { Database } from 'better-sqlite3'
import { dropSteps } from './step-rows.ts'

/** Finds the steps that concern articles, which have to go with them, and drops them. */
export interface Forgetting {
  /** Looks through up to `most` more rows of the journal. @returns how many; 0 when there are no more */
  look(most: number): number
  /** Drops the steps of these articles, in the caller's transaction. Rows not looked through yet are looked through now. */
  forget(articleIds: readonly string[]): void
}

interface Seen {
  id: number
  step_id: number
  article_id: string | null
}

const image = 'coalesce(r.after_row, r.before_row)'

/**
 * The articles' rows are looked for by the texts of the journal: an index on those would be one more thing that has
 * to be whole before anything can be saved, since every change drops an old step.
 * @param articleIds of which articles it will be asked to forget the steps
 */
export function createForgetting(db: Database, articleIds: readonly string[]): Forgetting {
  const rows = db.prepare<[number, number], Seen>(
    `SELECT r.id, r.step_id, CASE
       WHEN NOT json_valid(${image}) THEN NULL
       WHEN r.table_name = 'articles' THEN ${image} ->> '$.id'
       WHEN r.table_name IN ('highlight_tags', 'highlight_places', 'highlight_meetings')
         THEN (SELECT h.article_id FROM highlights h WHERE h.id = ${image} ->> '$.highlight_id')
       ELSE ${image} ->> '$.article_id' END AS article_id
     FROM undo_rows r WHERE r.id > ? ORDER BY r.id LIMIT ?`
  )
  const asked = new Set(articleIds)
  const steps = new Map<string, Set<number>>()
  let last = 0
  const look = (most: number): number => {
    const some = rows.all(last, most)
    for (const { step_id, article_id } of some) {
      if (article_id === null || !asked.has(article_id)) continue
      const its = steps.get(article_id)
      if (its) its.add(step_id)
      else steps.set(article_id, new Set([step_id]))
    }
    last = some.at(-1)?.id ?? last
    return some.length
  }
  return {
    look,
    forget(ids) {
      look(-1)
      const theirs = new Set(ids.flatMap((id) => [...(steps.get(id) ?? [])]))
      dropSteps(db, 'id IN (SELECT value FROM json_each(?))', JSON.stringify([...theirs]))
      // What hung on a highlight that is gone as well names no article any more; the step itself does.
      dropSteps(db, 'article_id IN (SELECT value FROM json_each(?))', JSON.stringify(ids))
    }
  }
}
