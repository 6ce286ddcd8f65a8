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

/** The sentences in the reader's language, one after the other; empty when there are none. */
export function tellWarnings(warnings: readonly StoredWarning[]): string {
  return warnings.map((one) => (typeof one === 'string' ? one : tell(one))).join(' ')
}
