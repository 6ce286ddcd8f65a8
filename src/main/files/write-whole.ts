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
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw couldNotWrite(error)
  }
}
