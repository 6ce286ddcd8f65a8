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
 * An error with a sentence for the reader. `message` is plain text in the reader's language:
 * what happened, what was kept, what to do.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'AppError'
    this.code = code
  }
}

/** Closes a switch over a union: the compiler complains here when a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`)
}
