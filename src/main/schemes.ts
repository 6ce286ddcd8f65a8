import { protocol } from 'electron'
import { PAGES_SCHEME } from './original-pages/pages-scheme.ts'

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

type Answer = (request: Request) => Promise<Response>

const answering = Promise.withResolvers<Answer>()

/** Takes what is asked of `app` from now on: the window may ask before what answers it has been loaded. */
export function listenForApp(): void {
  protocol.handle('app', async (request) => (await answering.promise)(request))
}

/** Answers what was asked of `app` so far, and what will be. */
export function answerApp(answer: Answer): void {
  answering.resolve(answer)
}
