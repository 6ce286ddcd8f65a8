import { clipboard } from 'electron'

/** Puts plain text on the clipboard. `writeText` is the one call that old and new Electron share. */
export async function copyText(text: string): Promise<void> {
  await clipboard.writeText(text)
}
