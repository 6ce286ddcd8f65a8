import { attribute, type Element, elementsOf, type ParentNode } from '../html/html-tree.ts'
import { SheetAddresses } from '../html/sheet-addresses.ts'
import { sheetIn } from '../html/sheet-styles.ts'
import { matchesMedia } from '../pictures/media-query.ts'

/** A page that somebody made has no more. */
const MOST_SHEETS = 60
/** What is read of the sheets that came along, all together, in bytes. */
const MOST_LINKED = 20_000_000

/** The style sheets of a page as far as they are here, in their order, with their addresses set aside. */
export interface PageSheets {
  texts: string[]
  addresses: SheetAddresses
}

/**
 * Style sheets that a page holds, and those that came along with it; none for another medium than a screen.
 * @param resource what came along, by absolute address or by the reference as written
 */
export function sheetsOfPage(
  root: ParentNode,
  baseUrl: string,
  resource: ((reference: string) => Uint8Array | undefined) | undefined
): PageSheets {
  const addresses = new SheetAddresses()
  const texts: string[] = []
  let room = MOST_LINKED
  for (const element of elementsOf(root)) {
    if (texts.length >= MOST_SHEETS) break
    const isSheet = element.tagName === 'style' || isLinkToSheet(element)
    if (!isSheet || !matchesMedia(attribute(element, 'media') ?? '')) continue
    if (element.tagName === 'style') texts.push(addresses.lift(sheetIn(element)))
    else {
      const found = resource && linkedSheet(element, baseUrl, resource)
      if (!found) continue
      const bytes = found.bytes.subarray(0, room)
      room -= bytes.length
      texts.push(addresses.lift(new TextDecoder().decode(bytes), found.resolve))
    }
  }
  return { texts, addresses }
}

const isLinkToSheet = (element: Element) =>
  element.tagName === 'link' && /\bstylesheet\b/i.test(attribute(element, 'rel') ?? '')

/** A sheet that came along, and what its addresses are to the page: they are relative to where the sheet lies. */
function linkedSheet(
  link: Element,
  baseUrl: string,
  resource: (reference: string) => Uint8Array | undefined
): { bytes: Uint8Array; resolve: (address: string) => string } | undefined {
  const href = (attribute(link, 'href') ?? '').trim()
  const absolute = URL.parse(href, baseUrl || undefined)?.href
  const remote = absolute && resource(absolute)
  const bytes = remote || resource(href)
  if (!bytes) return undefined
  const resolve = (address: string) =>
    remote ? (URL.parse(address, absolute)?.href ?? address) : besideSheet(address, href)
  return { bytes, resolve }
}

/** An address in a sheet that lies beside the page, as the page would write it. */
function besideSheet(address: string, href: string): string {
  if (/^(?:[a-z][a-z0-9+.-]*:|[/\\])/i.test(address)) return address
  const there = URL.parse(address, URL.parse(href, 'file:///')?.href)
  return there?.protocol === 'file:' ? there.pathname.slice(1) : address
}
