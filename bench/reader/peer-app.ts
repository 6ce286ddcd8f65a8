import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'

export const peerFolder = resolve(import.meta.dirname, 'peer')
const styles = resolve(import.meta.dirname, '../../out/renderer')

export const electronArgs = () => (process.env.LECTERN_ELECTRON_ARGS ?? '').split(' ').filter(Boolean)

export interface Peer {
  electron: ElectronApplication
  page: Page
  /** Ends and starts again, as a window that has shown nothing yet. */
  restart(): Promise<void>
  close(): Promise<void>
}

/** A bare Electron window of Lectern's size that shows plain pages of `pages` in a frame. */
export async function startPeer(pages: string): Promise<Peer> {
  const home = mkdtempSync(join(tmpdir(), 'lectern-peer-'))
  const peer = {} as Peer
  const launch = async () => {
    peer.electron = await _electron.launch({
      executablePath: process.env.LECTERN_ELECTRON!,
      args: [peerFolder, ...electronArgs()],
      env: {
        ...(process.env as Record<string, string>),
        PEER_HOME: home,
        PEER_PAGES: pages,
        PEER_STYLES: styles
      }
    })
    peer.page = await peer.electron.firstWindow()
    await peer.page.waitForSelector('iframe', { state: 'attached' })
  }
  peer.restart = async () => {
    await peer.electron.close()
    await launch()
  }
  peer.close = async () => {
    await peer.electron.close()
    rmSync(home, { recursive: true, force: true })
  }
  await launch()
  return peer
}

/** Memory of the window's own process, MB: what the system counts as its working set. */
export async function windowMemory(electron: ElectronApplication): Promise<number> {
  return electron.evaluate(({ app, BrowserWindow }) => {
    const pid = BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId()
    const found = app.getAppMetrics().find((one) => one.pid === pid)
    return (found?.memory.workingSetSize ?? Number.NaN) / 1024
  })
}
