import type { Database } from 'better-sqlite3'
import { v7 as uuidv7 } from 'uuid'
import { quoteAt, type TextQuote } from '../../shared/anchoring/quote.ts'
import { LOST, type Placement } from '../../shared/anchoring/verdict.ts'
import { AppError } from '../../shared/errors.ts'
import type { Highlight } from '../../shared/highlights.ts'
import type { ArticleId, HighlightId, VersionId } from '../../shared/values.ts'
import type { VerdictCounts } from '../../shared/versions.ts'
import { insertArticleTag, requireArticle, updateArticle } from '../articles/repository.ts'
import { moveCards, moveHighlightCards } from '../cards/move-cards.ts'
import type { Context } from '../context.ts'
import type { Stamp } from '../db/stamp.ts'
import { moveExtracts, moveHighlightExtracts } from '../extracts/move-extracts.ts'
import { insertHighlight, insertHighlightTag, listHighlights } from '../highlights/repository.ts'
import { versionText } from '../highlights/select-text.ts'
import type { Join } from '../history/history.ts'
import { moveLinks } from '../links/move-links.ts'
import { joinNotes } from '../notes/join-notes.ts'
import { getNoteBody, getNoteId, saveNote } from '../notes/repository.ts'
import { moveQueueEntry } from '../queue/move-entry.ts'
import { getPosition, savePosition } from '../reading/repository.ts'
import { noteJoined } from '../statistics/joined-articles.ts'
import { bringSheetEntries } from '../study-sheet/bring-entries.ts'
import { followLines } from './follow-lines.ts'
import { isMadeOfQuotations, QUOTATIONS_IMPORTER } from './quotations.ts'
import { copyVersion, keepPlace, moveHighlight, savePlace } from './repository.ts'
import { runAlign } from './run-align.ts'

/** So often the highlights may change while their places are looked for. */
const ATTEMPTS = 5

export interface Adopted {
  versionId: VersionId
  number: number
  counts: VerdictCounts
}

/** A text on its way to become an article's newest version. */
export interface NewVersion {
  text: string
  wordCount: number
  /** A version with the same text is one all the same: its structure, links or pictures differ. */
  sameText?: boolean
  /** This text has all lines of the one before in their order: what stands in them stays in them. */
  isMoreOfTheSame?: boolean
  /** What the step of undo is called. */
  label: string
  /** The step of undo it joins; absent: one of its own. */
  step?: Join
  /** False when what it was made from has changed meanwhile. */
  isStillRight(): boolean
  /** Writes the version itself, in the transaction; returns its number. */
  save(versionId: VersionId, stamp: Stamp): number
  /** What is still to be done once the article's highlights stand in the version, in the same transaction. */
  after?(versionId: VersionId, stamp: Stamp): void
}

/**
 * Makes the text of one article the newest version of another. Every highlight gets its verdict there: the
 * sure ones move, the others stay where they were and ask. What was written and learned of the other comes along.
 * All of it is one step of undo; undone, the version stays in the list and its text is not lost.
 *
 * @throws AppError `not-found`; `conflict` when the two are one, say the same, or change all the time
 */
export async function adoptVersion(
  context: Context,
  articleId: ArticleId,
  fromArticleId: ArticleId,
  options: { undoable: boolean } = { undoable: true }
): Promise<Adopted> {
  const { db } = context
  if (articleId === fromArticleId) throw new AppError('conflict', 'errors.versions.sameArticle')
  return await addVersion(
    context,
    articleId,
    () => {
      const source = requireArticle(db, fromArticleId)
      return {
        text: versionText(db, source.versionId),
        wordCount: source.wordCount,
        label: 'undo.addVersion',
        isStillRight: () => requireArticle(db, fromArticleId).versionId === source.versionId,
        save: (versionId, stamp) => {
          const number = copyVersion(db, source, { versionId, articleId }, stamp)
          updateArticle(db, source.id, { trashed_at: stamp.now }, stamp)
          return number
        },
        after: (versionId, stamp) => {
          bringHighlights(db, source, { articleId, versionId }, stamp)
          const from = { articleId: source.id, versionId: source.versionId }
          moveCards(db, from, { articleId, versionId, at: 0 }, stamp)
          bringSheetEntries(db, from, { articleId, versionId, at: 0 }, stamp)
          moveExtracts(db, from, { articleId, versionId, at: 0 }, stamp)
          moveQueueEntry(db, source.id, articleId, stamp)
          noteJoined(db, source.id, articleId, stamp)
          bringNoteAndTags(db, source.id, articleId, stamp)
          moveLinks(db, { kind: 'article', id: source.id }, { kind: 'article', id: articleId }, stamp)
        }
      }
    },
    options
  )
}

