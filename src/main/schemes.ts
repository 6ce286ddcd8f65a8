import { type IpcMainInvokeEvent, ipcMain, type ProtocolRequest, protocol } from 'electron'
import { CALL_CHANNEL, type SentReply } from '../shared/bridge.ts'
import { PAGES_SCHEME } from './original-pages/pages-scheme.ts'
import { type SchemeAnswer, streaming } from './scheme-answer.ts'
import { pageHandedOver, windowFile } from './window-files.ts'

/** `app` serves the window and the reading pages, `asset` the images kept with articles. There is no file: access. */
export const APP_ORIGIN = 'app://lectern'

/** To be called before the app is ready. */
export function registerSchemes(): void {
  const privileges = {
    standard: true,
    secure: true,
    stream: true,
    supportFetchAPI: false,
    corsEnabled: false
  }
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { ...privileges, codeCache: true } },
    { scheme: 'asset', privileges },
    // Answers in one session only, that of the window that draws pages (original-pages/page-window.ts).
    { scheme: PAGES_SCHEME, privileges: { ...privileges, supportFetchAPI: true } }
  ])
}

type Answer = (request: ProtocolRequest) => Promise<SchemeAnswer>
type AnswerCall = (event: IpcMainInvokeEvent, method: unknown, input: unknown) => Promise<SentReply>

const answering = Promise.withResolvers<{ app: Answer; asset: Answer }>()
const answeringCalls = Promise.withResolvers<AnswerCall>()

/** What the window's page consists of lies under these paths; all others are the library's. */
const OF_THE_LIBRARY = /^\/(read|print|original)\//

/**
 * Takes what the window asks from now on, which it may before what answers has been loaded: its own files are
 * given at once, everything else waits.
 * @param onMissing called when the page or a file it begins with is not there; what it fetches later may be gone
 *   after an update of the running app
 */
export function listenForWindow(isDeveloping: boolean, onMissing: (reason: Error) => void): void {
  let isBeginning = true
  void pageHandedOver.then(() => {
    isBeginning = false
  })
  const app: Answer = async (request) => {
    const { host, pathname } = new URL(request.url)
    const isOwn = host === 'lectern' && request.method === 'GET' && !OF_THE_LIBRARY.test(pathname)
    if (!isOwn || isDeveloping) return (await answering.promise).app(request)
    const file = await windowFile(pathname)
    if (file.status === 404 && isBeginning && /^\/$|\.(?:js|css)$/.test(pathname))
      onMissing(new Error('A file of the window'))
    return file
  }
  protocol.registerStreamProtocol('app', streaming(app))
  // Here too: a page that is loaded before a scheme is handled asks for nothing of that scheme, ever.
  protocol.registerStreamProtocol(
    'asset',
    streaming(async (request) => (await answering.promise).asset(request))
  )
  ipcMain.handle(CALL_CHANNEL, async (event, method: unknown, input: unknown) =>
    (await answeringCalls.promise)(event, method, input)
  )
}

/** Answers the calls that came so far, and those that will. */
export function answerCalls(answer: AnswerCall): void {
  answeringCalls.resolve(answer)
}

/** Answers what was asked of both schemes so far, and what will be. */
export function answerSchemes(answers: { app: Answer; asset: Answer }): void {
  answering.resolve(answers)
}
