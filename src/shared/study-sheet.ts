import { z } from 'zod'
import { mutation, query, task } from './define.ts'
import { ArticleId, Done, Nothing, Offset, text, VersionId } from './values.ts'

/** What Lectern lists on a study sheet; questions are only ever the reader's own. */
export const sheetKinds = ['person', 'place', 'organisation', 'date', 'figure', 'quotation', 'word'] as const
export const SheetKind = z.enum(sheetKinds)
export type SheetKind = z.infer<typeof SheetKind>
/** The kinds that are met again in other articles and have a page of their own. */
const namedKinds = ['person', 'place', 'organisation'] as const
export const NamedKind = z.enum(namedKinds)
export type NamedKind = z.infer<typeof NamedKind>

/** A place in the canonical text of the version the sheet was made from. */
const Span = z.strictObject({ start: Offset, end: Offset })

/** Something Lectern found in an article by its rules (main/study-sheet). */
export const SheetFinding = z.strictObject({
  kind: SheetKind,
  /** A name, an expression, a number with what it counts, the quoted words, a word. */
  label: z.string(),
  /** In the order of the text. */
  places: z.array(Span),
  /** Of a quotation: its speaker, empty when the text does not tell. */
  detail: z.string(),
  /** Of a date: ISO 8601 to the precision known (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`); empty when not known. */
  from: z.string(),
  to: z.string()
})
export type SheetFinding = z.infer<typeof SheetFinding>

/** `found` by Lectern until the reader says what it is worth. */
export const Verdict = z.enum(['found', 'confirmed', 'dismissed'])
export type Verdict = z.infer<typeof Verdict>

export const SheetEntryId = z.uuid().brand<'SheetEntryId'>()
export type SheetEntryId = z.infer<typeof SheetEntryId>

/** Longest label that is kept (quoted words), and longest definition or question, UTF-16 units. */
export const MAX_LABEL = 20_000
export const MAX_BODY = 20_000

export const Sheet = z.strictObject({
  articleId: ArticleId,
  versionId: VersionId,
  title: z.string(),
  /** BCP 47, or empty when unknown. */
  language: z.string(),
  /** False where the rules for names, speakers, dates, figures and words do not know the language. */
  isUnderstood: z.boolean(),
  /** Relative dates can be placed only when the day of publication is known. */
  hasPublicationDay: z.boolean(),
  /** The headings; where there are none, how paragraphs begin. */
  hasHeadings: z.boolean(),
  outline: z.array(z.strictObject({ level: z.int(), text: z.string(), offset: Offset })),
  items: z.array(
    z.strictObject({
      ...SheetFinding.shape,
      verdict: Verdict,
      /** The reader's own definition of a word, Markdown; empty when there is none. */
      definition: z.string()
    })
  ),
  questions: z.array(z.strictObject({ id: SheetEntryId, body: z.string() }))
})
export type Sheet = z.infer<typeof Sheet>
export type SheetItem = Sheet['items'][number]

/** Where somebody or something is named in one article. */
const MentionsInArticle = z.strictObject({
  articleId: ArticleId,
  title: z.string(),
  passages: z.array(
    z.strictObject({ ...Span.shape, before: z.string(), exact: z.string(), after: z.string() })
  )
})

const finding = { kind: SheetKind, label: text(MAX_LABEL).min(1), detail: text(1000) }
/** Where the finding first stands. */
const firstPlace = { versionId: VersionId, ...Span.shape }

export const sheetContract = {
  /** The sheet of an article's current version; made on the first call, in a thread of its own. */
  'sheets.get': query(z.strictObject({ articleId: ArticleId }), Sheet),
  /** What the reader says of a finding; `found` takes the judgement back. Refused (`conflict`) unless its place is in the text. */
  'sheets.judge': mutation(
    z.strictObject({ articleId: ArticleId, ...finding, ...firstPlace, verdict: Verdict }),
    Done,
    {
      changes: ['sheets'],
      undo: 'undo.judgeFinding'
    }
  ),
  /** The reader's own definition of a word; empty removes it. */
  'sheets.define': mutation(
    z.strictObject({
      articleId: ArticleId,
      word: text(200).min(1),
      ...firstPlace,
      definition: text(MAX_BODY)
    }),
    Done,
    {
      changes: ['sheets'],
      undo: 'undo.defineWord',
      coalesce: ({ articleId, word }) => `define ${articleId} ${word}`
    }
  ),
  /** Writes a question of the reader's; empty removes it. */
  'sheets.saveQuestion': mutation(
    z.strictObject({ id: SheetEntryId, articleId: ArticleId, body: text(MAX_BODY) }),
    Done,
    { changes: ['sheets'], undo: 'undo.saveQuestion', coalesce: ({ id }) => `question ${id}` }
  ),
  /** Everywhere a name is met, newest article first; articles where the reader dismissed it are left out. */
  'sheets.mentions': query(
    z.strictObject({ kind: NamedKind, name: text(1000).min(1) }),
    z.strictObject({
      articles: z.array(MentionsInArticle),
      /** Articles that nobody has looked through yet. */
      waiting: z.int()
    })
  ),
  /** Makes the sheets of some articles that have none, newest first; called again until none is waiting. */
  'sheets.lookThrough': task(Nothing, z.strictObject({ waiting: z.int() }), { changes: ['sheets'] }),
  'sheets.saveMarkdown': task(
    z.strictObject({ articleId: ArticleId }),
    z.strictObject({ path: z.string() }).nullable()
  )
}
