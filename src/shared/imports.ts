import { z } from 'zod'
import { mutation, query, task } from './define.ts'
import { ArticleId, Done, Nothing, Page, Time, text } from './values.ts'

/** The article that a new one is perhaps a version of (`versions.adopt`), or another part of (`corrections.join`). */
export const EditionOf = z.strictObject({
  articleId: ArticleId,
  title: z.string(),
  /** Where it stands beside that article when it looks like another part of it. */
  part: z.enum(['before', 'after']).optional()
})
export type EditionOf = z.infer<typeof EditionOf>

/** The fate of one file. */
export const ImportResult = z.strictObject({
  file: z.string(),
  /** `library`: the file is what another app gave away of its library; it is planned before it is imported. */
  status: z.enum(['added', 'already-here', 'failed', 'library']),
  articleId: ArticleId.nullable(),
  title: z.string(),
  /** A sentence for the reader: why it failed, or what to know. Empty when all is well. */
  message: z.string(),
  /** The article that this one belongs to, perhaps; the reader decides. */
  editionOf: EditionOf.optional()
})
export type ImportResult = z.infer<typeof ImportResult>

/** How far an import is. When it is over, also by being stopped, `done` is told as `total`. */
export const ImportProgress = z.strictObject({
  batchId: z.uuid(),
  done: z.int(),
  total: z.int(),
  failed: z.int(),
  /** Name of the file at work. */
  current: z.string(),
  /** Nothing is added: it is only looked at what would be. */
  isPlan: z.boolean().optional()
})
export type ImportProgress = z.infer<typeof ImportProgress>

const batch = z.strictObject({
  batchId: z.uuid(),
  results: z.array(ImportResult),
  /** The reader stopped it before its end; what had been added is kept. */
  stopped: z.boolean()
})

/** What would become of one file, before anything is added. */
export const PlannedFile = z.strictObject({
  file: z.string(),
  /** `library`: another app's export, which has a plan of its own. */
  fate: z.enum(['new', 'already-here', 'in-trash', 'unreadable', 'library']),
  title: z.string(),
  /** A sentence for the reader: why it cannot be read, or what to know. Empty when all is well. */
  message: z.string()
})
export type PlannedFile = z.infer<typeof PlannedFile>

/** What became of one file, or of one row of another app's export. */
export const ImportFate = z.enum([
  'added',
  'updated',
  'already-here',
  'in-trash',
  'unreadable',
  'failed',
  'library'
])
export type ImportFate = z.infer<typeof ImportFate>

/** One of the last imports, of which a report is kept. */
export const ImportRecord = z.strictObject({
  batchId: z.uuid(),
  kind: z.enum(['files', 'paste', 'address', 'library']),
  /** The app whose library it was, or empty. */
  app: z.string(),
  /** Name of the file or folder, or the address; empty for several files and for what was pasted. */
  name: z.string(),
  begunAt: Time,
  /** `stopped` by the reader; `cut-short`: Lectern ended before it did. */
  end: z.enum(['working', 'ended', 'stopped', 'cut-short']),
  /** `here` already, also where something new was added to them or they lie in the Trash; `missing`: not kept. */
  counts: z.strictObject({ added: z.int(), here: z.int(), missing: z.int() })
})
export type ImportRecord = z.infer<typeof ImportRecord>

/** What a report says of one file or row. */
export const ImportRow = z.strictObject({
  number: z.int(),
  /** Where it stands in another app's file, from 1; null for files. */
  row: z.int().nullable(),
  fate: ImportFate,
  /** A path or an address. */
  name: z.string(),
  title: z.string(),
  /** Null also when the article was deleted since. */
  articleId: ArticleId.nullable(),
  /** In the reader's language of today; empty when all is well. */
  message: z.string()
})
export type ImportRow = z.infer<typeof ImportRow>

/** More files than one import brings in; what holds so many was dropped by mistake. */
export const MAX_FILES = 100_000

const paths = z
  .array(text(32_768))
  .min(1)
  .max(MAX_FILES + 1)

export const importContract = {
  /** Paths of files and folders (from drop or dialog). One more than are brought in, so that it can be told. */
  'imports.files': task(
    z.strictObject({
      batchId: z.uuid(),
      paths
    }),
    batch,
    {
      changes: ['articles', 'highlights', 'tags', 'search', 'history', 'imports']
    }
  ),
  /** Shows the system's file dialog, then imports; null when it was closed without choosing. */
  'imports.choose': task(z.strictObject({ batchId: z.uuid() }), batch.nullable(), {
    changes: ['articles', 'highlights', 'tags', 'search', 'history', 'imports']
  }),
  /** Shows the system's dialog for files or for one folder; null when it was closed without choosing. */
  'imports.choosePaths': task(
    z.strictObject({ kind: z.enum(['files', 'folder']) }),
    z.array(z.string()).nullable()
  ),
  /** Reads files and folders and says what importing them would do. Nothing is added. */
  'imports.plan': task(
    z.strictObject({ batchId: z.uuid(), paths }),
    z.strictObject({ batchId: z.uuid(), files: z.array(PlannedFile), stopped: z.boolean() })
  ),
  /** The last imports, the latest first. */
  'imports.reports': query(Nothing, z.array(ImportRecord)),
  /** What became of each file or row of one of them, what is worth telling first. */
  'imports.reportRows': query(
    z.strictObject({ batchId: z.uuid(), page: Page }),
    z.strictObject({ total: z.int(), items: z.array(ImportRow) })
  ),
  /** Takes reports out of sight; the articles stay. */
  'imports.deleteReports': mutation(z.strictObject({ batchIds: z.array(z.uuid()).min(1).max(1000) }), Done, {
    changes: ['imports'],
    undo: 'undo.deleteReports'
  }),
  /**
   * Saves what became, or would become, of every file or row of an import as a table (CSV) where the reader says;
   * false when they say nowhere. Refused (`not-found`) once others have followed it.
   */
  'imports.saveReport': task(z.strictObject({ batchId: z.uuid() }), z.boolean()),
  /** Pasted text; `html` is preferred when present. */
  'imports.paste': task(
    z.strictObject({
      batchId: z.uuid(),
      text: z.string().max(200_000_000),
      html: z.string().max(200_000_000).optional()
    }),
    batch,
    { changes: ['articles', 'highlights', 'tags', 'search', 'history', 'imports'] }
  ),
  /**
   * Fetches a page and its pictures from the web: the reader has just asked for exactly this address. http
   * and https only, nothing inside the reader's own network.
   */
  'imports.address': task(z.strictObject({ batchId: z.uuid(), address: text(8192).min(1) }), batch, {
    changes: ['articles', 'highlights', 'tags', 'search', 'history', 'imports']
  }),
  /**
   * Fetches the pictures an article only remembers the addresses of, and keeps them with it. `missing` could
   * not be had. The text and its highlights stay as they are.
   */
  'imports.pictures': task(
    z.strictObject({ batchId: z.uuid(), articleId: ArticleId }),
    z.strictObject({ loaded: z.int(), missing: z.int() }),
    { changes: ['articles', 'versions', 'reading'] }
  ),
  'imports.cancel': task(z.strictObject({ batchId: z.uuid() }), Done),
  /** Batches at work, so that a reloaded window shows them again. */
  'imports.active': query(Nothing, z.array(ImportProgress))
}
