import { z } from 'zod'
import { mutation, query, task } from './define.ts'
import {
  ArticleId,
  Direction,
  Done,
  LanguageTag,
  Page,
  Sha256,
  TagName,
  Time,
  text,
  VersionId
} from './values.ts'

/** Where an article stands with its reader. */
export const ArticleState = z.enum(['later', 'reading', 'finished'])
export type ArticleState = z.infer<typeof ArticleState>

/** What a row in the library shows. */
export const ArticleSummary = z.strictObject({
  id: ArticleId,
  title: z.string(),
  byline: z.string(),
  site: z.string(),
  /** What is shown as its source: the site as stated, else the host of its address; or empty. */
  source: z.string(),
  standfirst: z.string(),
  /** ISO date or date-time as published, or empty: never guessed. */
  published: z.string(),
  language: LanguageTag,
  direction: Direction,
  state: ArticleState,
  starred: z.boolean(),
  wordCount: z.int(),
  /** 0 to 1: how far the reader has come. */
  progress: z.number().min(0).max(1),
  highlightCount: z.int(),
  noteCount: z.int(),
  tags: z.array(z.string()),
  leadImage: Sha256.nullable(),
  addedAt: Time,
  openedAt: Time.nullable(),
  trashedAt: Time.nullable(),
  /** Title of the article it is an extract of (empty when that is gone); null when it is none. */
  extractOf: z.string().nullable()
})
export type ArticleSummary = z.infer<typeof ArticleSummary>

/** One article, without its text. */
export const Article = z.strictObject({
  ...ArticleSummary.shape,
  url: z.string(),
  /** When its text was last changed, as stated, or empty. */
  modified: z.string(),
  /** Name or address of its licence, as stated, or empty. */
  licence: z.string(),
  /** Where the picture that stands for it came from, or empty; never fetched by itself. */
  leadImageUrl: z.string(),
  versionId: VersionId,
  /** The reader's note on the whole article, Markdown; empty when there is none. */
  note: z.string(),
  sourceFileName: z.string(),
  updatedAt: Time
})
export type Article = z.infer<typeof Article>

/** Characters of a saved search's query: as many as search reads. */
export const MAX_SAVED_QUERY = 500

/**
 * How a list can be sorted: by when it was added, opened last or published, by title, words, or how far it was
 * read.
 */
export const articleSorts = ['added', 'opened', 'title', 'length', 'progress', 'published'] as const
/** In the Trash also by when each was thrown away. */
export const trashSorts = ['trashed', ...articleSorts] as const
export const ArticleSort = z.enum(trashSorts)
export type ArticleSort = z.infer<typeof ArticleSort>
/** Which articles a list shows; what is absent narrows nothing, but the Trash is shown only when it is asked for. */
export const ArticleFilter = z.strictObject({
  state: ArticleState.optional(),
  starred: z.boolean().optional(),
  tag: TagName.optional(),
  trashed: z.boolean().default(false),
  hasHighlights: z.boolean().optional(),
  /** True: only extracts of other articles. False: without them. */
  extracts: z.boolean().optional(),
  /** Narrows by words in title, site or byline (plain text, case-insensitive). */
  contains: text(200).optional(),
  /** Only what a saved search with this query finds (see savedSearches.counts). */
  query: text(MAX_SAVED_QUERY).optional()
})
export type ArticleFilter = z.infer<typeof ArticleFilter>
export type ArticleFilterInput = z.input<typeof ArticleFilter>

const ids = z.array(ArticleId).min(1).max(10_000)

/** What can be done with very many articles; as the methods of these names do with a few. */
const ArticleChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('setState'), state: ArticleState }),
  z.strictObject({ kind: z.literal('setStarred'), starred: z.boolean() }),
  z.strictObject({ kind: z.literal('addTag'), tag: TagName }),
  z.strictObject({ kind: z.literal('removeTag'), tag: TagName }),
  z.strictObject({ kind: z.literal('trash') }),
  z.strictObject({ kind: z.literal('restore') }),
  /** As `queue.add`. */
  z.strictObject({ kind: z.literal('comeBack') }),
  z.strictObject({ kind: z.literal('purge') })
])
export type ArticleChange = z.infer<typeof ArticleChange>

