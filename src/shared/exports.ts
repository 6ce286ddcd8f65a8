import { z } from 'zod'
import { query, task } from './define.ts'
import { ArticleId, text } from './values.ts'

/**
 * `markdown`, `jsonld` (W3C Web Annotation), `html` and `epub` give a file to each article; `csv` and `readwise`
 * (highlights as tables), `bibtex`, `ris` and `csljson` (references) put several into one.
 */
export const exportFormats = [
  'markdown',
  'jsonld',
  'html',
  'epub',
  'csv',
  'readwise',
  'bibtex',
  'ris',
  'csljson'
] as const
/** What articles, highlights and notes can be taken out as. */
export const ExportFormat = z.enum(exportFormats)
export type ExportFormat = z.infer<typeof ExportFormat>

/** The formats that are text, and can be shown and copied. */
export const TextFormat = ExportFormat.exclude(['epub'])
export type TextFormat = z.infer<typeof TextFormat>

/** A Markdown template to begin one's own with (Mustache, see docs/open-formats.md). */
export const starterTemplate = `---
title: {{#yaml}}{{{title}}}{{/yaml}}
author: {{#yaml}}{{{author}}}{{/yaml}}
url: {{{url}}}
tags: [{{#tags}}{{{name}}}, {{/tags}}]
---

# {{{title}}}

{{{author}}} {{{published}}}

{{{note}}}
{{#highlights}}

{{{quote}}}

{{{note}}}

[{{color}}, {{created}}]({{{link}}}){{#tags}} #{{{name}}}{{/tags}}
{{/highlights}}
`

const saved = z.strictObject({ path: z.string() }).nullable()

export const exportContract = {
  /** An article's highlights and notes as text, for the clipboard or a preview. */
  'exports.article': query(
    z.strictObject({ articleId: ArticleId, format: TextFormat }),
    z.strictObject({ fileName: z.string(), content: z.string() })
  ),
  /** The same, to a file the reader chooses; null when the dialog was closed. */
  'exports.saveArticle': task(z.strictObject({ articleId: ArticleId, format: ExportFormat }), saved),
  /**
   * Several articles where the reader chooses: a folder for formats with a file to each, else one file.
   * Null when the dialog was closed, and when one file for all was stopped (`work.stop`), which is not written
   * then; of files for each those that were written stay.
   */
  'exports.saveArticles': task(
    z.strictObject({ articleIds: z.array(ArticleId).min(1).max(1_000_000), format: ExportFormat }),
    z.strictObject({ path: z.string(), files: z.int(), isWhole: z.boolean() }).nullable()
  ),
  /** Every article outside the Trash that has highlights or notes, oldest first. */
  'exports.annotated': query(z.strictObject({}), z.array(ArticleId)),
  /** What a Markdown template makes of an article (the newest with highlights when none is named). */
  'exports.preview': query(
    z.strictObject({ template: text(50_000), articleId: ArticleId.optional() }),
    z.strictObject({ title: z.string(), content: z.string(), problem: z.string() })
  ),
  /** The whole library as one zip of open files, where the reader chooses. */
  'exports.saveLibrary': task(z.strictObject({}), saved),
  /** Brings an exported library back: adds what is not here, changes nothing that is. */
  'exports.restoreLibrary': task(
    z.strictObject({ path: text(32_768).optional() }),
    z
      .strictObject({
        added: z.int(),
        alreadyHere: z.int(),
        failed: z.int(),
        /** The first hundred that failed: which folder of the zip, and a sentence why. */
        failures: z.array(z.strictObject({ name: z.string(), message: z.string() }))
      })
      .nullable(),
    {
      changes: [
        'articles',
        'highlights',
        'notes',
        'links',
        'tags',
        'search',
        'savedSearches',
        'history',
        'settings',
        'cards',
        'reviews',
        'queue',
        'extracts',
        'meetings',
        'notebooks',
        'statistics'
      ]
    }
  )
}
