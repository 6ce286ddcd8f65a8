import { z } from 'zod'
import { MAX_CLOZE } from './cloze.ts'
import { mutation, query, task } from './define.ts'
import { HighlightFilter } from './highlights.ts'
import {
  ArticleId,
  Done,
  HighlightId,
  Nothing,
  Offset,
  Page,
  Sha256,
  TagName,
  Time,
  text,
  VersionId
} from './values.ts'

/** What the reader wants to remember; it gives one or more cards. */
export const PromptId = z.uuid().brand<'PromptId'>()
export type PromptId = z.infer<typeof PromptId>
/** One thing that is asked. */
export const CardId = z.uuid().brand<'CardId'>()
export type CardId = z.infer<typeof CardId>

/**
 * `question`: asked and answered. `cloze`: a text with hidden parts. `picture`: an image with hidden parts.
 * `passage`: shown again, to be recalled from its surroundings.
 */
export const cardKinds = ['question', 'cloze', 'passage', 'picture'] as const
export const CardKind = z.enum(cardKinds)
export type CardKind = z.infer<typeof CardKind>

/** Lapses after which a card is a leech; Anki's number. https://docs.ankiweb.net/leeches.html */
export const LEECH_LAPSES = 8

/** A hidden part of a picture: left top corner and size, in parts of the picture (0 to 1). */
export const Mask = z.strictObject({
  ordinal: z.int().min(1).max(MAX_CLOZE),
  x: z.number().min(0).max(1),
  y: z.number().min(0).max(1),
  width: z.number().min(0.001).max(1),
  height: z.number().min(0.001).max(1)
})
export type Mask = z.infer<typeof Mask>

/** An image the library keeps, and what of it is hidden. */
export const Picture = z.strictObject({ hash: Sha256, masks: z.array(Mask).max(MAX_CLOZE) })
export type Picture = z.infer<typeof Picture>

/** UTF-16 units; as long as a passage may be. */
export const MAX_CARD_TEXT = 100_000
const CardText = text(MAX_CARD_TEXT)

/** Where a card stands with the scheduler, as FSRS names it. */
export const CardState = z.enum(['new', 'learning', 'review', 'relearning'])
export type CardState = z.infer<typeof CardState>

/** One card with what it asks and where it stands. */
export const Card = z.strictObject({
  id: CardId,
  promptId: PromptId,
  kind: CardKind,
  /** The number of the cloze or of the hidden part; 1 for the others. */
  ordinal: z.int(),
  front: z.string(),
  back: z.string(),
  picture: Picture.nullable(),
  tags: z.array(z.string()),
  articleId: ArticleId.nullable(),
  articleTitle: z.string(),
  highlightId: HighlightId.nullable(),
  /** The sentence the words were read in; empty when there is none. */
  sentence: z.string(),
  exact: z.string(),
  state: CardState,
  /** Days until it is due, negative when overdue; null for a new card that was given no day. */
  dueIn: z.int().nullable(),
  /** Days. */
  stability: z.number(),
  reps: z.int(),
  lapses: z.int(),
  suspended: z.boolean(),
  buried: z.boolean(),
  createdAt: Time
})
export type Card = z.infer<typeof Card>

/** Where the words of a card were read. */
export const CardSource = z.strictObject({
  articleId: ArticleId,
  versionId: VersionId,
  highlightId: HighlightId.nullable(),
  start: Offset,
  end: Offset,
  exact: text(1_000_000)
})
export type CardSource = z.infer<typeof CardSource>

/**
 * What a list of cards can be narrowed to. `waiting`: due by the end of today, met before or given that day by hand;
 * `leech`: forgotten `LEECH_LAPSES` times.
 */
export const cardStatuses = ['all', 'new', 'waiting', 'suspended', 'buried', 'leech'] as const
export const CardFilter = z.strictObject({
  status: z.enum(cardStatuses).default('all'),
  articleId: ArticleId.optional(),
  tag: TagName.optional(),
  /** Narrows by words of question, answer or sentence (plain text, case-insensitive). */
  contains: text(200).optional()
})
export type CardFilter = z.infer<typeof CardFilter>

