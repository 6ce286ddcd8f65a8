import { z } from 'zod'
import { mutation, query } from './define.ts'
import { ArticleId, Done, Offset, text, Time, VersionId } from './values.ts'

/** What a study sheet lists. A question is only ever the reader's own. */
export const sheetKinds = ['person', 'place', 'organisation', 'date', 'figure', 'quotation', 'word'] as const
export const SheetKind = z.enum(sheetKinds)
export type SheetKind = z.infer<typeof SheetKind>

/** A place in the canonical text of the version the sheet was made from. */
const Span = z.strictObject({ start: Offset, end: Offset })

/** Something Lectern found in an article by its rules (main/study-sheet). */
export const SheetFinding = z.strictObject({
  kind: SheetKind,
  /** A name, an expression, a number with what it counts, the quoted words, a word. */
  label: z.string(),
  /** In the order of the text; at least one. */
  places: z.array(Span),
  /** Of a quotation: its speaker, empty when the text does not tell. */
  detail: z.string(),
  /** Of a date: ISO 8601 to the precision known (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`); empty when not known. */
  from: z.string(),
  to: z.string()
})
export type SheetFinding = z.infer<typeof SheetFinding>
