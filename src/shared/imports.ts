import { z } from 'zod'
import { query, task } from './define.ts'
import { ArticleId, Done, Nothing, text } from './values.ts'

/** The fate of one file. */
export const ImportResult = z.strictObject({
  file: z.string(),
  /** `library`: the file is what another app gave away of its library; it is planned before it is imported. */
  status: z.enum(['added', 'already-here', 'failed', 'library']),
  articleId: ArticleId.nullable(),
  title: z.string(),
  /** A sentence for the reader: why it failed, or what to know. Empty when all is well. */
  message: z.string(),
  /** The article that this one is perhaps a new version of; the reader decides (`versions.adopt`). */
  editionOf: z.strictObject({ articleId: ArticleId, title: z.string() }).optional()
})
export type ImportResult = z.infer<typeof ImportResult>

export const ImportProgress = z.strictObject({
  batchId: z.uuid(),
  done: z.int(),
  total: z.int(),
  failed: z.int(),
  /** Name of the file at work. */
  current: z.string()
})
export type ImportProgress = z.infer<typeof ImportProgress>

const batch = z.strictObject({ batchId: z.uuid(), results: z.array(ImportResult) })

/** More files than one import brings in; what holds so many was dropped by mistake. */
export const MAX_FILES = 100_000

export const importContract = {
  /** Paths of files and folders (from drop or dialog). One more than are brought in, so that it can be told. */
  'imports.files': task(
    z.strictObject({
      batchId: z.uuid(),
      paths: z
        .array(text(32_768))
        .min(1)
        .max(MAX_FILES + 1)
    }),
    batch,
    {
      changes: ['articles', 'highlights', 'tags', 'search', 'history']
    }
  ),
  /** Shows the system's file dialog, then imports; null when it was closed without choosing. */
  'imports.choose': task(z.strictObject({ batchId: z.uuid() }), batch.nullable(), {
    changes: ['articles', 'highlights', 'tags', 'search', 'history']
  }),
  /** Pasted text; `html` is preferred when present. */
  'imports.paste': task(
    z.strictObject({
      batchId: z.uuid(),
      text: z.string().max(200_000_000),
      html: z.string().max(200_000_000).optional()
    }),
    batch,
    { changes: ['articles', 'highlights', 'tags', 'search', 'history'] }
  ),
  /**
   * Fetches a page and its pictures from the web: the reader has just asked for exactly this address. http
   * and https only, nothing inside the reader's own network.
   */
  'imports.address': task(z.strictObject({ batchId: z.uuid(), address: text(8192).min(1) }), batch, {
    changes: ['articles', 'highlights', 'tags', 'search', 'history']
  }),
  /**
   * Fetches the pictures an article only remembers the addresses of, and keeps them with it. `missing` could
   * not be had. The text and its highlights stay as they are.
   */
  'imports.pictures': task(
    z.strictObject({ batchId: z.uuid(), articleId: ArticleId }),
    z.strictObject({ loaded: z.int(), missing: z.int() }),
    { changes: ['articles', 'versions'] }
  ),
  'imports.cancel': task(z.strictObject({ batchId: z.uuid() }), Done),
  /** Batches at work, so that a reloaded window shows them again. */
  'imports.active': query(Nothing, z.array(ImportProgress))
}
