import { z } from 'zod'
import { MAX_SAVED_QUERY } from './articles.ts'
import { mutation, query } from './define.ts'
import { Done, Nothing, text } from './values.ts'

/** More than a sidebar can be of use with. */
export const MAX_SAVED_SEARCHES = 200

export const SavedSearchId = z.uuid().brand<'SavedSearchId'>()
export type SavedSearchId = z.infer<typeof SavedSearchId>

/** Trimmed, without line breaks. */
export const SavedSearchName = text(200)
  .transform((value) => value.normalize('NFC').replace(/\s+/gu, ' ').trim())
  .refine((value) => value.length > 0, 'A saved search needs a name')

/** A query kept under a name; in the sidebar it is a list of the articles it finds. */
export const SavedSearch = z.strictObject({
  id: SavedSearchId,
  name: z.string(),
  /** In the query language; anything typed is a query, so none is wrong. */
  query: z.string()
})
export type SavedSearch = z.infer<typeof SavedSearch>

const id = SavedSearchId

export const savedSearchContract = {
  /** In the order the reader gave them. */
  'savedSearches.list': query(Nothing, z.array(SavedSearch)),
  /**
   * How many articles each finds, counted beside main and window; `count` is null when it could not be
   * counted. See docs/search.md for what a saved search finds.
   */
  'savedSearches.counts': query(Nothing, z.array(z.strictObject({ id, count: z.int().min(0).nullable() }))),
  /** At the end of the list, or at `index` (from 0). A second call with the same id changes nothing. */
  'savedSearches.create': mutation(
    z.strictObject({
      id,
      name: SavedSearchName,
      query: text(MAX_SAVED_QUERY).min(1),
      index: z.int().min(0).max(MAX_SAVED_SEARCHES).optional()
    }),
    SavedSearch,
    { changes: ['savedSearches'], undo: 'undo.createSavedSearch' }
  ),
  'savedSearches.rename': mutation(z.strictObject({ id, name: SavedSearchName }), SavedSearch, {
    changes: ['savedSearches'],
    undo: 'undo.renameSavedSearch'
  }),
  /** To `index` (from 0) among the others. */
  'savedSearches.move': mutation(
    z.strictObject({ id, index: z.int().min(0).max(MAX_SAVED_SEARCHES) }),
    Done,
    { changes: ['savedSearches'], undo: 'undo.moveSavedSearch' }
  ),
  'savedSearches.delete': mutation(z.strictObject({ id }), Done, {
    changes: ['savedSearches'],
    undo: 'undo.deleteSavedSearch'
  })
}
