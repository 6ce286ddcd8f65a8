import type { AppError } from '../../shared/errors.ts'
import { type Sentence, tell } from '../../shared/sentence.ts'

/**
 * What was left out or uncertain when a version was made. Kept without a language, so that each reader is told in
 * their own; those kept before that was so are English words.
 */
export type StoredWarning = Sentence | string

/** The column `warnings` of a version. */
export function parseWarnings(column: string): StoredWarning[] {
  return JSON.parse(column) as StoredWarning[]
}

/** One of them in the reader's language. */
export const tellWarning = (one: StoredWarning): string => (typeof one === 'string' ? one : tell(one))

/** The sentences in the reader's language, one after the other; empty when there are none. */
export function tellWarnings(warnings: readonly StoredWarning[]): string {
  return warnings.map(tellWarning).join(' ')
}

/** Why something failed, to be kept and told later. */
export const storedReason = ({ sentence, message }: AppError): StoredWarning => sentence ?? message
