import { z } from 'zod'
import { mutation, query, task } from './define.ts'
import { ArticleId, Done, HighlightId, Offset, Page, TagName, Time, text, VersionId } from './values.ts'

export const highlightColors = ['yellow', 'green', 'blue', 'pink', 'purple'] as const
export const HighlightColor = z.enum(highlightColors)
export type HighlightColor = z.infer<typeof HighlightColor>

/**
 * A highlight: W3C TextPositionSelector (`start`, `end`) and TextQuoteSelector (`exact`, `prefix`,
 * `suffix`) on the canonical text of one version. https://www.w3.org/TR/annotation-model/#selectors
 */
export const Highlight = z.strictObject({
  id: HighlightId,
  articleId: ArticleId,
  versionId: VersionId,
  start: Offset,
  end: Offset,
  exact: z.string(),
  /** The same words as they are read by themselves, without the signs of notes among them; absent where it is `exact`. */
  quote: z.string().optional(),
  /** It marks nothing but the sign of a note. */
  isSign: z.boolean().optional(),
  prefix: z.string(),
  suffix: z.string(),
  color: HighlightColor,
  /** Markdown; empty when there is no note. */
  note: z.string(),
  tags: z.array(z.string()),
  createdAt: Time,
  updatedAt: Time
})
export type Highlight = z.infer<typeof Highlight>

/** The words of a highlight as they are shown and given away. */
export const quoteOf = ({ exact, quote }: Pick<Highlight, 'exact' | 'quote'>): string => quote ?? exact

/** What a highlight's reader is told about its place in the newest version: see anchoring/verdict.ts. */
export const ToldVerdict = z.enum(['moved', 'changed', 'unsure', 'lost'])
export type ToldVerdict = z.infer<typeof ToldVerdict>

/** Which highlights a list shows; what is absent narrows nothing. */
export const HighlightFilter = z.strictObject({
  articleId: ArticleId.optional(),
  color: HighlightColor.optional(),
  tag: TagName.optional(),
  hasNote: z.boolean().optional(),
  /** Created at or after. */
  since: Time.optional(),
  /** Narrows by words of the passage or its note (plain text, case-insensitive). */
  contains: text(200).optional(),
  /** Of these only those that are still there. */
  ids: z.array(HighlightId).max(10_000).optional(),
  /** Has one of these in the newest version. */
  verdicts: z.array(ToldVerdict).min(1).max(4).optional()
})
export type HighlightFilter = z.infer<typeof HighlightFilter>

/** How a list of highlights can be sorted: as their articles are (`highlights.list`), or by when they were made. */
export const highlightSorts = ['article', 'newest', 'oldest'] as const
export const HighlightSort = z.enum(highlightSorts)
export type HighlightSort = z.infer<typeof HighlightSort>

/** Length of the context kept on each side of the quote, in UTF-16 units. */
export const CONTEXT_LENGTH = 32
/** Highlights in one answer: about 20 ms of main's time. */
export const MOST_AT_ONCE = 2000
/** Longest highlight, UTF-16 units: about a thousand pages of a book. */
export const MAX_EXACT = 1_000_000
/** What can be done with any number of highlights at once. */
export const HighlightChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('color'), color: HighlightColor }),
  z.strictObject({ kind: z.literal('addTag'), tag: TagName }),
  z.strictObject({ kind: z.literal('removeTag'), tag: TagName }),
  z.strictObject({ kind: z.literal('delete') })
])
export type HighlightChange = z.infer<typeof HighlightChange>

const ids = z.array(HighlightId).min(1).max(10_000)

/** How far the library had been changed when something was read from it; only its order means something. */
export const ChangeMark = z.int().min(0)
export type ChangeMark = z.infer<typeof ChangeMark>

