import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { app, type BrowserWindow, dialog, shell } from 'electron'
import { EVENT_CHANNEL } from '../shared/bridge.ts'
import type { EventName, Events } from '../shared/contract.ts'
import { parseDeepLink } from '../shared/deep-link.ts'
import { chooseLanguage } from '../shared/languages.ts'
import type { LinkTarget } from '../shared/links.ts'
import { nameError } from '../shared/name-error.ts'
import type { Settings } from '../shared/settings.ts'
import { writeAhead } from '../shared/written-ahead.ts'
import { type App, createApp } from './app.ts'
import { copyText } from './copy-text.ts'
import type { Desktop } from './desktop.ts'
import { endDamaged, isMissingPart } from './end-damaged.ts'
import { lecternVersion } from './export/lectern-version.ts'
import { runExportWorker } from './export/run-export-worker.ts'
import { type Given, receiveGiven } from './given.ts'
import { knownExtensions, libraryExtensions } from './import/source/known-extensions.ts'
import { addWelcomeArticles } from './imports/welcome.ts'
import { serve } from './ipc/serve.ts'
import { keepLastScreen } from './last-screen.ts'
import {
  deviceId,
  libraryFolder,
  rememberLibraryFolder,
  rememberOpened,
  wasOpened
} from './library-folder.ts'
import { rememberLooks } from './looks.ts'
import { installMenu } from './menu.ts'
import { createNetwork } from './network/network.ts'
import { openLink } from './open-link.ts'
import { createOriginalPages } from './original-pages/page-window.ts'
import { createPrinter } from './printing/print-window.ts'
import { serveProtocols } from './protocol.ts'
import { readSettings } from './settings/handlers.ts'
import { createStart } from './start.ts'
import { mainLanguage, mainLocale, speakChosenLanguage, translate } from './translate.ts'
import { openWindow, setBackground } from './window.ts'
import { rendererFolder, windowPageName } from './window-files.ts'

const developmentServer = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL

/**
 * The clock of the library. While developing and testing it can be set forward by so many milliseconds, read
 * anew each time; a packaged app has no other clock than the system's.
 */
const now = app.isPackaged ? Date.now : () => Date.now() + (Number(process.env.LECTERN_CLOCK_SHIFT) || 0)

/** While testing, a server on this machine can stand for the web; a packaged app only knows the real one. */
const network = createNetwork({
  allowLoopback: !app.isPackaged && process.env.LECTERN_WEB_IS_LOCAL === '1'
})

let window: BrowserWindow | undefined
/** A new library is getting its first articles. */
let isGreeting = false
/** An address that a `lectern:` link offered and the window has not asked for yet. */
let offered: string | null = null
/** Where a `lectern:` link leads that the window has not asked for yet. */
let followed: LinkTarget[] = []
/** Files given before there was a window to import them into. */
const handedFiles: string[] = []

/** Whether something of the library has changed since the first screen was asked for, to be kept. */
let hasChanged = false

function send<E extends EventName>(event: E, payload: Events[E]): void {
  if (event === 'data.changed') hasChanged = true
  if (window && !window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, event, payload)
}

const logBug = (method: string, error: unknown) => console.error(`bug in ${method}: ${nameError(error)}`)

const originalPages = createOriginalPages({ db: () => start.app()?.context.db, rendererFolder })

/** A folder that is there; null when the dialog was closed. */
async function chooseFolder(title?: string): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window!, {
    ...(title !== undefined && { title }),
    properties: ['openDirectory', 'createDirectory']
  })
  return canceled ? null : (filePaths[0] ?? null)
}

