import type { ArticleId } from '../../shared/values.ts'
import { requireArticle, updateArticle } from '../articles/repository.ts'
import type { Context } from '../context.ts'
import { sealing } from '../db/seal-rows.ts'
import { versionText } from '../highlights/select-text.ts'
import type { Join } from '../history/history.ts'
import type { LibraryEntry } from '../import/library/library-entry.ts'
import type { ImportRunner } from '../import/worker/import-runner.ts'
import { runAlign } from '../versions/run-align.ts'
import { fillArticle, isWithoutText } from './fill-article.ts'
import type { KnownArticles } from './known-articles.ts'
import { entryBehind, joinMarks } from './more-quotations.ts'
import { type KeptEntry, mergeEntry, saveEntry } from './save-entry.ts'
import { prepareImport } from './save-import.ts'
import type { PlacedMarks } from './save-marks.ts'

/** What one import knows while it runs. */
export interface LibraryRun {
  known: KnownArticles
  /** The articles it added itself. */
  fresh: Set<ArticleId>
  fromTrash: boolean
  /** The step of undo all of it belongs to. */
  step: Join
  signal: AbortSignal
}

/**
 * Keeps the rows of another app's library, each in a transaction of its own: a new article, or what is new of one that
 * is here.
 * @param undoable false: not a step of undo (command line)
 */
export function createEntryKeeping(context: Context, runner: ImportRunner, undoable: boolean) {
  const { db, history, now, deviceId } = context
  const read = async (entry: LibraryEntry, { signal }: LibraryRun) =>
    prepareImport(await runner.run({ kind: 'entry', entry }, signal))

  /**
   * What was marked since then comes into a text that is nothing but quotations, each in its place among the others.
   * @returns the entry with what is new of its marks: what was deleted here stays deleted
   */
  async function giveQuotations(
    entry: LibraryEntry,
    here: ArticleId,
    run: LibraryRun
  ): Promise<LibraryEntry> {
    if (entry.content || entry.highlights.length === 0 || !isWithoutText(db, here)) return entry
    const before = await entryBehind(db, here)
    if (!before) return entry
    const { all, added, changed } = joinMarks(before.highlights, entry.highlights)
    if (added.length > 0) {
      const whole = { ...before, row: entry.row, highlights: all, excerpt: before.excerpt || entry.excerpt }
      const prepared = await read(whole, run)
      await fillArticle(context, here, prepared, entry.title, {
        undoable,
        step: run.step,
        isMoreOfTheSame: true
      })
    }
    return {
      ...entry,
      highlights: entry.highlights.filter((mark) => added.includes(mark) || changed.includes(mark))
    }
  }

  /** What was only an address so far gets the text that this export has of it, as its newest version. */
  async function giveText(entry: LibraryEntry, here: ArticleId, run: LibraryRun) {
    if (!entry.content || !isWithoutText(db, here)) return false
    const prepared = await read(entry, run)
    // A page without a word in it was read as what is here already.
    if (prepared.article.mediaType === 'application/json') return false
    await fillArticle(context, here, prepared, entry.title, { undoable, step: run.step })
    return true
  }

  return async function keep(entry: LibraryEntry, run: LibraryRun): Promise<KeptEntry> {
    const { known, fresh, fromTrash } = run
    const stamp = { now: now(), deviceId, stayInTrash: !fromTrash }
    const write = (change: () => KeptEntry) =>
      undoable
        ? history.record('undo.import', change, run.step)
        : db.transaction(() => sealing(db, change)).immediate()
    const here = known.find(entry)
    if (here) {
      const isFilled = await giveText(entry, here, run)
      const news = isFilled ? entry : await giveQuotations(entry, here, run)
      const placed = await placeMarks(news, () => versionText(db, requireArticle(db, here).versionId))
      const isBack = fromTrash && known.isTrashed(here)
      const fate = write(() => {
        if (isBack) updateArticle(db, here, { trashed_at: null }, stamp)
        const isOfThis = fresh.has(here)
        return mergeEntry(db, news, here, { ...stamp, isOfThis }, placed)
      })
      if (isBack) {
        return { ...fate, fate: 'updated', remarks: [{ key: 'imports.library.cameBack' }, ...fate.remarks] }
      }
      return isFilled && fate.fate === 'already-here' ? { ...fate, fate: 'updated' } : fate
    }
    const prepared = await read(entry, run)
    const placed = entry.content ? await placeMarks(entry, () => prepared.body.text) : undefined
    const fate = write(() => saveEntry(db, entry, prepared, stamp, placed))
    if (fate.articleId) {
      known.add(entry, fate.articleId)
      if (fate.fate === 'added') fresh.add(fate.articleId)
    }
    return fate
  }
}

/** Finds an entry's marks in a text before the library is written to, beside main where that takes long. */
async function placeMarks(entry: LibraryEntry, text: () => string): Promise<PlacedMarks | undefined> {
  if (entry.highlights.length === 0) return undefined
  const job = { kind: 'quotes' as const, new: text(), quotes: entry.highlights }
  const quotes = job.quotes.map(({ exact, prefix, suffix }) => ({ exact, prefix, suffix }))
  const { placements } = await runAlign({ ...job, quotes })
  return { text: job.new, placements }
}
