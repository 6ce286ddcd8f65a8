import { basename } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { AppError } from '../../shared/errors.ts'
import type { ImportProgress } from '../../shared/imports.ts'
import type { LibraryImportPlan, LibraryImportReport } from '../../shared/library-imports.ts'
import type { MessageKey } from '../../shared/messages/en.ts'
import type { Context } from '../context.ts'
import { deleteMeta, readMeta, writeMeta } from '../db/meta.ts'
import { toAppError } from '../db/sqlite-errors.ts'
import type { LibraryEntry, LibraryExport, UnreadableReason } from '../import/library/library-entry.ts'
import type { ImportRunner } from '../import/worker/import-runner.ts'
import { tellWarnings } from '../versions/warnings.ts'
import type { ImportReports } from './import-reports.ts'
import { createEntryKeeping, type LibraryRun } from './keep-entry.ts'
import { type KnownArticles, knownArticles } from './known-articles.ts'
import { failedEntry, type KeptEntry } from './save-entry.ts'

/** The key of `meta` that remembers an import while it runs, so that a crash does not end it for good. */
const RUNNING = 'libraryImport.running'
/** A report that the window can show; the saved one holds every row. */
const SHOWN_PROBLEMS = 1000
/** How often progress is told, and how often lists are read anew for what was added, in milliseconds. */
const TOLD_MS = 100
const SHOWN_MS = 500
/** How long rows that are here already may be looked at before others get their turn, in milliseconds. */
const TURN_MS = 8

export interface LibraryImports {
  plan(batchId: string, path: string): Promise<LibraryImportPlan>
  /** @param fromTrash what is in the Trash comes back out of it */
  run(batchId: string, options: { fromTrash: boolean }): Promise<LibraryImportReport>
  cancel(batchId: string): void
  drop(batchId: string): void
  interrupted(): { path: string; fileName: string; app: string } | null
  forgetInterrupted(): void
  active(): ImportProgress[]
  /** Stops an import. There when it is over; at once when it is not at work. */
  end(batchId: string): Promise<void>
  /** Stops what runs, which is offered again at the next start. There when it is over. */
  close(): Promise<void>
}

interface Plan {
  path: string
  found: LibraryExport
  fates: KeptEntry[]
}

/** Brings other apps' libraries in: plan first, then row by row, each row a transaction of its own. */
export function createLibraryImports(
  context: Context,
  runner: ImportRunner,
  options: {
    onProgress(progress: ImportProgress): void
    onAdded(): void
    /** Before it begins: the time for a backup. False: the reader stopped it, and with it the import. */
    beforeMany?(signal: AbortSignal): Promise<boolean>
    /** Where what became of each row is kept; absent where nobody asks for it later. */
    reports?: ImportReports
    /** False: not a step of undo (command line). */
    undoable: boolean
  }
): LibraryImports {
  const { db } = context
  const keep = createEntryKeeping(context, runner, options.undoable)
  const plans = new Map<string, Plan>()
  const running = new Map<string, { controller: AbortController; progress: ImportProgress }>()
  let isClosing = false
  /** Ends with the last import. */
  let last: Promise<unknown> = Promise.resolve()
  const reading = new Map<string, AbortController>()

  async function run(batchId: string, { fromTrash }: { fromTrash: boolean }): Promise<LibraryImportReport> {
    const plan = plans.get(batchId)
    if (!plan) throw new AppError('not-found', 'errors.libraryImport.notPrepared')
    if (running.has(batchId)) throw new AppError('conflict', 'errors.import.runningAlready')
    const { found, path } = plan
    const controller = new AbortController()
    const { signal } = controller
    const progress: ImportProgress = {
      batchId,
      done: 0,
      total: found.entries.length,
      failed: 0,
      current: found.app
    }
    running.set(batchId, { controller, progress })
    plan.fates = []
    const tellFate = (fate: KeptEntry) => {
      plan.fates.push(fate)
      options.reports?.add(batchId, { ...fate, name: fate.url })
    }
    options.reports?.begin(batchId, { kind: 'library', app: found.app, name: basename(path) })
    for (const one of found.unreadable) tellFate(unreadableFate(one))
    let told = 0
    let shown = 0
    const onKept = (fate: KeptEntry) => {
      tellFate(fate)
      progress.done++
      progress.current = fate.title || found.app
      if (fate.fate === 'failed') progress.failed++
      const now = performance.now()
      if (now - told > TOLD_MS) {
        told = now
        options.onProgress({ ...progress })
      }
      if (fate.fate === 'added' && now - shown > SHOWN_MS) {
        shown = now
        options.onAdded()
      }
    }
    try {
      if (options.beforeMany && !(await options.beforeMany(signal))) controller.abort()
      remember({ path, app: found.app })
      const step = { key: `import:${batchId}`, mode: 'batch' } as const
      const its: LibraryRun = { known: await knownArticles(db), fresh: new Set(), fromTrash, step, signal }
      await keepEach(found.entries, its, onKept)
    } finally {
      running.delete(batchId)
      options.onProgress({ ...progress, done: progress.total, current: '' })
      options.onAdded()
      options.reports?.end(batchId, progress.done < progress.total)
      if (!isClosing) forgetInterrupted()
    }
    return reportOf(batchId, plan, signal.aborted)
  }

  /** Row by row, until it is stopped. @throws what will not get better with the next row */
  async function keepEach(
    entries: readonly LibraryEntry[],
    its: LibraryRun,
    onKept: (fate: KeptEntry) => void
  ): Promise<void> {
    let turn = performance.now()
    for (const entry of entries) {
      if (its.signal.aborted) return
      let fate: KeptEntry
      try {
        fate = await keep(entry, its)
      } catch (thrown) {
        if (its.signal.aborted) return
        const error = toAppError(thrown, db)
        // A full disk or a lost library will not get better with the next row.
        if (error instanceof AppError && ['disk-full', 'read-only', 'damaged'].includes(error.code))
          throw error
        fate = failedEntry(entry, error)
      }
      onKept(fate)
      if (performance.now() - turn > TURN_MS) {
        await nextTurn()
        turn = performance.now()
      }
    }
  }

  const remember = (job: { path: string; app: string }) => writeMeta(db, RUNNING, JSON.stringify(job))
  const forgetInterrupted = () => {
    deleteMeta(db, RUNNING)
  }

  return {
    async plan(batchId, path) {
      const controller = new AbortController()
      reading.set(batchId, controller)
      try {
        const found = await runner.readLibrary(path, controller.signal)
        // One plan at a time: a file that was chosen anew takes the place of the one before.
        for (const other of plans.keys()) if (!running.has(other)) plans.delete(other)
        plans.set(batchId, { path, found, fates: [] })
        return await planOf(batchId, path, found, await knownArticles(db))
      } finally {
        reading.delete(batchId)
      }
    },
    run(batchId, how) {
      const its = run(batchId, how)
      last = Promise.allSettled([last, its]).then(() => undefined)
      return its
    },
    cancel(batchId) {
      reading.get(batchId)?.abort()
      running.get(batchId)?.controller.abort()
    },
    drop(batchId) {
      if (!running.has(batchId)) plans.delete(batchId)
    },
    interrupted() {
      if (running.size > 0) return null
      const value = readMeta(db, RUNNING)
      if (!value) return null
      const { path, app } = JSON.parse(value) as { path: string; app: string }
      return { path, app, fileName: basename(path) }
    },
    forgetInterrupted,
    active: () => [...running.values()].map(({ progress }) => ({ ...progress })),
    async end(batchId) {
      const its = running.get(batchId)
      its?.controller.abort()
      if (its) await last
    },
    async close() {
      isClosing = true
      for (const { controller } of running.values()) controller.abort()
      await last
    }
  }
}

