import { app, type Session, session, type WebContents } from 'electron'
import { APP_ORIGIN } from './schemes.ts'

/**
 * Closes every way out of the window, for this session and any other, now and later: no network, no
 * permissions, no downloads, no new windows, no leaving our own pages.
 */
export function guardEverything(developmentServer: string | undefined): void {
  app.on('session-created', (created) => guardSession(created, developmentServer))
  guardSession(session.defaultSession, developmentServer)
  app.on('web-contents-created', (_event, contents) => guardContents(contents))
}

/** The first one is told of as made when it is asked for. */
const guarded = new WeakSet<Session>()

function guardSession(target: Session, developmentServer: string | undefined): void {
  if (guarded.has(target)) return
  guarded.add(target)
  // Otherwise Chromium fetches dictionaries; turning the spell checker off is not enough.
  target.setSpellCheckerLanguages([])
  target.setSpellCheckerEnabled(false)
  target.setPermissionRequestHandler((contents, permission, answer, details) => {
    answer(
      permission === 'clipboard-sanitized-write' &&
        details.isMainFrame &&
        contents.getURL().startsWith(`${APP_ORIGIN}/`)
    )
  })
  target.setPermissionCheckHandler((_contents, permission, origin, details) => {
    return permission === 'clipboard-sanitized-write' && details.isMainFrame && origin.startsWith(APP_ORIGIN)
  })
  target.setDevicePermissionHandler(() => false)
  target.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  target.on('will-download', (event) => event.preventDefault())
  if (developmentServer === undefined) {
    // Two layers: nothing but our own schemes passes, and what would pass ends in a closed port.
    // What the window is made of is not asked about: every question is a turn of this process, at the start too.
    const others = { urls: ['<all_urls>'], excludeUrls: ['app://*/*', 'asset://*/*'] }
    target.webRequest.onBeforeRequest(others, (details, answer) => {
      answer({ cancel: !/^(app|asset|blob|data|devtools|pages):/.test(details.url) })
    })
    void target.setProxy({
      proxyRules: 'http=127.0.0.1:9;https=127.0.0.1:9;ftp=127.0.0.1:9;socks=127.0.0.1:9'
    })
  }
}

function guardContents(contents: WebContents): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => {
    // The window itself stays where it is; its one frame may only go from article to article.
    const isReading =
      !event.isMainFrame && new RegExp(`^${APP_ORIGIN}/read/[0-9a-f-]{36}(#.*)?$`).test(event.url)
    if (!isReading) event.preventDefault()
  })
}
