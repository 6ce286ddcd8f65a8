import type { MessageKey } from './messages/en.ts'
import { type Sentence, type SentenceValues, tell } from './sentence.ts'

/** What the reader can understand and act on. Anything that is not an AppError is a bug. */
export const errorCodes = [
  'invalid-input',
  'not-found',
  'conflict',
  'unreadable',
  'unsupported',
  'too-large',
  'disk-full',
  'read-only',
  'newer-library',
  'not-a-library',
  'damaged',
  'busy',
  'cancelled',
  'timeout',
  'forbidden',
  'internal'
] as const
export type ErrorCode = (typeof errorCodes)[number]

/**
 * An error with a sentence for the reader: what happened, what was kept, what to do. The sentence is named
 * by its key in the catalogue; `message` is that sentence in the reader's language.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  /** What `message` was made of, for handing the error on to another process. */
  readonly sentence: Sentence | undefined

  /** @param words the key of the sentence, or words that main has put into the reader's language already */
  constructor(
    code: ErrorCode,
    words: MessageKey | { readonly told: string },
    values?: SentenceValues,
    options?: { cause?: unknown }
  ) {
    super(typeof words === 'object' ? words.told : tell({ key: words, values }), options)
    this.name = 'AppError'
    this.code = code
    this.sentence = typeof words === 'object' ? undefined : { key: words, values }
  }
}

/** Closes a switch over a union: the compiler complains here when a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`)
}
