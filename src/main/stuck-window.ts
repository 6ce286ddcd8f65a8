import { type BrowserWindow, dialog } from 'electron'
import { translate } from './translate.ts'

/**
 * Asks when the window has not taken a click or a key for a while (Chromium says when: some 15 seconds). What
 * holds it up, an article that is laid out for ever, cannot be stopped from inside: its process is ended, and the
 * window comes back with the library (see window.ts). When the window answers after all, the question goes.
 */
export function offerToStop(window: BrowserWindow): void {
  let asking: AbortController | undefined
  window.on('responsive', () => asking?.abort())
  window.webContents.on('render-process-gone', () => asking?.abort())
  window.on('unresponsive', async () => {
    if (asking) return
    const controller = new AbortController()
    asking = controller
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      message: translate('system.stuckQuestion'),
      detail: translate('system.stuckDetail'),
      buttons: [translate('system.stuckWait'), translate('system.stuckStop')],
      defaultId: 0,
      cancelId: 0,
      signal: controller.signal
    })
    asking = undefined
    if (response === 1 && !controller.signal.aborted && !window.isDestroyed())
      window.webContents.forcefullyCrashRenderer()
  })
}
