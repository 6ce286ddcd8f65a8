import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import { BlockSchema } from '../../../shared/blocks.ts'
import { errorCodes } from '../../../shared/errors.ts'
import { MAX_FILES } from '../../../shared/imports.ts'
import { addAll } from '../../../shared/long-lists.ts'
import { SentenceSchema } from '../../../shared/sentence-schema.ts'
import { text } from '../../../shared/values.ts'
import { type ImportedHead, ImportedHeadSchema } from '../article/imported-article.ts'
import { type Body, type BodyBuilder, bodyBuilder } from '../body/build-body.ts'
import { LibraryEntry, type LibraryExport, unreadableReasons } from '../library/library-entry.ts'
import { MOST_ASKED } from '../source/expand-paths.ts'
import { MAX_LISTED } from './import-protocol.ts'

/** An article that was read, checked and built; nothing is stored yet. */
export interface ImportOutcome {
  article: ImportedHead
  body: Body
  /** The bytes the article was made from; for a paste, its UTF-8 text. */
  sourceBytes: Uint8Array
  /** SHA-256 of `sourceBytes`, lower-case hex. */
  sha256: string
  /** Length of `sourceBytes`. */
  size: number
}

/** What main believes of the process that parses strangers' files. */
export const FromWorkerSchema = z.discriminatedUnion('type', [
  z.strictObject({ id: z.int(), type: z.literal('head'), article: ImportedHeadSchema }),
  z.strictObject({ id: z.int(), type: z.literal('blocks'), blocks: z.array(BlockSchema).max(500) }),
  z.strictObject({ id: z.int(), type: z.literal('done'), bytes: z.instanceof(Uint8Array) }),
  z.strictObject({ id: z.int(), type: z.literal('library-found'), app: text(100) }),
  z.strictObject({
    id: z.int(),
    type: z.literal('library'),
    app: text(100)
  }),
  z.strictObject({
    id: z.int(),
    type: z.literal('unreadable'),
    rows: z
      .array(
        z.strictObject({
          row: z.int(),
          title: text(1000),
          reason: z.enum(unreadableReasons)
        })
      )
      .max(MAX_LISTED)
  }),
  z.strictObject({ id: z.int(), type: z.literal('entries'), entries: z.array(LibraryEntry).max(500) }),
  z.strictObject({ id: z.int(), type: z.literal('files'), files: z.array(z.string()).max(MAX_LISTED) }),
  z.strictObject({
    id: z.int(),
    type: z.literal('listed'),
    leftOut: z.string().nullable(),
    silent: z.array(z.string()).max(MOST_ASKED)
  }),
  z.strictObject({
    id: z.int(),
    type: z.literal('failed'),
    code: z.enum(errorCodes),
    sentence: SentenceSchema
  })
])

/** What the import process may say of a job. */
export type FromWorker = z.infer<typeof FromWorkerSchema>

/** Puts the answers to one job together; gives the result with the last of them. */
export type Collect<T> = (answer: FromWorker) => Promise<{ result: T } | undefined>

/** Collects an article, building its body while it comes. Anything out of order is a breach of the protocol. */
export function collectArticle(): Collect<ImportOutcome | { library: string }> {
  let head: ImportedHead | undefined
  let builder: BodyBuilder | undefined
  return async (answer) => {
    switch (answer.type) {
      case 'head':
        if (head) throw new Error('The import process sent two heads')
        head = answer.article
        for (const asset of head.assets) {
          if (createHash('sha256').update(asset.bytes).digest('hex') !== asset.hash)
            throw new Error('An asset does not match its hash')
          await nextTurn()
        }
        builder = bodyBuilder({
          standfirst: head.standfirst,
          sourceLine: head.sourceLine,
          // In a page a mark is its writer's; in a note it is the reader's own.
          liftMarks: head.mediaType === 'text/markdown'
        })
        return undefined
      case 'blocks':
        if (!builder) throw new Error('The import process sent blocks before the head')
        builder.add(answer.blocks)
        return undefined
      case 'library-found':
        return { result: { library: answer.app } }
      case 'done':
        if (!head || !builder) throw new Error('The import process ended without an article')
        return {
          result: {
            article: head,
            body: builder.finish(),
            sourceBytes: answer.bytes,
            sha256: createHash('sha256').update(answer.bytes).digest('hex'),
            size: answer.bytes.length
          }
        }
      default:
        throw new Error('The import process answered another question')
    }
  }
}

/** Collects what another app gave away of its library. */
export function collectLibrary(): Collect<LibraryExport> {
  let whole: LibraryExport | undefined
  return async (answer) => {
    switch (answer.type) {
      case 'library':
        whole = { app: answer.app, entries: [], unreadable: [] }
        return undefined
      case 'unreadable':
        if (!whole) throw new Error('The import process sent rows before their library')
        addAll(whole.unreadable, answer.rows)
        return undefined
      case 'entries':
        if (!whole) throw new Error('The import process sent entries before their library')
        addAll(whole.entries, answer.entries)
        return undefined
      case 'done':
        if (!whole) throw new Error('The import process ended without a library')
        return { result: whole }
      default:
        throw new Error('The import process answered another question')
    }
  }
}

/** The files behind what the reader chose; see expand-paths.ts. */
export interface FilesFound {
  files: string[]
  leftOut: string | undefined
  silent: string[]
}

/** Collects the files behind what the reader chose. */
export function collectFiles(): Collect<FilesFound> {
  const files: string[] = []
  return async (answer) => {
    switch (answer.type) {
      case 'files':
        addAll(files, answer.files)
        if (files.length > MAX_FILES) throw new Error('The import process listed more files than it may')
        return undefined
      case 'listed':
        return { result: { files, leftOut: answer.leftOut ?? undefined, silent: answer.silent } }
      default:
        throw new Error('The import process answered another question')
    }
  }
}
