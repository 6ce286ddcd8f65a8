import type { Database } from 'better-sqlite3'
import { v7 as uuidv7 } from 'uuid'
import { quoteAt } from '../../shared/anchoring/quote.ts'
import { LOST, type Placement } from '../../shared/anchoring/verdict.ts'
import { CONTEXT_LENGTH, type Highlight } from '../../shared/highlights.ts'
import type { ArticleId, HighlightId, VersionId } from '../../shared/values.ts'
import { requireArticle } from '../articles/repository.ts'
import {
  getHighlight,
  insertHighlight,
  insertHighlightTag,
  requireHighlight
} from '../highlights/repository.ts'
import { versionText } from '../highlights/select-text.ts'
import type { EntryHighlight, LibraryEntry } from '../import/library/library-entry.ts'
import { saveNote } from '../notes/repository.ts'
import { nextQuotation } from '../versions/next-quotation.ts'
import { flat, isMadeOfQuotations, keepQuotations, keptQuotations } from '../versions/quotations.ts'
import { QuotePlacer } from '../versions/quote-placer.ts'
import { keepPlace, moveHighlight, savePlace } from '../versions/repository.ts'
import type { SaveStamp } from './save-import.ts'

/** Where an entry's marks are in a text, worked out beforehand. */
export interface PlacedMarks {
  text: string
  placements: readonly Placement[]
}

export interface SavedMarks {
  added: number
  /** Those that were here and got a note or a tag. */
  changed: number
  /** Of those: how many ask where they are, or stand nowhere in the text. */
  asking: number
  /** Marks without a word to stand on, as quotations for the article's note. */
  unplaced: string[]
}

/**
 * Keeps an entry's marks as highlights of an article. Those whose words are certain stand on them. The others
 * are never guessed and never lost: their words are kept as a version of quotations, the highlights stand
 * there, and the article's versions ask where they belong.
 *
 * @param placed undefined, or of another text: they are looked for here
 */
export function saveMarks(
  db: Database,
  entry: LibraryEntry,
  articleId: ArticleId,
  stamp: SaveStamp,
  placed?: PlacedMarks
): SavedMarks {
  const saved: SavedMarks = { added: 0, changed: 0, asking: 0, unplaced: [] }
  if (entry.highlights.length === 0) return saved
  const versionId = requireArticle(db, articleId).versionId as VersionId
  const text = versionText(db, versionId, articleId)
  const here = new Set(
    db
      .prepare<[string], string>("SELECT text_start || ' ' || text_end FROM highlights WHERE version_id = ?")
      .pluck()
      .all(versionId)
  )
  // A mark without a date is as old as its article, not of today.
  const insert = (mark: EntryHighlight, at: Stands) =>
    insertMark(db, { ...mark, createdAt: mark.createdAt ?? entry.addedAt }, articleId, at, stamp)
  if (entry.content === null && isMadeOfQuotations(db, versionId)) {
    let after = 0
    for (const mark of entry.highlights) {
      const span = nextQuotation(text, mark.exact, after) ?? nextQuotation(text, mark.exact, 0)
      if (!span) {
        saved.unplaced.push(asQuotation(mark))
        continue
      }
      after = Math.max(after, span.end)
      if (!isNew(here, span)) {
        if (addToMark(db, articleId, { versionId, ...span }, mark, stamp)) saved.changed++
        continue
      }
      insert(mark, { versionId, ...span, ...quoteAt(text, span) })
      saved.added++
    }
    return saved
  }
  const placements = placed?.text === text ? placed.placements : placeAll(text, entry.highlights)
  const known = keptQuotations(db, articleId)
  const asking: { mark: EntryHighlight; placement: Placement }[] = []
  for (const [at, mark] of entry.highlights.entries()) {
    if (mark.id && getHighlight(db, mark.id)) continue
    const placement = statedPlacement(text, mark) ?? placements[at] ?? LOST
    if (placement.verdict === 'exact') {
      if (!isNew(here, placement.span!)) continue
      insert(mark, { versionId, ...placement.span!, ...quoteAt(text, placement.span!) })
      saved.added++
    } else if (!known.has(flat(mark.exact))) {
      known.add(flat(mark.exact))
      asking.push({ mark, placement })
    }
  }
  if (asking.length === 0) return saved
  const kept = keepQuotations(
    db,
    articleId,
    asking.map(({ mark }) => mark.exact),
    stamp
  )
  for (const [at, { mark, placement }] of asking.entries()) {
    const quoted = kept.spans[at]
    if (!quoted) {
      saved.unplaced.push(asQuotation(mark))
      continue
    }
    const exact = kept.text.slice(quoted.start, quoted.end)
    const around = {
      prefix: mark.prefix.slice(-CONTEXT_LENGTH).toWellFormed(),
      suffix: mark.suffix.slice(0, CONTEXT_LENGTH).toWellFormed()
    }
    const quotation: Stands = { versionId: kept.versionId, ...quoted, exact, ...around }
    const { verdict, span, score, evidence } = placement
    const found = span && quoteAt(text, span)
    const isSure = verdict === 'changed' || verdict === 'moved'
    const id = insert(mark, quotation)
    keepPlace(db, requireHighlight(db, id), stamp)
    const place = { start: span?.start ?? null, end: span?.end ?? null, ...(found ?? nothing) }
    savePlace(db, { highlightId: id, versionId, verdict, score, evidence, ...place }, stamp)
    if (isSure && span && found) {
      moveHighlight(db, id, { versionId, ...span, ...found }, stamp)
    } else saved.asking++
    saved.added++
  }
  return saved
}

