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

/** Marks these places in the open article and goes to one of them; `label` names them. */
export type GoToPlaces = (places: { start: number; end: number }[], index: number, label: string) => void
