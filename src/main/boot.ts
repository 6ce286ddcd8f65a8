import { once } from 'node:events'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { app, ipcMain, Menu } from 'electron'
import { PAINTED_CHANNEL } from '../shared/bridge.ts'
import { endDamaged } from './end-damaged.ts'
import { listenForGiven } from './given.ts'
import { guardEverything } from './guards.ts'
import { deviceFolder } from './library-folder.ts'
import { looks } from './looks.ts'
import { listenForWindow, registerSchemes } from './schemes.ts'
import { openWindow } from './window.ts'
import { pageHandedOver, readPageAhead, showsLastScreen } from './window-files.ts'

/*
 * The entry. It imports little, so that the window's process begins at once; everything else is loaded while
 * that one gets ready (docs/decisions/0020-the-start.md).
 */

// What V8 made of main's code is kept beside the device's other files, so that the next start need not make it
// again; without a place for it, it is made anew.
enableCompileCache(join(deviceFolder(), 'compiled'))
app.setName('Lectern')
app.setPath('userData', deviceFolder())
app.setPath('sessionData', join(deviceFolder(), 'session'))
// As root (containers, tests) there is no sandbox to enable; the scripts say so by this switch.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
for (const name of [
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
  'no-pings'
]) {
  app.commandLine.appendSwitch(name)
}
// Otherwise V8 looks three times for what it can throw away while the first screen is drawn; megabytes.
app.commandLine.appendSwitch('js-flags', '--min-semi-space-size=8')
registerSchemes()
// Otherwise Electron makes one of its own first.
Menu.setApplicationMenu(null)

/** A page that is not asked for by then does not keep the library from opening; nor one that is not painted. */
const PAGE_PATIENCE_MS = 400
const PAINT_PATIENCE_MS = 600

/** A menu bar that came after the first screen would push all of it down. What is in the menus comes with main's code. */
function showMenuNames(): void {
  const names = looks()?.menus
  // There they are not in the window.
  if (!names || process.platform === 'darwin') return
  Menu.setApplicationMenu(Menu.buildFromTemplate(names.map((label) => ({ label, submenu: [] }))))
}

async function begin(): Promise<void> {
  const developmentServer = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL
  guardEverything(developmentServer)
  listenForWindow(developmentServer !== undefined, endDamaged)
  showMenuNames()
  const window = openWindow(looks()?.theme ?? 'system')
  window.webContents.on('preload-error', (_event, _path, error) => endDamaged(error))
  const painted = once(ipcMain, PAINTED_CHANNEL)
  // Loading main's code keeps this process from handing over the page, and both cores from painting it: first the
  // one, then the other.
  if (!developmentServer) await Promise.race([pageHandedOver, after(PAGE_PATIENCE_MS)])
  if (showsLastScreen()) await Promise.race([painted, after(PAINT_PATIENCE_MS)])
  const { run } = await import('./index.ts')
  await run(window)
}

if (app.requestSingleInstanceLock()) {
  readPageAhead()
  // A checkout must not become what the system opens links with.
  if (app.isPackaged) app.setAsDefaultProtocolClient('lectern')
  listenForGiven()
  void app.whenReady().then(begin).catch(endDamaged)
} else {
  app.quit()
}
