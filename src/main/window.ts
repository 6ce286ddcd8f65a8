import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { app, BrowserWindow, nativeTheme, type Rectangle, screen } from 'electron'
import type { Theme } from '../shared/settings.ts'
import { deviceFolder } from './library-folder.ts'
import { APP_ORIGIN } from './schemes.ts'
import { offerToStop } from './stuck-window.ts'

/** Time for the page to store the last words typed; one call takes a few milliseconds. */
const FAREWELL_MS = 200
/** After the window is shown. */
const ICON_MS = 500

const CRASH_MINUTE_MS = 60_000
const MOST_CRASHES = 3

interface Place extends Rectangle {
  maximized: boolean
}

/** The colour before the first paint, so that nothing flashes. */
function background(theme: Theme): string {
  const isDark = theme === 'system' ? nativeTheme.shouldUseDarkColors : theme === 'dark' || theme === 'black'
  if (theme === 'black') return '#000000'
  if (theme === 'sepia') return '#f6efdf'
  return isDark ? '#1b1a18' : '#fbfaf7'
}

/** The colour behind the page, by the theme the reader chose. */
export function setBackground(window: BrowserWindow, theme: Theme): void {
  window.setBackgroundColor(background(theme))
}

/**
 * Opens the one window where it was last, with nothing of Node in it. It is shown when the page has something
 * to show: until then it may still be told its theme.
 */
export function openWindow(theme: Theme): BrowserWindow {
  const placeFile = join(deviceFolder(), 'window.json')
  const place = readPlace(placeFile)
  const window = new BrowserWindow({
    width: 1200,
    height: 820,
    ...place,
    minWidth: 480,
    minHeight: 400,
    show: false,
    title: 'Lectern',
    backgroundColor: background(theme),
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      webSecurity: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      experimentalFeatures: false,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      spellcheck: false
    }
  })
  if (place?.maximized) window.maximize()
  window.once('ready-to-show', () => {
    window.show()
    // macOS and Windows take theirs from the packaged app. Unpacking it would hold up the first rows.
    if (process.platform === 'linux') setTimeout(() => setIcon(window), ICON_MS)
  })
  window.on('page-title-updated', (event) => event.preventDefault())
  let mayClose = false
  window.on('close', (event) => {
    if (mayClose) return
    event.preventDefault()
    writePlace(placeFile, window)
    // Hidden, the page stores what is still being typed; closed at once, it could not.
    window.hide()
    void after(FAREWELL_MS).then(() => {
      mayClose = true
      if (!window.isDestroyed()) window.close()
    })
  })
  comeBackAfterCrash(window)
  offerToStop(window)
  void window.loadURL(`${APP_ORIGIN}/`)
  return window
}

function setIcon(window: BrowserWindow): void {
  if (!window.isDestroyed()) window.setIcon(join(app.getAppPath(), 'resources', 'icon.png'))
}

/**
 * A page that crashed is loaded again, since what was written is in the library. One that goes on crashing
 * is left alone, so that the machine is not kept busy.
 */
function comeBackAfterCrash(window: BrowserWindow): void {
  let crashes: number[] = []
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    const now = Date.now()
    crashes = [...crashes.filter((at) => now - at < CRASH_MINUTE_MS), now]
    if (reason === 'clean-exit' || window.isDestroyed() || crashes.length > MOST_CRASHES) return
    // Chromium is still clearing away the old page while it tells of its end.
    setTimeout(() => {
      if (!window.isDestroyed()) window.webContents.reload()
    }, 100)
  })
}

/** The remembered place, if it is on a screen that is there today. */
function readPlace(file: string): Place | undefined {
  try {
    const { x, y, width, height, maximized } = JSON.parse(readFileSync(file, 'utf8')) as Place
    if (![x, y, width, height].every(Number.isInteger)) return undefined
    const area = screen.getDisplayMatching({ x, y, width, height }).workArea
    const isVisible =
      x < area.x + area.width - 80 &&
      x + width > area.x + 80 &&
      y >= area.y - 20 &&
      y < area.y + area.height - 80
    if (!isVisible) return undefined
    return { x, y, width: Math.max(480, width), height: Math.max(400, height), maximized: maximized === true }
  } catch {
    return undefined
  }
}

function writePlace(file: string, window: BrowserWindow): void {
  try {
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, JSON.stringify({ ...window.getNormalBounds(), maximized: window.isMaximized() }))
  } catch {
    // A window that opens elsewhere next time is no reason to complain now.
  }
}