export const highlightContract = {
  /** In document order. Without a page all of them: for a long list that keeps main from answering others. */
  'highlights.listByArticle': query(
    z.strictObject({
      articleId: ArticleId,
      page: z.strictObject({ offset: z.int().min(0), limit: z.int().min(1).max(MOST_AT_ONCE) }).optional()
    }),
    z.array(Highlight)
  ),
  /**
   * What has become of an article's highlights since `since`, whoever changed them: those that are new or others
   * now, in document order, and the ids of those that are gone (they may be of other articles). `isWhole` where
   * that cannot be told or is too much: `now` is then the beginning of the whole list, MOST_AT_ONCE at most, and
   * `highlights.listByArticle` has the rest.
   */
  'highlights.changesOf': query(
    z.strictObject({ articleId: ArticleId, since: ChangeMark.nullable() }),
    z.strictObject({
      mark: ChangeMark,
      isWhole: z.boolean(),
      now: z.array(Highlight),
      gone: z.array(HighlightId)
    })
  ),
  /** For the Highlights place: by article (the newest first) and in document order within one, if nothing else is said. */
  'highlights.list': query(
    z.strictObject({ filter: HighlightFilter, sort: HighlightSort.default('article'), page: Page }),
    z.strictObject({
      total: z.int(),
      items: z.array(
        z.strictObject({ ...Highlight.shape, articleTitle: z.string(), verdict: ToldVerdict.nullable() })
      )
    })
  ),
  /** How many highlights outside the Trash have which verdict in the newest version of their article. */
  'highlights.verdicts': query(z.strictObject({}), z.record(ToldVerdict, z.int())),
  /** Refused (`conflict`) unless `exact` is what the version's text says between `start` and `end`. */
  'highlights.create': mutation(
    z.strictObject({
      id: HighlightId,
      articleId: ArticleId,
      versionId: VersionId,
      start: Offset,
      end: Offset,
      exact: text(MAX_EXACT),
      color: HighlightColor
    }),
    Highlight,
    { changes: ['highlights', 'articles', 'search'], undo: 'undo.createHighlight' }
  ),
  'highlights.setColor': mutation(z.strictObject({ highlightIds: ids, color: HighlightColor }), Done, {
    changes: ['highlights', 'search'],
    undo: 'undo.setColor'
  }),
  'highlights.resize': mutation(
    z.strictObject({ highlightId: HighlightId, start: Offset, end: Offset, exact: text(MAX_EXACT) }),
    Highlight,
    {
      changes: ['highlights', 'search'],
      undo: 'undo.resizeHighlight',
      // Moving an edge word by word is one step back.
      coalesce: (input) => `resize:${input.highlightId}`
    }
  ),
  /**
   * Makes one of highlights that overlap or touch; the first in the text stays, with every note and tag.
   * `conflict` when words lie between them; `too-large` beyond MAX_EXACT, or with notes beyond MAX_NOTE together.
   */
  'highlights.merge': mutation(
    z.strictObject({
      highlightIds: z.array(HighlightId).min(2).max(10_000),
      color: HighlightColor.optional()
    }),
    Highlight,
    {
      changes: [
        'highlights',
        'notes',
        'notebooks',
        'links',
        'articles',
        'tags',
        'cards',
        'extracts',
        'search'
      ],
      undo: 'undo.mergeHighlights'
    }
  ),
  /** Cuts a highlight in two at an offset of its version's text; the first keeps the id and the note. */
  'highlights.split': mutation(
    z.strictObject({ highlightId: HighlightId, newId: HighlightId, at: Offset }),
    z.tuple([Highlight, Highlight]),
    { changes: ['highlights', 'articles', 'tags', 'search'], undo: 'undo.splitHighlight' }
  ),
  /** Deletes highlights with their notes and tags; undo brings all of it back. */
  'highlights.delete': mutation(z.strictObject({ highlightIds: ids }), Done, {
    changes: ['highlights', 'notes', 'links', 'articles', 'tags', 'search'],
    undo: 'undo.deleteHighlight'
  }),
  /**
   * Changes every highlight that fits a filter, however many: slice by slice, told as `work.progress`, stopped by
   * `work.stop`. One step of undo, of what was done.
   */
  'highlights.changeAll': task(
    z.strictObject({
      filter: HighlightFilter,
      /** These stay as they are. */
      except: z.array(HighlightId).max(10_000),
      change: HighlightChange
    }),
    z.strictObject({ count: z.int(), isWhole: z.boolean() }),
    { changes: ['highlights', 'notes', 'links', 'articles', 'tags', 'search', 'history'] }
  ),
  'highlights.addTag': mutation(z.strictObject({ highlightIds: ids, tag: TagName }), Done, {
    changes: ['highlights', 'tags', 'search'],
    undo: 'undo.addTag'
  }),
  'highlights.removeTag': mutation(z.strictObject({ highlightIds: ids, tag: TagName }), Done, {
    changes: ['highlights', 'tags', 'search'],
    undo: 'undo.removeTag'
  })
}
