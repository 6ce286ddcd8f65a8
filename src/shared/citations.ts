import { z } from 'zod'
import { query } from './define.ts'
import { ArticleId, HighlightId, LanguageTag } from './values.ts'

/** Styles a reference can be written in. */
export const citationStyles = ['apa', 'mla', 'chicago'] as const
export const CitationStyle = z.enum(citationStyles)
export type CitationStyle = z.infer<typeof CitationStyle>

/** What a reference can be had as: written in a style, or as data. */
export const citationFormats = [...citationStyles, 'bibtex'] as const
export const CitationFormat = z.enum(citationFormats)
export type CitationFormat = z.infer<typeof CitationFormat>

const wanted = {
  format: CitationFormat,
  /** BCP 47: the language of the words around the reference ("and", months). English where it is unknown. */
  language: LanguageTag.default('en')
}
const Cited = z.strictObject({ text: z.string() })

export const citationContract = {
  /**
   * Highlights as quotations, in the order given, each with its citation, then the references (or BibTeX
   * entries) of their articles, each once. Highlights that are gone are left out.
   */
  'citations.quote': query(
    z.strictObject({ highlightIds: z.array(HighlightId).min(1).max(10_000), ...wanted }),
    Cited
  ),
  /** The references of articles, in the style's order. */
  'citations.list': query(
    z.strictObject({ articleIds: z.array(ArticleId).min(1).max(10_000), ...wanted }),
    Cited
  )
}
