import { setTimeout as after } from 'node:timers/promises'
import { type BrowserWindow, dialog } from 'electron'
import { nameError } from '../shared/name-error.ts'

/** How long a window may leave a click or a key alone before it is said, in seconds the computer was awake. */
const PATIENCE = 15
/** How long it is asked for once Chromium itself has called it unresponsive. */
const SECOND_OPINION = 2

/** What somebody does who wants something: a mouse that passes by asks for nothing. */
const wants = new Set([
  'mouseDown',
  'mouseWheel',
  'rawKeyDown',
  'keyDown',
  'gestureScrollBegin',
  'gestureTap',
  'touchStart'
])

/**
 * Asks when the window has not taken a click or a key for a while. What holds it up, an article that is laid out
 * for ever, cannot be stopped from inside: its process is ended, and the window comes back with the library (see
 * window.ts). When the window answers after all, the question goes.
 *
 * Chromium's own word for it (`unresponsive`) is heard, but not enough: it is not said of a window it thinks
 * nobody sees, nor with a debugger attached, and it is said of any window when the computer wakes up. So after
 * whatever somebody does, the window's thread is asked for a sign of life.
 */
export function offerToStop(window: BrowserWindow): void {
  const { webContents } = window
  let watching = false

  /** @param patience seconds until it is said that no sign of life came */
  const watch = async (patience: number): Promise<void> => {
    // Somebody who halts the window in the developer tools knows why it stands still.
    if (watching || window.isDestroyed() || webContents.isDevToolsOpened()) return
    watching = true
    const life = new AbortController()
    const lives = () => life.abort()
    webContents.on('render-process-gone', lives)
    webContents.on('did-navigate', lives)
    window.on('closed', lives)
    try {
      // Whoever types is not to have the window answer every key a second time.
      await after(500)
      if (window.isDestroyed()) return
      webContents.mainFrame.executeJavaScript('0').then(lives, lives)
      // Second by second: a night's sleep is one of them.
      for (let seconds = 0; seconds < patience && !life.signal.aborted; seconds++)
        await after(1000, undefined, { signal: life.signal }).catch(lives)
      if (!life.signal.aborted) await ask(window, life.signal)
    } catch (error) {
      console.error('the window could not be asked:', nameError(error))
    } finally {
      if (!window.isDestroyed()) {
        webContents.off('render-process-gone', lives)
        webContents.off('did-navigate', lives)
        window.off('closed', lives)
      }
      watching = false
    }
  }

  webContents.on('input-event', (_event, { type }) => {
    if (wants.has(type)) void watch(PATIENCE)
  })
  window.on('unresponsive', () => void watch(SECOND_OPINION))
}

/** @param life aborted when the window answers: the question goes with it */
async function ask(window: BrowserWindow, life: AbortSignal): Promise<void> {
  // Not with the entry: all words of the app would be read before there is a window.
  const { translate } = await import('./translate.ts')
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: translate('system.stuckQuestion'),
    detail: translate('system.stuckDetail'),
    buttons: [translate('system.stuckWait'), translate('system.stuckStop')],
    defaultId: 0,
    cancelId: 0,
    signal: life
  })
  if (response === 1 && !life.aborted && !window.isDestroyed()) window.webContents.forcefullyCrashRenderer()
}
