/** Bits of the fields a term may be in. */
export const TITLE = 1
/** Byline, site and tags. */
export const EXTRA = 2
export const BODY = 4
export const ANY_FIELD = TITLE | EXTRA | BODY

/** Spellings that count as the same word in different languages: no document is under two of them. */
export interface Alternative {
  terms: readonly string[]
  /** 1 for the word as typed, less for a longer word it begins or a word it may be a slip for. */
  weight: number
}

/** One word of a query, or several joined by OR. */
export interface Clause {
  /** `any` adds to the score, `all` must match, `none` must not. */
  role: 'any' | 'all' | 'none'
  alternatives: readonly Alternative[]
  /** How often the query says it. */
  times: number
}

/** What is asked of the index; FlexSearch hands its clauses on as they are. */
export interface Plan {
  clauses: readonly Clause[]
  /** Bit set of kind numbers (`1 << kind`) that may be found. */
  kinds: number
  /** Bit set of fields that count, per kind. */
  fields: readonly number[]
  /** How many of the best documents are wanted for certain; all when it is missing. */
  depth?: number
  /** Nothing may be left out, however long it takes. */
  whole?: boolean
  stopped: () => boolean
}