export const articleContract = {
  'articles.list': query(
    z.strictObject({
      filter: ArticleFilter,
      sort: ArticleSort,
      descending: z.boolean(),
      page: Page
    }),
    z.strictObject({ total: z.int(), items: z.array(ArticleSummary) })
  ),
  'articles.get': query(z.strictObject({ articleId: ArticleId }), Article),
  /** Every id a filter matches, in order: for "select all". */
  'articles.ids': query(
    z.strictObject({ filter: ArticleFilter, sort: ArticleSort, descending: z.boolean() }),
    z.array(ArticleId)
  ),
  /** As the library's lists show them: extracts are a list of their own (and in Starred and the Trash). */
  'articles.counts': query(
    z.strictObject({}),
    z.strictObject({
      all: z.int(),
      later: z.int(),
      reading: z.int(),
      finished: z.int(),
      starred: z.int(),
      extracts: z.int(),
      trashed: z.int(),
      highlights: z.int()
    })
  ),
  'articles.setState': mutation(z.strictObject({ articleIds: ids, state: ArticleState }), Done, {
    changes: ['articles'],
    undo: 'undo.setState'
  }),
  'articles.setStarred': mutation(z.strictObject({ articleIds: ids, starred: z.boolean() }), Done, {
    changes: ['articles'],
    undo: 'undo.setStarred'
  }),
  'articles.addTag': mutation(z.strictObject({ articleIds: ids, tag: TagName }), Done, {
    changes: ['articles', 'tags', 'search'],
    undo: 'undo.addTag'
  }),
  'articles.removeTag': mutation(z.strictObject({ articleIds: ids, tag: TagName }), Done, {
    changes: ['articles', 'tags', 'search'],
    undo: 'undo.removeTag'
  }),
  /** Corrects what the importer understood. Absent fields stay. */
  'articles.update': mutation(
    z.strictObject({
      articleId: ArticleId,
      title: text(1000).optional(),
      byline: text(1000).optional(),
      site: text(500).optional(),
      /** Of http or https; empty when it has none. */
      url: text(8192)
        .regex(/^(?:https?:\/\/[^\s\0]+)?$/iu)
        .optional(),
      published: text(40).optional(),
      modified: text(40).optional(),
      licence: text(500).optional(),
      language: LanguageTag.optional()
    }),
    Article,
    {
      // Whatever lists something of an article says its title.
      changes: [
        'articles',
        'reading',
        'links',
        'search',
        'highlights',
        'cards',
        'queue',
        'meetings',
        'notebooks'
      ],
      undo: 'undo.updateArticle'
    }
  ),
  'articles.trash': mutation(z.strictObject({ articleIds: ids }), Done, {
    changes: ['articles', 'highlights', 'links', 'tags', 'search'],
    undo: 'undo.trashArticle'
  }),
  'articles.restore': mutation(z.strictObject({ articleIds: ids }), Done, {
    changes: ['articles', 'highlights', 'links', 'tags', 'search'],
    undo: 'undo.restoreArticle'
  }),
  /** Deletes for good what is in the Trash; the one thing that cannot be undone, so the window asks first. */
  'articles.purge': mutation(z.strictObject({ articleIds: ids }), Done, {
    changes: ['articles', 'highlights', 'notes', 'links', 'tags', 'search', 'history']
  }),
  /**
   * Changes as many as a library may have, slice by slice, and can be stopped between two (`work.stop`). All of
   * it is one step of undo, but for `purge`, which is none. `count`: how many were gone through. Articles that
   * are gone meanwhile are passed over.
   */
  'articles.changeMany': task(
    z.strictObject({ articleIds: z.array(ArticleId).min(1).max(1_000_000), change: ArticleChange }),
    z.strictObject({ count: z.int(), isWhole: z.boolean() }),
    { changes: ['articles', 'highlights', 'notes', 'links', 'tags', 'search', 'queue', 'history'] }
  )
}
