import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of this machine that is not what it seems; only where the machine lets us mount. */
export interface Mount {
  path: string
  remove(): void
}

function mount(args: readonly string[], path: string, handle?: number): Mount | undefined {
  const { status } = spawnSync('mount', [...args, path], {
    stdio: ['ignore', 'ignore', 'ignore', ...(handle === undefined ? [] : [handle])]
  })
  const remove = () => {
    // Whoever still waits for a share without a server is told that it is gone.
    if (handle !== undefined) closeSync(handle)
    spawnSync('umount', ['-l', path])
    rmSync(path, { recursive: true, force: true })
  }
  if (status === 0) return { path, remove }
  remove()
  return undefined
}

const place = () => mkdtempSync(join(tmpdir(), 'lectern-mount-'))

/** Another way to the same folder, as a library has when its disk is mounted twice. */
export const secondMount = (folder: string) => mount(['--bind', folder], place())

/**
 * A share whose server never answers: the kernel passes on every question (FUSE), and nobody reads them. Who asks
 * waits until they are killed.
 */
export function silentShare(path = place()): Mount | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/dev/fuse')) return undefined
  const kernel = openSync('/dev/fuse', 'r+')
  const options = 'fd=3,rootmode=40000,user_id=0,group_id=0'
  return mount(['-i', '-t', 'fuse', '-o', options, 'lectern-silent'], path, kernel)
}