/**
 * What was highlighted in the other article stands in its text here, too; copies, since undo brings that one back.
 * On words that are highlighted here already, what was written there is added. Cards and extracts of a
 * highlight go with its copy, and what links to it links to that.
 */
function bringHighlights(
  db: Database,
  source: { id: ArticleId; versionId: VersionId },
  target: { articleId: ArticleId; versionId: VersionId },
  stamp: Stamp
): void {
  const place = ({ start, end }: Highlight) => `${start} ${end}`
  const here = new Map(
    listHighlights(db, target.articleId)
      .filter(({ versionId }) => versionId === target.versionId)
      .map((highlight) => [place(highlight), highlight])
  )
  for (const highlight of listHighlights(db, source.id)) {
    if (highlight.versionId !== source.versionId) continue
    const same = here.get(place(highlight))
    const id = same?.id ?? (uuidv7() as HighlightId)
    if (!same) insertHighlight(db, { ...highlight, ...target, id }, stamp.deviceId)
    for (const tag of highlight.tags) insertHighlightTag(db, id, tag, stamp)
    moveHighlightCards(db, highlight.id, id, stamp)
    moveHighlightExtracts(db, highlight.id, id, stamp)
    moveLinks(db, { kind: 'highlight', id: highlight.id }, { kind: 'highlight', id }, stamp)
    const body = joinNotes(same?.note ?? '', highlight.note)
    if (body !== (same?.note ?? ''))
      saveNote(
        db,
        { id: getNoteId(db, id) ?? uuidv7(), articleId: target.articleId, highlightId: id, body },
        stamp
      )
  }
}

/**
 * The note on one article stands under that on another, too, and its tags stand beside the other's; copies, since
 * undo brings the article back.
 */
export function bringNoteAndTags(
  db: Database,
  fromArticleId: string,
  articleId: ArticleId,
  stamp: Stamp
): void {
  for (const tag of requireArticle(db, fromArticleId).tags) insertArticleTag(db, articleId, tag, stamp)
  const here = getNoteBody(db, { articleId, highlightId: null })
  const body = joinNotes(here, getNoteBody(db, { articleId: fromArticleId, highlightId: null }))
  if (body !== here) saveNote(db, { id: uuidv7(), articleId, highlightId: null, body }, stamp)
}

/**
 * Gives an article a newest version and carries its highlights over, as one step of undo. `next` is asked
 * again when the library changed while their places were looked for.
 * @throws AppError `not-found`; `conflict` when the text is the same, or changes all the time; `cancelled` when
 *   `signal` says so before anything is stored
 */
