import type { HighlightId } from '../../shared/values.ts'

/** The place in an article the reader lands on. */
export type ReaderTarget =
  | {
      kind: 'occurrences'
      /** UTF-16 ranges of the canonical text of the current version. */
      occurrences: { start: number; end: number }[]
      /** Which of them to land on. */
      index: number
      query: string
    }
  | { kind: 'highlight'; highlightId: HighlightId }