/**
 * How a list of cards can be sorted: the newest first; by their day, the earliest first, and new ones without a day last;
 * by how often they were forgotten; by how firmly they are known, the least first, and new ones last.
 */
export const cardSorts = ['newest', 'due', 'forgotten', 'weakest'] as const
export const CardSort = z.enum(cardSorts)
export type CardSort = z.infer<typeof CardSort>

/** The longest way off a card may be put, days, as far as FSRS itself goes; and over how many days cards are spread. */
export const MAX_DUE_IN = 36_500
export const MAX_SPREAD = 3650

/**
 * What can be done with many cards at once. `delete` takes the prompts, and so the other cards made from them, too.
 *
 * `reset` makes them new again: what FSRS held of them and how often they were forgotten goes; how often they were asked
 * and their answers in the log stay, and those after it begin another history. `due` sets the day they come back on,
 * `inDays` study days from today, or spread evenly over as many days as `over` says from then on. It changes no memory:
 * FSRS goes on from the day of the last answer, and a new card stays new, asked on that day before other new ones. One
 * that is being learned is done with its steps; one that is suspended or buried is awake again.
 */
export const CardChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('suspended'), suspended: z.boolean() }),
  z.strictObject({ kind: z.literal('addTag'), tag: TagName }),
  z.strictObject({ kind: z.literal('removeTag'), tag: TagName }),
  z.strictObject({ kind: z.literal('reset') }),
  z.strictObject({
    kind: z.literal('due'),
    inDays: z.int().min(0).max(MAX_DUE_IN),
    over: z.int().min(1).max(MAX_SPREAD)
  }),
  z.strictObject({ kind: z.literal('delete') })
])
export type CardChange = z.infer<typeof CardChange>

/** Certain cards, or all that a filter lets through but a few. */
export const ManyCards = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('some'), cardIds: z.array(CardId).max(10_000) }),
  z.strictObject({ kind: z.literal('all'), filter: CardFilter, except: z.array(CardId).max(10_000) })
])
export type ManyCards = z.infer<typeof ManyCards>

const cardIds = z.array(CardId).min(1).max(10_000)
const promptIds = z.array(PromptId).min(1).max(10_000)
const content = { kind: CardKind, front: CardText, back: CardText, picture: Picture.nullable() }

/** What is typed into the form of a card and not kept yet. */
export const CardDraft = z.strictObject({ ...content, tags: z.array(TagName).max(100) })
export type CardDraft = z.infer<typeof CardDraft>

/** Names what a form is for: words of an article, its pictures, nothing, or a card that is edited. */
const DraftKey = text(200).min(1)

