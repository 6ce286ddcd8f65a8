import { rmSync } from 'node:fs'

/** Removes the folder of an app that has ended. Processes of its own may be a moment behind, and still write. */
export const removeFolder = (folder: string) =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
