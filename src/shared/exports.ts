import { z } from 'zod'
import { query, task } from './define.ts'
import { ArticleId, text } from './values.ts'

export const ExportFormat = z.enum(['markdown', 'jsonld'])
export type ExportFormat = z.infer<typeof ExportFormat>

const saved = z.strictObject({ path: z.string() }).nullable()

export const exportContract = {
  /** An article's highlights and notes as text, for the clipboard or a preview. */
  'exports.article': query(
    z.strictObject({ articleId: ArticleId, format: ExportFormat }),
    z.strictObject({ fileName: z.string(), content: z.string() })
  ),
  /** The same, to a file the reader chooses; null when the dialog was closed. */
  'exports.saveArticle': task(z.strictObject({ articleId: ArticleId, format: ExportFormat }), saved),
  /** The whole library as one zip of open files, where the reader chooses. */
  'exports.saveLibrary': task(z.strictObject({}), saved),
  /** Brings an exported library back: adds what is not here, changes nothing that is. */
  'exports.restoreLibrary': task(
    z.strictObject({ path: text(32_768).optional() }),
    z
      .strictObject({
        added: z.int(),
        alreadyHere: z.int(),
        failed: z.int(),
        /** The first hundred that failed: which folder of the zip, and a sentence why. */
        failures: z.array(z.strictObject({ name: z.string(), message: z.string() }))
      })
      .nullable(),
    {
      changes: [
        'articles',
        'highlights',
        'notes',
        'links',
        'tags',
        'search',
        'savedSearches',
        'history',
        'settings',
        'cards',
        'reviews'
      ]
    }
  )
}
