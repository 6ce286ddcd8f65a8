import { AppError } from '../../shared/errors.ts'
import type { ImportResult, PlannedFile } from '../../shared/imports.ts'
import type { Context } from '../context.ts'
import { toAppError } from '../db/sqlite-errors.ts'
import { textHash } from '../import/body/build-body.ts'
import { LibraryFound } from '../import/worker/import-runner.ts'
import { type StoredWarning, storedReason, tellWarnings } from '../versions/warnings.ts'
import type { Item, ItemReader } from './batch-items.ts'
import { isOneText, type Named } from './is-one-text.ts'
import { isVeryLarge, keepAside } from './keep-import.ts'
import { knownArticle, prepareImport } from './save-import.ts'

/** What is done with each thing of a batch. */
export interface Way<T> {
  /** Nothing is kept. */
  isPlan: boolean
  reader: ItemReader
  work(
    item: Item,
    signal: AbortSignal,
    onProgress: (sentence: string) => void
  ): Promise<{ result: T; isFailed: boolean }>
}

/** What became of one thing, before it is told in a language. */
export type Fate = Omit<ImportResult, 'message'> & { remarks: readonly StoredWarning[] }

/** @param file the path or address as it was given */
export const failed = (file: string, reason: StoredWarning): Fate => ({
  file,
  status: 'failed',
  articleId: null,
  title: '',
  remarks: [reason]
})

/** The same in the reader's language. */
export const toldFate = ({ remarks, ...fate }: Fate): ImportResult => ({
  ...fate,
  message: tellWarnings(remarks)
})

/**
 * Reads each and keeps it, each in a transaction of its own.
 * @param keeping.undoKey the step of undo all of them belong to; undefined: they are none
 */
export function importing(
  context: Context,
  reader: ItemReader,
  keeping: {
    undoKey: string | undefined
    onAdded(): void
    /** After one too large to be sealed as it is kept. */
    onLarge?: (() => void) | undefined
    report(fate: Fate): void
  }
): Way<ImportResult> {
  const keep: (...work: Parameters<Way<Fate>['work']>) => Promise<Fate> = async (
    item,
    signal,
    onProgress
  ) => {
    const { file } = item
    try {
      const { outcome, fileName } = await reader.read(item, signal, onProgress)
      const prepared = await prepareImport(outcome)
      // Cancelled between reading and keeping: nothing is kept.
      if (signal.aborted) throw new AppError('cancelled', 'errors.import.cancelled', { name: item.name })
      const stamp = { now: context.now(), deviceId: context.deviceId }
      const saved = await keepAside(context, { prepared, fileName, undoKey: keeping.undoKey, stamp })
      if (isVeryLarge(prepared)) keeping.onLarge?.()
      return { file, ...saved }
    } catch (thrown) {
      if (thrown instanceof LibraryFound)
        return { file, status: 'library', articleId: null, title: thrown.app, remarks: [] }
      return failed(file, whyNot(context, thrown, item))
    }
  }
  return {
    isPlan: false,
    reader,
    async work(item, signal, onProgress) {
      const fate = await keep(item, signal, onProgress)
      if (fate.status === 'added') keeping.onAdded()
      const isFailed = fate.status === 'failed'
      // Broken off by the reader, it has no fate.
      if (!isFailed || !signal.aborted) keeping.report(fate)
      return { result: toldFate(fate), isFailed }
    }
  }
}

/** Reads each and keeps nothing but what would tell it from the next. */
export function planning(context: Context, reader: ItemReader): Way<PlannedFile> {
  const bytes = new Set<string>()
  /** What was met already, by its words. */
  const texts = new Map<string, Named[]>()
  return {
    isPlan: true,
    reader,
    async work(item, signal, onProgress) {
      const { file } = item
      try {
        const { outcome } = await reader.read(item, signal, onProgress)
        const known = knownArticle(context.db, outcome, item.name)
        const { title, url, warnings } = outcome.article
        const named = { title, url, fileName: item.name }
        const hash = textHash(outcome.body.text)
        // Two scans without a word have nothing in common but that.
        const same = outcome.body.wordCount > 0 ? (texts.get(hash) ?? []) : []
        const isMet = bytes.has(outcome.sha256) || same.some((one) => isOneText(named, one))
        bytes.add(outcome.sha256)
        texts.set(hash, [...same, named])
        const fate = known?.isTrashed ? 'in-trash' : known || isMet ? 'already-here' : 'new'
        return { result: { file, fate, title, message: tellWarnings(warnings) }, isFailed: false }
      } catch (thrown) {
        if (thrown instanceof LibraryFound)
          return { result: { file, fate: 'library', title: thrown.app, message: '' }, isFailed: false }
        const message = tellWarnings([whyNot(context, thrown, item)])
        return { result: { file, fate: 'unreadable', title: '', message }, isFailed: true }
      }
    }
  }
}

function whyNot({ db }: Context, thrown: unknown, { name }: Item): StoredWarning {
  const error = toAppError(thrown, db)
  return error instanceof AppError ? storedReason(error) : { key: 'errors.import.mistake', values: { name } }
}