export async function addVersion(
  context: Context,
  articleId: ArticleId,
  next: () => NewVersion,
  options: { undoable: boolean; signal?: AbortSignal | undefined } = { undoable: true }
): Promise<Adopted> {
  const { db, history } = context
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const target = requireArticle(db, articleId)
    const made = next()
    const { text } = made
    const highlights = listHighlights(db, articleId)
    const position = getPosition(db, articleId)
    if (!made.sameText && versionText(db, target.versionId) === text)
      throw new AppError('conflict', 'errors.versions.sameText')
    const placements = new Map<string, Placement>()
    let offset: number | null = null
    for (const versionId of new Set([target.versionId, ...highlights.map((h) => h.versionId)])) {
      const here = highlights.filter((highlight) => highlight.versionId === versionId)
      if (made.isMoreOfTheSame && versionId === target.versionId) {
        const followed = followLines(versionText(db, versionId), text, [...here, placeOf(position)])
        if (position?.versionId === versionId) offset = followed.at(-1)?.span?.start ?? null
        for (const [at, { id }] of here.entries()) placements.set(id, followed[at] ?? LOST)
        continue
      }
      const job = isMadeOfQuotations(db, versionId)
        ? ({ kind: 'quotes', new: text, quotes: here.map((one) => quoteOf(db, one)) } as const)
        : ({
            kind: 'place',
            old: versionText(db, versionId),
            new: text,
            spans: here.map(({ start, end }) => ({ start, end })),
            position: versionId === position?.versionId ? position.offset : null
          } as const)
      const placed = await runAlign(job, options.signal)
      offset ??= placed.position
      for (const [at, { id }] of here.entries()) placements.set(id, placed.placements[at] ?? LOST)
    }
    const save = (): Adopted | undefined => {
      const now = listHighlights(db, articleId)
      const isSame =
        requireArticle(db, articleId).versionId === target.versionId &&
        made.isStillRight() &&
        places(now) === places(highlights)
      if (!isSame) return undefined
      return saveVersion(context, articleId, made, now, placements, offset)
    }
    if (options.signal?.aborted) throw new AppError('cancelled', 'errors.backup.cancelled')
    const saved = options.undoable
      ? history.record(made.label, save, made.step)
      : db.transaction(save).immediate()
    if (saved) return saved
  }
  throw new AppError('conflict', 'errors.versions.busy')
}

/** Where the reader is, as a span without a letter. */
const placeOf = (position: { offset: number } | undefined) => ({
  start: position?.offset ?? 0,
  end: position?.offset ?? 0
})

/** What an app quoted. Around a quotation in a list of quotations stand others, which say nothing. */
function quoteOf(db: Database, { versionId, exact, prefix, suffix }: Highlight): TextQuote {
  const importer = db.prepare('SELECT importer FROM article_versions WHERE id = ?').pluck().get(versionId)
  return importer === QUOTATIONS_IMPORTER ? { exact, prefix, suffix } : { exact, prefix: '', suffix: '' }
}

/** Equal when no highlight was made, deleted or moved. */
function places(highlights: readonly Highlight[]): string {
  return highlights.map(({ id, versionId, start, end }) => `${id} ${versionId} ${start} ${end}`).join('\n')
}

function saveVersion(
  context: Context,
  articleId: ArticleId,
  made: NewVersion,
  highlights: readonly Highlight[],
  placements: ReadonlyMap<string, Placement>,
  offset: number | null
): Adopted {
  const { db, deviceId } = context
  const { text, wordCount } = made
  const stamp = { now: context.now(), deviceId }
  const versionId = uuidv7() as VersionId
  const number = made.save(versionId, stamp)
  updateArticle(db, articleId, { current_version_id: versionId, word_count: wordCount }, stamp)
  const counts: VerdictCounts = { exact: 0, moved: 0, changed: 0, unsure: 0, lost: 0 }
  for (const highlight of highlights) {
    const { verdict, span, score, evidence } = placements.get(highlight.id) ?? LOST
    counts[verdict]++
    const quote = span ? quoteAt(text, span) : { exact: '', prefix: '', suffix: '' }
    keepPlace(db, highlight, stamp)
    savePlace(
      db,
      {
        highlightId: highlight.id,
        versionId,
        verdict,
        start: span?.start ?? null,
        end: span?.end ?? null,
        ...quote,
        score,
        evidence
      },
      stamp
    )
    if (span && verdict !== 'unsure') moveHighlight(db, highlight.id, { versionId, ...span, ...quote }, stamp)
  }
  if (offset !== null) {
    const progress = text.length > 0 ? Math.min(1, offset / text.length) : 0
    savePosition(db, { articleId, versionId, offset, progress }, stamp)
  }
  made.after?.(versionId, stamp)
  return { versionId, number, counts }
}
