import type { HandlersOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { requireArticle } from '../articles/repository.ts'
import type { Context } from '../context.ts'
import type { FileDialogs } from '../file-dialogs.ts'
import { safeName } from '../files/safe-name.ts'
import { writeWhole } from '../files/write-whole.ts'

/** What turns a page of ours into paper; it needs a window, so tests and the command line have none. */
export interface Printer {
  /**
   * @param path of a page on our own origin, such as `/print/<versionId>`
   * @throws AppError `cancelled` when the signal says so
   */
  pdf(path: string, signal: AbortSignal): Promise<Uint8Array>
  /** By the system's dialog; false when the reader closed it. */
  paper(path: string, signal: AbortSignal): Promise<boolean>
}

export function printingHandlers(
  { db }: Context,
  printer: Printer | undefined,
  { chooseSave }: Pick<FileDialogs, 'chooseSave'>
): HandlersOf<'printing.savePdf' | 'printing.print' | 'printing.cancel'> {
  const running = new Set<AbortController>()
  const run = async <T>(work: (printer: Printer, signal: AbortSignal) => Promise<T>): Promise<T> => {
    if (!printer) throw new AppError('unsupported', 'printing.failed')
    const abort = new AbortController()
    running.add(abort)
    try {
      return await work(printer, abort.signal)
    } finally {
      running.delete(abort)
    }
  }
  return {
    'printing.savePdf': async ({ articleId }) => {
      const article = requireArticle(db, articleId)
      const name = `${safeName(article.title, 'Article')}.pdf`
      const path = await chooseSave(name, [{ name: 'PDF', extensions: ['pdf'] }])
      if (path === null) return null
      const bytes = await run((to, signal) => to.pdf(`/print/${article.versionId}`, signal))
      await writeWhole(path, bytes)
      return { path }
    },
    'printing.print': async ({ articleId }) => {
      const article = requireArticle(db, articleId)
      return { printed: await run((to, signal) => to.paper(`/print/${article.versionId}`, signal)) }
    },
    'printing.cancel': () => {
      for (const abort of running) abort.abort()
      return null
    }
  }
}
