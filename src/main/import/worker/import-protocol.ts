import type { Block } from '../../../shared/blocks.ts'
import type { ErrorCode } from '../../../shared/errors.ts'
import type { Sentence } from '../../../shared/sentence.ts'
import type { ImportedHead } from '../article/imported-article.ts'
import type { LibraryEntry, LibraryExport } from '../library/library-entry.ts'

/** What can be imported. A name is only shown and sniffed for its extension; it never becomes a path. */
export type ImportJob =
  | {
      kind: 'file'
      path: string
      fileName?: string | undefined
      /** Where it is a page of, as the reader says: then it is read as that page, never as another app's export. */
      address?: string | undefined
    }
  | {
      kind: 'bytes'
      bytes: Uint8Array
      fileName: string
      /** Where the bytes were fetched from, and the encoding that was stated there. */
      address?: string
      charset?: string
      /** Pictures that were fetched with them, by address. */
      pictures?: ReadonlyMap<string, Uint8Array>
      /** Of a web page, everything it shows: nothing is looked for and nothing left out. */
      whole?: boolean
    }
  /** `html` is preferred; the article is converted as it is, without looking for a main part. */
  | { kind: 'paste'; text: string; html?: string | undefined }
  /** One row of another app's export, as it was read before. */
  | { kind: 'entry'; entry: LibraryEntry }

/** A file that may be what another app gave away of its library. */
export interface LibraryJob {
  kind: 'library'
  path: string
}

/** Files named in one message: a hundred thousand at once would hold main up. */
export const MAX_LISTED = 2000

/** Paths the reader chose, of which the folders are to be opened (expand-paths.ts). */
export interface ListJob {
  kind: 'list'
  paths: readonly string[]
}

/** To the worker: a job, then `next` for every further message, so that neither side runs ahead. */
export type ToWorker =
  | { id: number; type: 'job'; job: ImportJob | LibraryJob | ListJob }
  | { id: number; type: 'next' }

/** From the worker: the head, its blocks in batches, then the bytes they were made from. */
export type FromWorker =
  | { id: number; type: 'head'; article: ImportedHead }
  | { id: number; type: 'blocks'; blocks: Block[] }
  | { id: number; type: 'done'; bytes: Uint8Array }
  /** Answer to a file that is an export of another app: nothing was read of it but its beginning. */
  | { id: number; type: 'library-found'; app: string }
  | { id: number; type: 'library'; app: string }
  | { id: number; type: 'unreadable'; rows: LibraryExport['unreadable'] }
  | { id: number; type: 'entries'; entries: LibraryEntry[] }
  | { id: number; type: 'files'; files: string[] }
  /** `silent`: folders that did not answer; threads of the process wait for them for good. */
  | { id: number; type: 'listed'; leftOut: string | null; silent: string[] }
  | { id: number; type: 'failed'; code: ErrorCode; sentence: Sentence }
