import { textFromStored } from '../import/body/stored-text.ts'
import type { Visit } from '../network/network.ts'

/** What the pictures of one page may cost: how many, how many bytes together, how long in milliseconds. */
const MAX_PICTURES = 300
const MAX_BYTES = 150 * 1024 * 1024
const MAX_MS = 120_000
const AT_ONCE = 6

/**
 * Fetches pictures by their addresses, a few at a time. What cannot be had is left out: a picture that is
 * missing is no reason to miss the article.
 * @throws AppError `cancelled` when the visit was ended
 */
export async function fetchPictures(
  visit: Visit,
  addresses: readonly string[],
  signal: AbortSignal,
  onProgress?: (done: number, total: number) => void
): Promise<Map<string, Uint8Array>> {
  const waiting = [...new Set(addresses)].slice(0, MAX_PICTURES)
  const total = waiting.length
  const found = new Map<string, Uint8Array>()
  const until = performance.now() + MAX_MS
  let size = 0
  let done = 0
  const work = async () => {
    for (let address = waiting.shift(); address; address = waiting.shift()) {
      if (signal.aborted || size > MAX_BYTES || performance.now() > until) return
      try {
        const { bytes } = await visit.fetch(address, 'picture')
        size += bytes.length
        if (size <= MAX_BYTES) found.set(address, bytes)
      } catch {
        // Its place stays marked in the text, with its description.
      }
      onProgress?.(++done, total)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return found
}

/** Addresses of the pictures that stored HTML only remembers (`missing-image`, see `build-body.ts`), each once. */
export function missingPictures(html: string): string[] {
  const found = html.matchAll(/<span class="missing-image"[^>]*? data-url="([^"]*)"/g)
  return [...new Set([...found].map(([, url = '']) => textFromStored(url)))]
}
