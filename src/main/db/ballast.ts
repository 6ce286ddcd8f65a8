import { randomFillSync } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { open, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'

const BALLAST_FILE = 'ballast.bin'
/** Room for some hundred notes and the deletion of as many articles. */
const SIZE = 4_000_000
/** Bytes. Only where there is plenty: it must not itself fill the disk. */
const PLENTY = 200_000_000

/**
 * Keeps a little room in the library's folder for the day the disk is full. Does nothing when it is there,
 * or when there is no room for it.
 */
export async function keepBallast(folder: string, plenty = PLENTY): Promise<void> {
  const file = join(folder, BALLAST_FILE)
  try {
    if (existsSync(file)) return
    const { bavail, bsize } = await statfs(folder)
    if (bavail * bsize < plenty) return
    const handle = await open(file, 'wx')
    try {
      // Random, so that no file system stores it as nothing.
      await handle.writeFile(randomFillSync(Buffer.alloc(SIZE)))
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch {
    // Without it a full disk is only told sooner.
    await rm(file, { force: true }).catch(() => undefined)
  }
}

/** Gives that room back. @returns false when there was none */
export function releaseBallast(folder: string): boolean {
  const file = join(folder, BALLAST_FILE)
  if (!existsSync(file)) return false
  try {
    rmSync(file)
    return true
  } catch {
    return false
  }
}
