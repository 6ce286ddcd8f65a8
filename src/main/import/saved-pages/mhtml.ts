import PostalMime, { decodeWords, type Header } from 'postal-mime'
import { AppError } from '../../../shared/errors.ts'
import { line } from '../article/finish-article.ts'
import type { ImportedArticle } from '../article/imported-article.ts'
import type { Importer } from '../article/importer.ts'
import { webAddress } from '../article/web-address.ts'
import { mhtmlExtensions } from '../source/known-extensions.ts'
import { importHtml } from '../web-page/html.ts'
import { timeNoted } from '../web-page/saved-page.ts'
import { framedPage } from './framed-page.ts'

/** A page has a few hundred parts; more is no page. */
const MAX_PARTS = 5000
const MAX_DEPTH = 8

/** One part of the message, unpacked. */
interface Part {
  mediaType: string
  charset: string
  /** Content-Location, as it is written. */
  location: string
  /** Content-ID without its brackets. */
  id: string
  bytes: Uint8Array
}

/**
 * MHTML (RFC 2557), as browsers save a page in one file, and letters (.eml) that are web pages: the first page
 * in it, with the pictures that came along.
 */
export const importMhtml: Importer = {
  name: 'mhtml/1',
  extensions: mhtmlExtensions,
  recognises: (head) =>
    /^(?:[\w-]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){1,200}/.test(head) &&
    /^content-type:\s*multipart\/(?:related|mixed|alternative)/im.test(head) &&
    /^(?:mime-version:\s*1\.0|snapshot-content-location:)/im.test(head),
  async run({ bytes, fileName, address }): Promise<ImportedArticle> {
    const broken = (cause?: unknown) =>
      new AppError('unreadable', 'errors.import.damagedFile', { name: fileName }, { cause })
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const head = (await readHead(buffer).catch(() => undefined)) ?? []
    const parts: Part[] = []
    try {
      await readParts(buffer, parts, 0)
    } catch (error) {
      if (parts.length === 0) throw broken(error)
    }
    const [first, ...others] = parts.filter(({ mediaType }) =>
      /^(?:text\/html|application\/xhtml\+xml)$/.test(mediaType)
    )
    if (!first)
      throw parts.length > 0
        ? new AppError('unsupported', 'errors.import.noPage', { name: fileName })
        : broken()
    const page = framedPage(first, others)
    const from =
      webAddress(page.location) ||
      webAddress(fieldOf(head, 'snapshot-content-location')) ||
      webAddress(address)
    const resources = new Map<string, Uint8Array>()
    for (const part of parts) {
      if (part.id) setFirst(resources, `cid:${part.id}`, part.bytes)
      const location = URL.parse(part.location, from || undefined)?.href ?? part.location
      if (location) setFirst(resources, location, part.bytes)
    }
    const article = importHtml.run({
      bytes: page.bytes,
      fileName,
      address: from,
      charset: page.charset,
      resource: (reference) => resources.get(reference)
    }) as ImportedArticle
    return {
      ...article,
      ...letter(head, article),
      ...saved(head),
      importer: importMhtml.name,
      mediaType: 'multipart/related'
    }
  }
}

/** When a browser saved a page; of a letter the date is its own. */
function saved(head: readonly Header[]): Partial<ImportedArticle> {
  const addedAt = fieldOf(head, 'snapshot-content-location') ? timeNoted(fieldOf(head, 'date')) : undefined
  return addedAt === undefined ? {} : { addedAt }
}

/** Who wrote a letter and when; a browser's own name stands where the writer's would. */
function letter(head: readonly Header[], article: ImportedArticle): Partial<ImportedArticle> {
  const from = fieldOf(head, 'from')
  if (!from || /saved by|snapshot/i.test(from) || fieldOf(head, 'snapshot-content-location')) return {}
  const date = new Date(fieldOf(head, 'date'))
  return {
    title: line(decodeWords(fieldOf(head, 'subject')), 1000) || article.title,
    byline:
      article.byline ||
      line(
        decodeWords(from)
          .replace(/\s*<[^>]*>\s*$/, '')
          .replaceAll('"', ''),
        1000
      ),
    published: article.published || (Number.isNaN(date.getTime()) ? '' : date.toISOString())
  }
}

