import { setTimeout as delay } from 'node:timers/promises'
import { BrowserWindow } from 'electron'
import { AppError } from '../../shared/errors.ts'
import { APP_ORIGIN } from '../schemes.ts'
import type { Printer } from './handlers.ts'

/** Inches. */
const MARGINS = { top: 0.8, bottom: 0.8, left: 0.85, right: 0.85 }
/** How often the pages are made again at most, and the time between, in which local files surely come. */
const MOST_PRINTS = 4
const SETTLES_MS = 250
/** Countries that print on Letter; the others on A4. */
const LETTER = /-(?:US|CA|MX|PH|CL|CO|CR|GT|NI|PA|SV|VE|DO)\b/

/**
 * Prints pages of ours in a window that is never shown, where no script runs and nothing can be reached.
 * @param locale BCP 47, for the size of the paper.
 */
export function createPrinter(locale: () => string): Printer {
  return {
    pdf: (path, signal) =>
      withPage(path, signal, async (window) => {
        const print = () =>
          window.webContents.printToPDF({
            pageSize: LETTER.test(locale()) ? 'Letter' : 'A4',
            margins: MARGINS,
            printBackground: true,
            generateTaggedPDF: true,
            generateDocumentOutline: true,
            displayHeaderFooter: true,
            headerTemplate: '<span></span>',
            footerTemplate:
              '<div style="inline-size:100%;text-align:center;font-size:8px;color:#666"><span class="pageNumber"></span></div>'
          })
        // A window that is never shown may ask for its typefaces only when it is first laid out, and paper
        // then lacks their words. Nothing in it can tell (no script runs), so what is printed is printed again
        // until it no longer changes.
        let printed = await print()
        for (let more = 0; more < MOST_PRINTS; more++) {
          await delay(SETTLES_MS)
          const again = await print()
          const isSettled = again.length === printed.length
          printed = again
          if (isSettled) break
        }
        return printed
      }),
    paper: (path, signal) =>
      withPage(
        path,
        signal,
        (window) =>
          new Promise<boolean>((resolve, reject) => {
            window.webContents.print({ printBackground: true, silent: false }, (printed, reason) => {
              if (printed) resolve(true)
              else if (/cancel/i.test(reason)) resolve(false)
              else reject(new AppError('unsupported', 'printing.noPrinter', undefined, { cause: reason }))
            })
          })
      )
  }
}

async function withPage<T>(
  path: string,
  signal: AbortSignal,
  work: (window: BrowserWindow) => Promise<T>
): Promise<T> {
  const window = new BrowserWindow({
    show: false,
    width: 900,
    height: 1200,
    webPreferences: {
      javascript: false,
      sandbox: true,
      contextIsolation: true,
      webSecurity: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false
    }
  })
  const end = () => {
    if (!window.isDestroyed()) window.destroy()
  }
  const cancelled = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      end()
      reject(new AppError('cancelled', 'printing.cancelled'))
    })
  })
  cancelled.catch(() => {})
  try {
    if (signal.aborted) throw new AppError('cancelled', 'printing.cancelled')
    // Resolves when the page and its pictures are there.
    await Promise.race([window.loadURL(`${APP_ORIGIN}${path}`), cancelled])
    return await Promise.race([work(window), cancelled])
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('unreadable', 'printing.failed', undefined, { cause: error })
  } finally {
    end()
  }
}