async function planOf(
  batchId: string,
  path: string,
  { app, entries, unreadable }: LibraryExport,
  known: KnownArticles
): Promise<LibraryImportPlan> {
  const plan: LibraryImportPlan = {
    batchId,
    app,
    fileName: basename(path),
    wouldAdd: 0,
    alreadyHere: 0,
    inTrash: 0,
    unreadable: unreadable.length,
    highlights: 0,
    withText: 0,
    sample: []
  }
  let turn = performance.now()
  for (const entry of entries) {
    const here = known.find(entry)
    if (here !== undefined) {
      if (known.isTrashed(here)) plan.inTrash++
      else plan.alreadyHere++
    } else {
      plan.wouldAdd++
      plan.highlights += entry.highlights.length
      if (entry.content) plan.withText++
      if (plan.sample.length < 5) plan.sample.push(entry.title || entry.url)
      // The same address further down in the file is the same article.
      known.add(entry, '' as never)
    }
    if (performance.now() - turn > TURN_MS) {
      await nextTurn()
      turn = performance.now()
    }
  }
  return plan
}

function reportOf(batchId: string, { found, fates }: Plan, cancelled: boolean): LibraryImportReport {
  const count = (fate: KeptEntry['fate']) => fates.filter((one) => one.fate === fate).length
  return {
    batchId,
    app: found.app,
    cancelled,
    added: count('added'),
    updated: count('updated'),
    alreadyHere: count('already-here'),
    inTrash: count('in-trash'),
    unreadable: count('unreadable'),
    failed: count('failed'),
    problems: fates
      .filter((one) => one.fate === 'failed' || one.fate === 'unreadable' || one.remarks.length > 0)
      .slice(0, SHOWN_PROBLEMS)
      .map(({ remarks, ...one }) => ({ ...one, message: tellWarnings(remarks) }))
  }
}

const reasons: Record<UnreadableReason, MessageKey> = {
  noAddress: 'errors.libraryImport.noAddress',
  noWords: 'errors.libraryImport.noWords',
  notARecord: 'errors.libraryImport.notARecord',
  feedOnly: 'errors.libraryImport.feedOnly',
  clippingLimit: 'errors.libraryImport.clippingLimit',
  bookmarkOnly: 'errors.libraryImport.bookmarkOnly'
}

function unreadableFate({ row, title, reason }: LibraryExport['unreadable'][number]): KeptEntry {
  return {
    row,
    title,
    url: '',
    fate: 'unreadable',
    articleId: null,
    remarks: [{ key: reasons[reason] }]
  }
}
