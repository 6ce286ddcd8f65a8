import { renameSync } from 'node:fs'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { couldNotWrite } from './could-not-write.ts'
import { partFile } from './part-file.ts'

/**
 * Writes a file whole or not at all.
 * @param content what is in it, or what writes it
 * @throws AppError a sentence about the place, or what the writing threw
 */
export async function writeWhole(
  path: string,
  content: string | Uint8Array | ((file: FileHandle) => Promise<void>)
): Promise<void> {
  await writePart(path, content, (part) => rename(part, path))
}

/**
 * The same where somebody else may write, too: asks at the last moment, when all is written and only the name is to be
 * taken. Nobody in this process comes in between.
 * @returns false when it was not to be replaced; then nothing was
 */
export async function replaceWhole(
  path: string,
  content: string,
  mayReplace: () => boolean
): Promise<boolean> {
  let isReplaced = false
  await writePart(path, content, async (part) => {
    isReplaced = mayReplace()
    if (isReplaced) renameSync(part, path)
    else await rm(part, { force: true })
  })
  return isReplaced
}

/** @param take gives what was written its name */
async function writePart(
  path: string,
  content: Parameters<typeof writeWhole>[1],
  take: (part: string) => Promise<void>
): Promise<void> {
  const temporary = partFile(path)
  try {
    const file = await open(temporary, 'wx')
    try {
      if (typeof content === 'function') await content(file)
      else await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await take(temporary)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw couldNotWrite(error)
  }
}
