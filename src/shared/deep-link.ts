import { type LinkTarget, parseLinkUrl } from './links.ts'
import { typedAddress } from './web-address.ts'

/** Longer than any address Lectern fetches; systems cut links off long before. */
const LONGEST = 16_384

/** What a `lectern:` link may ask for. */
export type DeepLink =
  /** To offer an address to the reader. */
  | { verb: 'add'; address: string }
  /** To show something of the library: the first of these that is still there. */
  | { verb: 'show'; targets: LinkTarget[] }

/**
 * Reads `lectern:add?url=…` and the links that exports write into the library, or undefined for anything else.
 * A link changes nothing by itself: of an address the window asks whether it is fetched, and what is in the
 * library is shown. No file, no path, no other verb.
 */
export function parseDeepLink(link: string): DeepLink | undefined {
  if (link.length > LONGEST) return undefined
  const targets = targetsOf(link)
  if (targets.length > 0) return { verb: 'show', targets }
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

/** A link that opens the article in Lectern, at a highlight when one is named: as exports write it. */
export function articleLink(articleId: string, highlightId?: string): string {
  return `lectern://article/${articleId}${highlightId ? `#highlight-${highlightId}` : ''}`
}

/** What an exported link names, or a link of a note; a highlight may be gone, and its article still there. */
function targetsOf(link: string): LinkTarget[] {
  const exported = /^lectern:\/\/(article\/[^#]+)(?:#highlight-(.+))?$/.exec(link)
  const urls = exported ? [`lectern:highlight/${exported[2]}`, `lectern:${exported[1]}`] : [link]
  return urls.flatMap((url) => parseLinkUrl(url) ?? [])
}
