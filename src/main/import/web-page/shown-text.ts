import { Buffer } from 'node:buffer'
import type { ImportSource } from '../article/importer.ts'
import { webAddress } from '../article/web-address.ts'
import {
  attribute,
  bodyOf,
  childElements,
  isElement,
  isText,
  type ParentNode,
  parseHtml
} from '../html/html-tree.ts'
import { declaredEncoding, decode } from '../source/decode.ts'
import { htmlExtensions, markdownExtensions, plainTextExtensions } from '../source/known-extensions.ts'
import { extensionOf } from '../source/sniff.ts'
import { savedFrom } from './saved-page.ts'

/** How such a page begins, in so many bytes; all others are not looked at any further. */
const HEAD = 20_000
const BEGINS = /<body\b[^>]*>\s*<pre\b[^>]*>/i

/**
 * A file of plain text that was saved as the page in which a browser shows it: the text, under the name and the
 * address that it had. Undefined for every other page, and for a text whose name says that it is a program's.
 */
export function shownText(source: ImportSource): ImportSource | undefined {
  const { bytes, fileName, charset } = source
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD)).toString('latin1')
  if (!BEGINS.test(head)) return undefined
  const html = decode(bytes, fileName, charset || declaredEncoding(bytes)).text
  const text = onlyText(parseHtml(html, 'document').root)
  if (!text?.trim()) return undefined
  const address = savedFrom(html) || webAddress(source.address)
  const kind = extensionOf(URL.parse(address)?.pathname ?? '')
  if (![...plainTextExtensions, ...markdownExtensions, ''].some((one) => one === kind)) return undefined
  return { ...source, bytes: Buffer.from(text), charset: 'utf-8', address, fileName: nameOf(fileName, kind) }
}

/** The name that the text had: `tides.txt` of `tides.txt.html`, and of `tides.html`. */
function nameOf(fileName: string, kind: string): string {
  const ending = extensionOf(fileName)
  const name = htmlExtensions.some((one) => one === ending) ? fileName.slice(0, -ending.length) : fileName
  const extension = kind || '.txt'
  return extensionOf(name) === extension ? name : `${name}${extension}`
}

/**
 * The text of a page that shows nothing but one `pre`, and says that a browser made it: by our own button's mark, or
 * as Chromium's do. Any other `pre` may be code.
 */
function onlyText(root: ParentNode): string | undefined {
  const html = childElements(root).find(({ tagName }) => tagName === 'html')
  const body = bodyOf(root)
  const [pre, ...others] = childElements(body ?? root)
  if (!html || !body || pre?.tagName !== 'pre' || others.length > 0 || pre.childNodes.some(isElement))
    return undefined
  if (body.childNodes.some((one) => isText(one) && one.value.trim())) return undefined
  const isMarked = attribute(html, 'data-content-type') === 'text/plain'
  const style = attribute(pre, 'style')?.replace(/\s/g, '')
  if (!isMarked && style !== 'word-wrap:break-word;white-space:pre-wrap;') return undefined
  return pre.childNodes.map((one) => (isText(one) ? one.value : '')).join('')
}
