import type { Block } from '../../shared/blocks.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { Sentence } from '../../shared/sentence.ts'
import type { ImportedHead } from './imported-article.ts'

/** What can be imported. A name is only shown and sniffed for its extension; it never becomes a path. */
export type ImportJob =
  | { kind: 'file'; path: string; fileName?: string | undefined }
  | { kind: 'bytes'; bytes: Uint8Array; fileName: string }
  /** `html` is preferred; the article is converted as it is, without looking for a main part. */
  | { kind: 'paste'; text: string; html?: string | undefined }

/** To the worker: a job, then `next` for every further message, so that neither side runs ahead. */
export type ToWorker = { id: number; type: 'job'; job: ImportJob } | { id: number; type: 'next' }

/** From the worker: the head, its blocks in batches, then the bytes they were made from. */
export type FromWorker =
  | { id: number; type: 'head'; article: ImportedHead }
  | { id: number; type: 'blocks'; blocks: Block[] }
  | { id: number; type: 'done'; bytes: Uint8Array }
  | { id: number; type: 'failed'; code: ErrorCode; sentence: Sentence }
