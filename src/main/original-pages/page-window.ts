import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import type { Database } from 'better-sqlite3'
import { BrowserWindow, type Session } from 'electron'
import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { PageRect } from '../../shared/original-pages.ts'
import { awakeTimeout } from '../awake-timeout.ts'
import { PDF } from '../reading/repository.ts'
import { DrawnPages } from './drawn-pages.ts'
import type { OriginalPages } from './handlers.ts'
import { PAGES_SCHEME } from './pages-scheme.ts'
import { createPagesSession } from './pages-session.ts'

/** Milliseconds one page may take; one that takes longer was made to. */
const DEADLINE = 20_000
/** Milliseconds without a question after which the process ends. */
const IDLE = 120_000
/** A drawn page: a picture that a window can show without trouble. */
const MOST_BYTES = 64 * 1024 * 1024

const Opened = z.strictObject({
  count: z.int().min(1).max(1_000_000),
  width: z.number().positive(),
  height: z.number().positive()
})
const Places = z.array(z.array(PageRect).max(2000)).max(200)

const unpack = promisify(inflate)

interface Drawing {
  versionId: string
  window: BrowserWindow
  ready: Promise<z.infer<typeof Opened>>
}

/**
 * Draws pages in a hidden window: a process of its own, in a session that knows one address and no other, with
 * no preload and nothing of Node (decision 15). What it says is checked; when it is slow or gone, it is ended
 * and another begun. One document at a time, and a new process for each.
 */
export function createOriginalPages(options: {
  db(): Database | undefined
  /** The folder of the built window's files. */
  rendererFolder: string
}): OriginalPages {
  let drawing: Drawing | undefined
  let document: { versionId: string; bytes: Uint8Array<ArrayBuffer> } | undefined
  let idle: ReturnType<typeof setTimeout> | undefined
  let queue: Promise<unknown> = Promise.resolve()
  const drawnPages = new DrawnPages()
  const ownSession = createPagesSession(options.rendererFolder, () => document?.bytes)

  function end(): void {
    clearTimeout(idle)
    const ended = drawing
    drawing = undefined
    document = undefined
    if (ended && !ended.window.isDestroyed()) ended.window.destroy()
  }

  async function sourceOf(versionId: string): Promise<Uint8Array<ArrayBuffer>> {
    const row = options
      .db()
      ?.prepare<[string, string], { bytes: Buffer }>(
        'SELECT bytes FROM sources WHERE version_id = ? AND media_type = ?'
      )
      .get(versionId, PDF)
    if (!row) throw new AppError('not-found', 'originals.none')
    return new Uint8Array(await unpack(row.bytes))
  }

  async function start(versionId: string): Promise<Drawing> {
    if (drawing?.versionId === versionId && !drawing.window.isDestroyed()) return drawing
    end()
    const bytes = await sourceOf(versionId)
    const window = hiddenWindow(ownSession())
    document = { versionId, bytes }
    // One that died between two questions is not asked again.
    window.webContents.on('render-process-gone', () => {
      if (drawing?.window === window) end()
    })
    const ready = (async () => {
      await window.loadURL(`${PAGES_SCHEME}://lectern/`)
      return Opened.parse(await window.webContents.executeJavaScript('lecternPages.open()'))
    })()
    ready.catch(() => undefined)
    drawing = { versionId, window, ready }
    return drawing
  }

  /** One question after the other, each with its deadline. */
  function ask<T>(versionId: string, question: (drawing: Drawing) => Promise<T>): Promise<T> {
    const answer = queue.then(async () => {
      clearTimeout(idle)
      let stopClock: (() => void) | undefined
      let stop: (() => void) | undefined
      try {
        const current = await start(versionId)
        const { window } = current
        const failed = new Promise<never>((_resolve, reject) => {
          const fail = (cause: unknown) =>
            reject(new AppError('unreadable', 'originals.failed', undefined, { cause }))
          stopClock = awakeTimeout(DEADLINE, () => fail('too slow'))
          const gone = () => fail('gone')
          window.webContents.once('render-process-gone', gone)
          stop = () => {
            if (!window.isDestroyed()) window.webContents.off('render-process-gone', gone)
          }
        })
        return await Promise.race([question(current), failed])
      } catch (error) {
        end()
        if (error instanceof AppError) throw error
        throw new AppError('unreadable', 'originals.failed', undefined, { cause: error })
      } finally {
        stopClock?.()
        stop?.()
        idle = setTimeout(end, IDLE)
        idle.unref()
      }
    })
    queue = answer.catch(() => undefined)
    return answer
  }

  const call = (window: BrowserWindow, method: string, argument: unknown): Promise<unknown> =>
    window.webContents.executeJavaScript(`lecternPages.${method}(${JSON.stringify(argument)})`)

  return {
    open: (versionId) => ask(versionId, ({ ready }) => ready),
    async draw(versionId, page, width) {
      const key = `${versionId} ${page} ${width}`
      const known = drawnPages.get(key)
      if (known) return known
      const drawn = await ask(versionId, async ({ window, ready }) => {
        const { count } = await ready
        if (page > count) throw new AppError('not-found', 'originals.none')
        return readPng(await call(window, 'draw', { page, width }))
      })
      drawnPages.keep(key, drawn)
      return drawn
    },
    find: (versionId, page, quotes) =>
      ask(versionId, async ({ window, ready }) => {
        await ready
        return Places.parse(await call(window, 'find', { page, quotes }))
      }),
    close: end
  }
}

/** A window that nobody sees, with no preload and nothing of Node. */
const hiddenWindow = (session: Session) =>
  new BrowserWindow({
    show: false,
    width: 400,
    height: 400,
    webPreferences: {
      session,
      sandbox: true,
      contextIsolation: true,
      webSecurity: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      webgl: false,
      spellcheck: false,
      backgroundThrottling: false
    }
  })

/** What the page drew, as base64: a PNG of a size that is asked for, and nothing else. */
function readPng(answer: unknown): Uint8Array {
  const text = z.string().max(MOST_BYTES).parse(answer)
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length < 33 || bytes.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n')
    throw new Error('not a PNG')
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  if (width * height > 20_000_000) throw new Error('too large')
  return bytes
}