export const cardContract = {
  /** What was typed there before the window closed, and not kept; null when nothing was. */
  'cards.draft': query(z.strictObject({ key: DraftKey }), CardDraft.nullable()),
  /** Keeps what is typed, or forgets it. The oldest of very many are forgotten by themselves. */
  'cards.keepDraft': mutation(z.strictObject({ key: DraftKey, draft: CardDraft.nullable() }), Done, {
    changes: [],
    incidental: true
  }),
  /**
   * Makes a prompt and its cards, and answers with them. `invalid-input` with a sentence when there is
   * nothing to ask; `conflict` when the words are not where `source` says, or the id is another prompt's.
   */
  'cards.create': mutation(
    z.strictObject({
      promptId: PromptId,
      ...content,
      source: CardSource.nullable(),
      tags: z.array(TagName).max(100)
    }),
    z.array(Card),
    { changes: ['cards', 'reviews', 'tags'], undo: 'undo.createCard' }
  ),
  /** Edits in place: cards that stay keep their schedule, new numbers are new cards, and those gone go. */
  'cards.update': mutation(z.strictObject({ promptId: PromptId, ...content }), z.array(Card), {
    changes: ['cards', 'reviews'],
    undo: 'undo.updateCard'
  }),
  /** With all cards of the prompts; their reviews stay in the log. */
  'cards.delete': mutation(z.strictObject({ promptIds }), Done, {
    changes: ['cards', 'reviews', 'tags'],
    undo: 'undo.deleteCard'
  }),
  'cards.setSuspended': mutation(z.strictObject({ cardIds, suspended: z.boolean() }), Done, {
    changes: ['cards', 'reviews'],
    undo: 'undo.suspendCard'
  }),
  /** Not asked before tomorrow. */
  'cards.setBuried': mutation(z.strictObject({ cardIds, buried: z.boolean() }), Done, {
    changes: ['cards', 'reviews'],
    undo: 'undo.buryCard'
  }),
  'cards.addTag': mutation(z.strictObject({ promptIds, tag: TagName }), Done, {
    changes: ['cards', 'tags'],
    undo: 'undo.addTag'
  }),
  'cards.removeTag': mutation(z.strictObject({ promptIds, tag: TagName }), Done, {
    changes: ['cards', 'tags'],
    undo: 'undo.removeTag'
  }),
  /**
   * Changes many cards, slice by slice, told as `work.progress`, stopped by `work.stop`. One step of undo, of what was
   * done. `count`: cards that were looked at.
   */
  'cards.changeMany': task(
    z.strictObject({ which: ManyCards, change: CardChange }),
    /** `isStep`: something of them is another now, and can be taken back. */
    z.strictObject({ count: z.int(), isWhole: z.boolean(), isStep: z.boolean() }),
    { changes: ['cards', 'reviews', 'tags', 'history'] }
  ),
  /**
   * Makes a card of every highlight that fits a filter, but of those in `except` and those that have one: a few words
   * are hidden in their sentence, a passage is to be recalled from how it begins; the note is shown with the answer, and
   * the tags come along. Slice by slice, told as `work.progress`, stopped by `work.stop`; one step of undo.
   */
  'cards.createFromHighlights': task(
    z.strictObject({ filter: HighlightFilter, except: z.array(HighlightId).max(10_000) }),
    z.strictObject({
      made: z.int(),
      alreadyHere: z.int(),
      /** Longer than a card may be. */
      leftOut: z.int(),
      isWhole: z.boolean()
    }),
    { changes: ['cards', 'reviews', 'tags', 'history'] }
  ),
  /** How many of some cards have each tag; what most of them have first. */
  'cards.tagsOf': query(
    z.strictObject({ which: ManyCards }),
    z.array(z.strictObject({ tag: z.string(), count: z.int() }))
  ),
  /** Without those of articles in the Trash. */
  'cards.list': query(
    z.strictObject({ filter: CardFilter, sort: CardSort.default('newest'), page: Page }),
    z.strictObject({ total: z.int(), items: z.array(Card) })
  ),
  /** The tags of the cards that are listed, and how many have each; the most used first. */
  'cards.tags': query(Nothing, z.array(z.strictObject({ tag: z.string(), count: z.int() }))),
  /** All cards of a prompt, in the order of their numbers. */
  'cards.ofPrompt': query(z.strictObject({ promptId: PromptId }), z.array(Card)),
  /** Where a card's words stand in the article's current version; `span` null when they are not found there. */
  'cards.place': query(
    z.strictObject({ promptId: PromptId }),
    z
      .strictObject({
        articleId: ArticleId,
        highlightId: HighlightId.nullable(),
        span: z.strictObject({ start: Offset, end: Offset }).nullable()
      })
      .nullable()
  ),
  /** The images kept with an article, for cards with hidden parts. */
  'cards.pictures': query(
    z.strictObject({ articleId: ArticleId }),
    z.array(
      z.strictObject({ hash: Sha256, width: z.int().nullable(), height: z.int().nullable(), alt: z.string() })
    )
  ),
  /** Every card to a file the reader chooses: a package for Anki, or Anki's text with headers. */
  'cards.exportAnki': task(
    z.strictObject({ format: z.enum(['apkg', 'text']) }),
    z.strictObject({ path: z.string(), notes: z.int(), cards: z.int() }).nullable()
  ),
  /** Adds what is not here yet from an Anki package the reader chooses; null when the dialog was closed. */
  'cards.importAnki': task(
    Nothing,
    z
      .strictObject({
        added: z.int(),
        alreadyHere: z.int(),
        /** Notes with nothing Lectern can ask. */
        leftOut: z.int(),
        /** Notes whose pictures, sounds or formatting stayed behind. */
        simplified: z.int()
      })
      .nullable(),
    { changes: ['cards', 'reviews', 'tags', 'history'] }
  )
}