const desktop: Desktop = {
  send,
  originalPages,
  printer: createPrinter(() => app.getSystemLocale()),
  onBug: logBug,
  onSettings: (settings) => void lookLike(settings),
  async restoreBackup(name) {
    const before = start.app()
    try {
      return await start.restore(name)
    } finally {
      // Nothing that is shown is of the library that is open now.
      if (start.app() !== before && window && !window.isDestroyed()) window.webContents.reload()
    }
  },
  async chooseFiles() {
    const { canceled, filePaths } = await dialog.showOpenDialog(window!, {
      title: translate('system.addFilesTitle'),
      properties: ['openFile', 'multiSelections'],
      filters: [
        {
          name: translate('system.textFiles'),
          extensions: [...knownExtensions, ...libraryExtensions].map((name) => name.replace(/^\./, ''))
        },
        { name: translate('system.allFiles'), extensions: ['*'] }
      ]
    })
    return canceled ? null : filePaths
  },
  async chooseSave(defaultName, filters) {
    const { canceled, filePath } = await dialog.showSaveDialog(window!, {
      title: translate('system.saveTitle'),
      defaultPath: join(app.getPath('documents'), defaultName),
      filters
    })
    return canceled || !filePath ? null : filePath
  },
  chooseFolder,
  async chooseOpen(filters) {
    const { canceled, filePaths } = await dialog.showOpenDialog(window!, {
      properties: ['openFile'],
      filters
    })
    return canceled ? null : (filePaths[0] ?? null)
  },
  appHandlers: ({ folder, readOnly }) => ({
    'app.start': () => start.state(),
    'app.recover': (input) => start.recover(input),
    'app.showExtension': () => {
      const resources = app.isPackaged ? process.resourcesPath : join(app.getAppPath(), 'resources')
      shell.showItemInFolder(join(resources, 'browser-extension', 'manifest.json'))
      return null
    },
    'app.takeOffer': () => {
      const once = offered
      offered = null
      return once
    },
    'app.takeLink': () => followed.splice(0),
    'app.takeFiles': () => handedFiles.splice(0),
    'app.info': () => ({
      version: app.getVersion(),
      libraryPath: folder,
      platform: process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux',
      readOnly,
      isGreeting
    }),
    'app.openLink': ({ url }) => openLink(window!, url),
    'app.copy': async ({ text }) => {
      await copyText(text)
      return null
    },
    'app.showLibrary': async () => {
      shell.showItemInFolder(folder)
      return null
    }
  })
}

const start = createStart({
  folder: libraryFolder(),
  now,
  open: (folder, { copy, create }) =>
    createApp(folder, desktop, { deviceId: deviceId(), now, network, copy, create, background: true }),
  isExpected: wasOpened,
  async chooseFile() {
    return await desktop.chooseOpen([
      { name: translate('system.libraryFiles'), extensions: ['sqlite'] },
      { name: translate('system.allFiles'), extensions: ['*'] }
    ])
  },
  async exportFile(libraryFile, work) {
    const target = await desktop.chooseSave(`${translate('system.libraryZip')}.zip`, [
      { name: translate('system.zipFiles'), extensions: ['zip'] }
    ])
    if (target === null) return null
    await work.follow({ label: 'exports.working' }, (signal, tell) =>
      runExportWorker({ kind: 'save', libraryFile, target, lectern: lecternVersion }, { signal, tell })
    )
    return target
  },
  onProgress: (progress) => send('work.progress', progress),
  choose: () => chooseFolder(translate('system.chooseLibraryTitle')),
  onOpened(opened, chosen) {
    if (chosen) rememberLibraryFolder(opened.folder)
    rememberOpened(opened.folder)
    if (window) void lookLike(readSettings(opened.context.db))
    void greet(opened)
  },
  onBug(method, error) {
    if (isMissingPart(error)) endDamaged(error)
    else logBug(method, error)
  }
})

/** A new library starts with something to read. */
async function greet(opened: App): Promise<void> {
  const added = () => {
    opened.search.poke()
    send('data.changed', { nouns: ['articles', 'search'] })
  }
  if (opened.created) {
    isGreeting = true
    // Asked here: what main speaks may only be on its way.
    const { language } = readSettings(opened.context.db)
    const spoken = chooseLanguage(language, app.getPreferredSystemLanguages())
    await addWelcomeArticles(opened.context, join(app.getAppPath(), 'resources'), spoken, added).catch(
      (error) => logBug('welcome', error)
    )
    isGreeting = false
    added()
  }
}

/** The window brings them in, and says what came of it; one that is not there yet asks when it is. */
function takeFiles(paths: string[]): void {
  if (paths.length === 0) return
  handedFiles.push(...paths)
  send('files.offered', {})
}

