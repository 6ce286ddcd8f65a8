import { z } from 'zod'
import { CitationStyle } from './citations.ts'
import { mutation, query, task } from './define.ts'
import { HighlightColor } from './highlights.ts'
import { SavedNote } from './notes.ts'
import { ArticleId, Done, HighlightId, LanguageTag, Page, Time, text } from './values.ts'

export const NotebookId = z.uuid().brand<'NotebookId'>()
export type NotebookId = z.infer<typeof NotebookId>

/** Longest notebook, UTF-16 units; as long as a note may be. */
export const MAX_NOTEBOOK = 1_000_000
/** Longest text that is looked at at all; a longer one than MAX_NOTEBOOK is refused with a sentence of its own. */
const MAX_SENT = 100_000_000

/** Highlights put into a notebook at once; more would not fit into any. */
export const MAX_GATHERED = 20_000

/** One line, trimmed; may be empty. */
export const NotebookTitle = text(300).transform((value) => value.replace(/\s+/gu, ' ').trim())

/**
 * A free text in Markdown. It gathers highlights: a link to one that stands in a paragraph of its own shows
 * the highlight itself (see embeds.ts), anywhere else it is a link like those of notes.
 */
export const Notebook = z.strictObject({
  id: NotebookId,
  title: z.string(),
  body: z.string(),
  createdAt: Time,
  updatedAt: Time
})
export type Notebook = z.infer<typeof Notebook>

/** A notebook as a list shows it. */
export const NotebookSummary = z.strictObject({
  id: NotebookId,
  title: z.string(),
  /** Its first words, plain. */
  excerpt: z.string(),
  /** Highlights it links to. */
  highlights: z.int(),
  updatedAt: Time
})
export type NotebookSummary = z.infer<typeof NotebookSummary>

/** A highlight as a notebook shows it. */
export const GatheredHighlight = z.strictObject({
  id: HighlightId,
  articleId: ArticleId,
  articleTitle: z.string(),
  exact: z.string(),
  note: z.string(),
  color: HighlightColor,
  /** The article is in the Trash. */
  trashed: z.boolean()
})
export type GatheredHighlight = z.infer<typeof GatheredHighlight>

const NotebookWriting = z.strictObject({
  id: NotebookId,
  body: text(MAX_SENT),
  /** The text the writer began from; see notes.save. */
  base: text(MAX_NOTEBOOK)
})
export type NotebookWriting = z.infer<typeof NotebookWriting>

/** What a notebook can be taken out as, with the words and references of what it gathers. */
export const documentFormats = ['markdown', 'html'] as const
const Wanted = z.strictObject({
  id: NotebookId,
  format: z.enum(documentFormats),
  style: CitationStyle,
  /** BCP 47: the language of the words around references. */
  language: LanguageTag
})

export const notebookContract = {
  /** The one written in last first. */
  'notebooks.list': query(
    z.strictObject({
      /** Narrows by words of the title (plain text, case-insensitive). */
      contains: text(200).optional(),
      page: Page
    }),
    z.strictObject({ total: z.int(), items: z.array(NotebookSummary) })
  ),
  'notebooks.get': query(z.strictObject({ id: NotebookId }), Notebook),
  /** The same id again is harmless while nothing is different; else `conflict`. */
  'notebooks.create': mutation(
    z.strictObject({ id: NotebookId, title: NotebookTitle, body: text(MAX_NOTEBOOK) }),
    Notebook,
    { changes: ['notebooks', 'links', 'search'], undo: 'undo.createNotebook' }
  ),
  'notebooks.rename': mutation(z.strictObject({ id: NotebookId, title: NotebookTitle }), Done, {
    changes: ['notebooks', 'links', 'search'],
    undo: 'undo.renameNotebook'
  }),
  /** `too-large` beyond MAX_NOTEBOOK. Changes made elsewhere meanwhile are joined, as in notes. */
  'notebooks.save': mutation(NotebookWriting, SavedNote, {
    changes: ['notebooks', 'links', 'search'],
    undo: 'undo.writeNotebook',
    coalesce: (input) => `notebook:${input.id}`
  }),
  /** Hands main what is being typed at every key: it is stored when the window goes (see notes.keepDraft). */
  'notebooks.keepDraft': task(NotebookWriting, Done),
  /** Puts highlights at the end of a notebook, each in a paragraph of its own. `too-large` when it has no room for all. */
  'notebooks.gather': mutation(
    z.strictObject({ id: NotebookId, highlightIds: z.array(HighlightId).min(1).max(MAX_GATHERED) }),
    Done,
    { changes: ['notebooks', 'links', 'search'], undo: 'undo.gatherHighlights' }
  ),
  'notebooks.delete': mutation(z.strictObject({ id: NotebookId }), Done, {
    changes: ['notebooks', 'links', 'search'],
    undo: 'undo.deleteNotebook'
  }),
  /** Those of the highlights that are in the library. */
  'notebooks.highlights': query(
    z.strictObject({ highlightIds: z.array(HighlightId).max(MAX_GATHERED) }),
    z.array(GatheredHighlight)
  ),
  /** The notebook as one document: highlights as quotations with their citations, and a bibliography. */
  'notebooks.document': query(Wanted, z.strictObject({ fileName: z.string(), content: z.string() })),
  /** The same, to a file the reader chooses; null when the dialog was closed. */
  'notebooks.saveDocument': task(Wanted, z.strictObject({ path: z.string() }).nullable())
}