const fieldOf = (head: readonly Header[], key: string) => head.find((one) => one.key === key)?.value ?? ''

function setFirst(map: Map<string, Uint8Array>, key: string, bytes: Uint8Array): void {
  if (!map.has(key)) map.set(key, bytes)
}

/** The blank line between head and body. */
function headEnd(bytes: Buffer): { end: number; body: number } {
  const crlf = bytes.indexOf('\r\n\r\n')
  const lf = bytes.indexOf('\n\n')
  if (crlf >= 0 && (lf < 0 || crlf < lf)) return { end: crlf, body: crlf + 4 }
  return lf >= 0 ? { end: lf, body: lf + 2 } : { end: bytes.length, body: bytes.length }
}

async function readHead(bytes: Buffer): Promise<Header[]> {
  const { end } = headEnd(bytes)
  const { headers } = await PostalMime.parse(
    Buffer.concat([bytes.subarray(0, Math.min(end, 256 * 1024)), Buffer.from('\r\n\r\n')])
  )
  return headers
}

/**
 * The parts one after the other. A part is a message of its own, so the MIME parser unfolds its head and
 * unpacks its body; it would not say where a part came from, nor leave pages apart, if it were given the whole.
 */
async function readParts(bytes: Buffer, parts: Part[], depth: number): Promise<void> {
  const head = await readHead(bytes)
  const stated = fieldOf(head, 'content-type')
  const boundary = /;\s*boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(stated)
  if (/^\s*multipart\//i.test(stated) && boundary) {
    if (depth >= MAX_DEPTH) return
    const mark = `--${boundary[1] ?? boundary[2]}`
    for (const part of split(bytes.subarray(headEnd(bytes).body), mark)) {
      if (parts.length >= MAX_PARTS) return
      await readParts(part, parts, depth + 1)
    }
    return
  }
  // Told to be an attachment, a part comes back as its bytes, whatever kind it is.
  const plain = bytes
    .subarray(0, headEnd(bytes).end)
    .toString('latin1')
    .replace(/^content-disposition:[^\n]*(?:\n[ \t][^\n]*)*\n?/gim, '')
  const message = Buffer.concat([
    Buffer.from(`Content-Disposition: attachment\r\n${plain.trimEnd()}\r\n\r\n`, 'latin1'),
    bytes.subarray(headEnd(bytes).body)
  ])
  const { attachments } = await PostalMime.parse(message)
  const content = attachments[0]?.content
  if (content === undefined || typeof content === 'string') return
  parts.push({
    mediaType: (stated.split(';', 1)[0] ?? '').trim().toLowerCase(),
    charset: /;\s*charset\s*=\s*"?([\w:.-]{2,40})/i.exec(stated)?.[1]?.toLowerCase() ?? '',
    location: fieldOf(head, 'content-location').trim(),
    id: fieldOf(head, 'content-id')
      .trim()
      .replace(/^<(.*)>$/, '$1'),
    bytes: new Uint8Array(content)
  })
}

/** What stands between the lines of a boundary. Without the last one, the last part ends where the file does. */
function* split(bytes: Buffer, mark: string): Generator<Buffer> {
  let start = -1
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + mark.length)) {
    if (at > 0 && bytes[at - 1] !== 0x0a) continue
    const after = bytes.toString('latin1', at + mark.length, at + mark.length + 2)
    if (!/^(?:--|\r|\n|[ \t]|$)/.test(after)) continue
    if (start >= 0) yield bytes.subarray(start, at - (bytes[at - 2] === 0x0d ? 2 : 1))
    if (after.startsWith('--')) return
    const end = bytes.indexOf('\n', at)
    if (end < 0) return
    start = end + 1
  }
  if (start >= 0 && start < bytes.length) yield bytes.subarray(start)
}