const nothing = { exact: '', prefix: '', suffix: '' }

type Stands = Pick<Highlight, 'versionId' | 'start' | 'end' | 'exact' | 'prefix' | 'suffix'>

function isNew(here: Set<string>, { start, end }: { start: number; end: number }): boolean {
  const key = `${start} ${end}`
  if (here.has(key)) return false
  here.add(key)
  return true
}

/**
 * A highlight that was here gets the note and the tags that the other app has of it since; what is written on it here
 * stays. @returns whether there was something to add
 */
function addToMark(
  db: Database,
  articleId: ArticleId,
  { versionId, start, end }: Pick<Stands, 'versionId' | 'start' | 'end'>,
  mark: EntryHighlight,
  stamp: SaveStamp
): boolean {
  const id = db
    .prepare<[string, number, number], HighlightId>(
      'SELECT id FROM highlights WHERE version_id = ? AND text_start = ? AND text_end = ? LIMIT 1'
    )
    .pluck()
    .get(versionId, start, end)
  if (id === undefined) return false
  const { note, tags } = requireHighlight(db, id)
  const missing = mark.tags.filter((tag) => !tags.includes(tag))
  for (const tag of missing) insertHighlightTag(db, id, tag, stamp)
  const hasNote = mark.note === '' || note.includes(mark.note)
  const body = [note, mark.note].filter(Boolean).join('\n\n')
  if (!hasNote) saveNote(db, { id: uuidv7(), articleId, highlightId: id, body }, stamp)
  return missing.length > 0 || !hasNote
}

function placeAll(text: string, marks: readonly EntryHighlight[]): Placement[] {
  const placer = new QuotePlacer(text)
  return marks.map((mark) => placer.place(mark))
}

/** Our own exports say where a highlight stood: in the same text, its words and what is around them are there. */
function statedPlacement(text: string, mark: EntryHighlight): Placement | undefined {
  if (mark.start === null) return undefined
  const span = { start: mark.start, end: mark.start + mark.exact.length }
  const said =
    text.startsWith(mark.prefix + mark.exact + mark.suffix, span.start - mark.prefix.length) &&
    span.start >= mark.prefix.length
  return said
    ? { verdict: 'exact', span, score: 1, evidence: { quote: 1, context: 1, unique: 1, order: 1 } }
    : undefined
}

const asQuotation = (mark: EntryHighlight) =>
  [mark.exact.replace(/^/gm, '> '), mark.note].filter(Boolean).join('\n\n')

function insertMark(
  db: Database,
  mark: EntryHighlight,
  articleId: ArticleId,
  at: Stands,
  stamp: SaveStamp
): HighlightId {
  const id = (mark.id ?? uuidv7()) as HighlightId
  const createdAt = Math.min(mark.createdAt ?? stamp.now, stamp.now)
  insertHighlight(
    db,
    { id, articleId, ...at, color: mark.color, createdAt, updatedAt: createdAt },
    stamp.deviceId
  )
  for (const tag of mark.tags) insertHighlightTag(db, id, tag, stamp)
  if (mark.note) saveNote(db, { id: uuidv7(), articleId, highlightId: id, body: mark.note }, stamp)
  return id
}