/** What a `lectern:` link does: it shows the reader an address, or a place of the library. Anything else is left alone. */
function takeLink(link: string): void {
  const found = parseDeepLink(link)
  if (!found) {
    console.error(`A lectern: link of ${link.length} characters was not understood and is ignored`)
    return
  }
  if (found.verb === 'show') {
    followed = found.targets
    send('link.followed', {})
    return
  }
  offered = found.address
  send('address.offered', {})
}

/** What came with the start, with another start, or from the system. */
function take({ files, links }: Given): void {
  if (window?.isMinimized()) window.restore()
  // Before it is shown it comes by itself.
  if (window?.isVisible()) window.focus()
  for (const link of links) takeLink(link)
  takeFiles(files)
}

let hasMenu = false
/** The menu, in the language of now. */
function menu(): void {
  hasMenu = true
  rememberLooks({ menus: installMenu((command) => send('command.run', { command })) })
}

/** The language of the setting, for menus and dialogs, and for the window while it is open. */
async function speak(setting: string): Promise<void> {
  const before = mainLanguage()
  const language = await speakChosenLanguage(setting, app.getPreferredSystemLanguages())
  if (language === before) return
  if (hasMenu) menu()
  send('language.changed', { language })
}

/** Speaks the language of the settings, and notes for the next start how the window looks. */
async function lookLike({ language, theme }: Settings): Promise<void> {
  await speak(language)
  rememberLooks({ language: mainLanguage(), theme })
}

/** Opens the library and answers the window, which has been opened already. */
export async function run(first: BrowserWindow): Promise<void> {
  own(first)
  // Also what keeps a library from opening is said in the reader's language.
  await speak('system')
  // Done at once, unless the library must be copied and updated first: then the window says so.
  void start.tryOpening()
  const library = start.app()
  if (library) {
    const settings = readSettings(library.context.db)
    await lookLike(settings)
    if (!first.isDestroyed()) setBackground(first, settings.theme)
  }
  serve(
    () => start.dispatch(),
    (contents) => window !== undefined && !window.isDestroyed() && contents === window.webContents
  )
  serveProtocols(() => start.app()?.context, developmentServer, mainLocale, originalPages)
  // Its making takes as long as opening the library: the window's first question, which has been waiting, is
  // answered before, and the menu is made while the window draws.
  setImmediate(menu)
  receiveGiven(take)
  app.on('activate', () => {
    if (window) return
    const opened = start.app()
    own(openWindow(opened ? readSettings(opened.context.db).theme : 'system'))
  })
}

function own(opened: BrowserWindow): void {
  window = opened
  opened.on('closed', () => {
    window = undefined
    // A hidden window left over would keep the app from ending.
    originalPages.close()
  })
}

/** The end was asked for. A window that stays a moment to keep the last words calls it off. */
let isEnding = false
app.on('before-quit', () => {
  isEnding = true
})
// On macOS an app outlives its windows, unless it was to end with them.
app.on('window-all-closed', () => {
  if (isEnding || process.platform !== 'darwin') app.quit()
})

/** Closes the library, and keeps what the next start shows first: it is good for the library's file as it is then. */
async function end(opened: App): Promise<void> {
  hasChanged = false
  const reply = await opened.dispatch('app.firstScreen', {})
  await start.close()
  const screen =
    reply.ok && !hasChanged
      ? {
          answer: JSON.stringify(reply.value),
          written: JSON.stringify(writeAhead(mainLocale(), reply.value)),
          language: mainLanguage()
        }
      : undefined
  rememberLooks({ lastScreen: await keepLastScreen(opened.folder, windowPageName(), screen) })
}

let closing = false
// Only after the windows are gone: until then there may be words to keep.
app.on('will-quit', (event) => {
  const opened = start.app()
  if (closing || !opened) return
  // The index worker is asked to finish its transaction; everything else is on disk already.
  event.preventDefault()
  closing = true
  void Promise.race([end(opened), after(3000)]).finally(() => app.quit())
})

// By themselves Electron and Node would write down what the errors say, which may be a title or a path.
process.on('uncaughtException', (error) => logBug('main (uncaught)', error))
process.on('unhandledRejection', (reason) => logBug('main (nobody waited)', reason))
