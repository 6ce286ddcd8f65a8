import type { z } from 'zod'

/** What a method touches; queries of these nouns are refetched after it. */
export const nouns = [
  'articles',
  'highlights',
  'notes',
  'links',
  'tags',
  'versions',
  'reading',
  'search',
  'savedSearches',
  'sheets',
  'settings',
  'history',
  'imports',
  'watching',
  'cards',
  'reviews',
  'backups',
  'notices',
  'queue',
  'extracts',
  'meetings',
  'vault',
  'notebooks',
  'statistics'
] as const
export type Noun = (typeof nouns)[number]

/** Reads and changes nothing. */
export interface Query<I extends z.ZodType, O extends z.ZodType> {
  kind: 'query'
  input: I
  output: O
}

/**
 * A synchronous write: the handler runs inside one transaction, and when `undo` is given every row it
 * touches is journaled, so that the reader can take it back.
 */
export interface Mutation<I extends z.ZodType, O extends z.ZodType> {
  kind: 'mutation'
  input: I
  output: O
  changes: readonly Noun[]
  /** Key of the message that names the action in "Undo …"; absent: not undoable (reading position, settings). */
  undo?: string
  /** Writes with the same key within a few seconds become one undo step (typing in a note). */
  coalesce?: (input: never) => string
  /** Noted in passing (where the reader was): silently left out when the library is read-only. */
  incidental?: boolean
}

/** Long or asynchronous work: imports, exports, dialogs. It reports progress with events and opens its own transactions. */
export interface Task<I extends z.ZodType, O extends z.ZodType> {
  kind: 'task'
  input: I
  output: O
  changes: readonly Noun[]
}

/** Declares a method that reads. One object in, one out, both checked. */
export function query<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Query<I, O> {
  return { kind: 'query', input, output }
}

/** Declares a method that writes at once, in one transaction. */
export function mutation<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
  options: {
    changes: readonly Noun[]
    undo?: string
    coalesce?: (input: z.infer<I>) => string
    incidental?: boolean
  }
): Mutation<I, O> {
  return { kind: 'mutation', input, output, ...options } as Mutation<I, O>
}

/** Declares a method that takes its time. */
export function task<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
  options: { changes: readonly Noun[] } = { changes: [] }
): Task<I, O> {
  return { kind: 'task', input, output, ...options }
}

export type Method = Query<z.ZodType, z.ZodType> | Mutation<z.ZodType, z.ZodType> | Task<z.ZodType, z.ZodType>
