import { z } from 'zod'
import { query, task } from './define.ts'
import { ArticleId, Done, Nothing, text } from './values.ts'

/** What becomes, or became, of one row of another app's export. */
export const EntryFate = z.strictObject({
  /** Where it stands in the file, from 1. */
  row: z.int(),
  title: z.string(),
  url: z.string(),
  /** `updated`: it was here, and tags, notes or highlights were added to it, or it came out of the Trash. */
  fate: z.enum(['added', 'updated', 'already-here', 'in-trash', 'unreadable', 'failed']),
  articleId: ArticleId.nullable(),
  /** A sentence for the reader; empty when all is well. */
  message: z.string()
})
export type EntryFate = z.infer<typeof EntryFate>

/** What an import would do, before it does anything. */
export const LibraryImportPlan = z.strictObject({
  batchId: z.uuid(),
  /** The app's name as its makers write it. */
  app: z.string(),
  fileName: z.string(),
  wouldAdd: z.int(),
  /** In the library, and not in its Trash. */
  alreadyHere: z.int(),
  inTrash: z.int(),
  unreadable: z.int(),
  highlights: z.int(),
  /** Of those that would be added: how many come with their text. */
  withText: z.int(),
  /** The first titles that would be added, for recognising the file. */
  sample: z.array(z.string()).max(5)
})
export type LibraryImportPlan = z.infer<typeof LibraryImportPlan>

/** What became of the rows of another app's library. */
export const LibraryImportReport = z.strictObject({
  batchId: z.uuid(),
  app: z.string(),
  /** Stopped by the reader before its end; going on later adds only what is missing. */
  cancelled: z.boolean(),
  added: z.int(),
  updated: z.int(),
  alreadyHere: z.int(),
  /** Left in the Trash; what was new was added to them there. */
  inTrash: z.int(),
  unreadable: z.int(),
  failed: z.int(),
  /** The rows worth telling: everything that was not simply added or here already. */
  problems: z.array(EntryFate).max(1000)
})
export type LibraryImportReport = z.infer<typeof LibraryImportReport>

const changes = ['articles', 'highlights', 'notes', 'tags', 'search', 'history', 'imports'] as const

export const libraryImportContract = {
  /** Reads an export of another app and says what importing it would do. Nothing is added. */
  'libraryImports.plan': task(z.strictObject({ batchId: z.uuid(), path: text(32_768) }), LibraryImportPlan, {
    changes: []
  }),
  /**
   * Carries a plan out; progress comes as `imports.progress`, `imports.cancel` stops it. What is in the Trash stays
   * there unless `fromTrash`.
   */
  'libraryImports.run': task(
    z.strictObject({ batchId: z.uuid(), fromTrash: z.boolean().optional() }),
    LibraryImportReport,
    { changes }
  ),
  /** Forgets a plan. */
  'libraryImports.drop': task(z.strictObject({ batchId: z.uuid() }), Done, { changes: [] }),
  /** An import that a crash cut short: its file can be taken up again, since twice is once. */
  'libraryImports.interrupted': query(
    Nothing,
    z.strictObject({ path: z.string(), fileName: z.string(), app: z.string() }).nullable()
  ),
  'libraryImports.forgetInterrupted': task(Nothing, Done, { changes: ['imports'] })
}
