import { typedAddress } from './web-address.ts'

/** Longer than any address Lectern fetches; systems cut links off long before. */
const LONGEST = 16_384

/** What a `lectern:` link may ask for: to offer an address to the reader. */
export interface DeepLink {
  verb: 'add'
  address: string
}

/**
 * Reads `lectern:add?url=…`, or undefined for anything else. A link never does anything by itself: the window
 * shows the address, and the reader says whether it is fetched. No file, no path, no other verb.
 */
export function parseDeepLink(link: string): DeepLink | undefined {
  if (link.length > LONGEST) return undefined
  const found = /^lectern:(?:\/\/)?add\/?\?url=([^&#\s]+)$/i.exec(link)
  if (!found) return undefined
  let text: string
  try {
    text = decodeURIComponent(found[1] ?? '')
  } catch {
    return undefined
  }
  if (/[\u0000-\u0020\u007f\\]/.test(text) || !/^https?:\/\//i.test(text)) return undefined
  const address = typedAddress(text)
  return address ? { verb: 'add', address } : undefined
}
