import { brotliDecompressSync, constants, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib'
import { AppError } from '../../../shared/errors.ts'
import type { ImportedArticle } from '../article/imported-article.ts'
import type { DirectImporter } from '../article/importer.ts'
import { webAddress } from '../article/web-address.ts'
import { warcExtensions } from '../source/known-extensions.ts'
import { importHtml } from '../web-page/html.ts'
import { timeNoted } from '../web-page/saved-page.ts'

/** Unpacked bytes of the whole archive, and of one answer in it. */
const MAX_UNPACKED = 512 * 1024 * 1024
const MAX_ANSWER = 100 * 1024 * 1024
const MAX_RECORDS = 200_000

const isPacked = (head: string) => head.startsWith('\x1f\x8b\x08')

/**
 * WARC (ISO 28500), plain or as .warc.gz: the first page in it, with the pictures that were archived along.
 * An archive of a whole site holds many pages; the others are told of, not added.
 */
export const importWarc: DirectImporter = {
  name: 'warc/1',
  extensions: warcExtensions,
  binary: true,
  recognises: (head) => /^WARC\/\d\.\d\r?\n/.test(isPacked(head) ? firstUnpacked(head) : head),
  run({ bytes, fileName }): ImportedArticle {
    const { answers, isCut } = readArchive(bytes, fileName)
    if (answers.size === 0) throw new AppError('unreadable', 'errors.import.damagedFile', { name: fileName })
    const pages = [...answers.values()].filter(({ mediaType }) =>
      /^(?:text\/html|application\/xhtml\+xml)$/.test(mediaType)
    )
    const [page] = pages
    if (!page) throw new AppError('unsupported', 'errors.import.noPage', { name: fileName })
    const article = importHtml.run({
      bytes: page.body(),
      fileName,
      address: page.address,
      charset: page.charset,
      resource: (reference) => answers.get(reference)?.body()
    })
    const warnings = [...article.warnings]
    if (pages.length > 1)
      warnings.push({ key: 'imports.warnings.morePages', values: { count: pages.length - 1 } })
    if (isCut) warnings.push({ key: 'imports.warnings.cutArchive' })
    return {
      ...article,
      ...(page.savedAt !== undefined && { addedAt: page.savedAt }),
      importer: this.name,
      mediaType: 'application/warc',
      warnings
    }
  }
}

interface Answer {
  address: string
  mediaType: string
  charset: string
  savedAt?: number | undefined
  /** Unpacked when it is asked for: most of an archive is of no use to an article. */
  body(): Uint8Array
}

function firstUnpacked(head: string): string {
  try {
    const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 16 * 1024 * 1024 }
    return gunzipSync(Buffer.from(head, 'latin1'), options).toString('latin1', 0, 100)
  } catch {
    return ''
  }
}

/** Every answer that was a success, by address; of two for one address the first counts. */
function readArchive(bytes: Uint8Array, fileName: string): { answers: Map<string, Answer>; isCut: boolean } {
  const { data, isCut: endsEarly } = unpackArchive(bytes, fileName)
  const answers = new Map<string, Answer>()
  let at = 0
  let count = 0
  let isCut = endsEarly
  while (at < data.length && count++ < MAX_RECORDS) {
    // Records are set apart by empty lines.
    while (data[at] === 0x0d || data[at] === 0x0a) at++
    const record = readHead(data, at)
    if (!record) break
    const length = Number(record.fields.get('content-length'))
    if (!/^WARC\/\d\.\d$/.test(record.first) || !Number.isSafeInteger(length) || length < 0) break
    const block = data.subarray(record.body, record.body + length)
    if (block.length < length) isCut = true
    at = record.body + length
    const address = webAddress(record.fields.get('warc-target-uri')?.replace(/^<(.*)>$/, '$1'))
    const type = record.fields.get('warc-type')
    const answer =
      address &&
      (type === 'response'
        ? ofResponse(block, address)
        : type === 'resource'
          ? ofResource(record.fields, block, address)
          : undefined)
    if (answer && !answers.has(address))
      answers.set(address, { ...answer, savedAt: timeNoted(record.fields.get('warc-date') ?? '') })
  }
  return { answers, isCut }
}

/** A packed archive is many packed records, one behind the other; what was cut off is read as far as it goes. */
function unpackArchive(bytes: Uint8Array, fileName: string): { data: Buffer; isCut: boolean } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!isPacked(buffer.toString('latin1', 0, 3))) return { data: buffer, isCut: false }
  const unpack = (finishFlush: number) => gunzipSync(buffer, { maxOutputLength: MAX_UNPACKED, finishFlush })
  try {
    return { data: unpack(constants.Z_FINISH), isCut: false }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new AppError('too-large', 'errors.libraryImport.unpacksTooLarge', { name: fileName })
  }
  try {
    return { data: unpack(constants.Z_SYNC_FLUSH), isCut: true }
  } catch (error) {
    throw new AppError('unreadable', 'errors.import.damagedFile', { name: fileName }, { cause: error })
  }
}

interface Head {
  first: string
  fields: Map<string, string>
  /** Where the body begins. */
  body: number
}

/** A first line and fields up to an empty line, as WARC and HTTP both write them. */
function readHead(data: Buffer, at: number): Head | undefined {
  const crlf = data.indexOf('\r\n\r\n', at)
  const lf = data.indexOf('\n\n', at)
  const isCrlf = crlf >= 0 && (lf < 0 || crlf < lf)
  const end = isCrlf ? crlf : lf
  if (end < 0 || end - at > 256 * 1024) return undefined
  const [first = '', ...lines] = data.toString('utf8', at, end).split(/\r?\n(?![ \t])/)
  const fields = new Map<string, string>()
  for (const one of lines) {
    const colon = one.indexOf(':')
    const name = one.slice(0, colon).trim().toLowerCase()
    if (colon > 0 && !fields.has(name))
      fields.set(
        name,
        one
          .slice(colon + 1)
          .replace(/\s+/g, ' ')
          .trim()
      )
  }
  return { first: first.trim(), fields, body: end + (isCrlf ? 4 : 2) }
}

function ofResponse(block: Buffer, address: string): Answer | undefined {
  const http = readHead(block, 0)
  if (!http || !/^HTTP\/[\d.]+ 2\d\d/.test(http.first)) return undefined
  const { fields } = http
  const raw = block.subarray(http.body)
  return {
    address,
    ...kindOf(fields.get('content-type')),
    body: () => {
      const whole = /chunked/i.test(fields.get('transfer-encoding') ?? '') ? withoutChunks(raw) : raw
      return unpacked(whole, fields.get('content-encoding')?.toLowerCase() ?? '')
    }
  }
}

function ofResource(fields: Map<string, string>, block: Buffer, address: string): Answer {
  return { address, ...kindOf(fields.get('content-type')), body: () => block }
}

function kindOf(stated = ''): { mediaType: string; charset: string } {
  return {
    mediaType: (stated.split(';', 1)[0] ?? '').trim().toLowerCase(),
    charset: /;\s*charset\s*=\s*"?([\w:.-]{2,40})/i.exec(stated)?.[1]?.toLowerCase() ?? ''
  }
}

/** RFC 9112, 7.1. Some archivers keep the field and write the body whole: then there are no chunks to find. */
function withoutChunks(raw: Buffer): Buffer {
  const parts: Buffer[] = []
  let at = 0
  while (at < raw.length) {
    const end = raw.indexOf('\n', at)
    const size =
      end < 0
        ? undefined
        : /^([0-9a-f]{1,8})\s*(?:;[^\n]*)?$/i.exec(raw.toString('latin1', at, Math.min(end, at + 300)).trim())
    if (!size) return at === 0 ? raw : Buffer.concat(parts)
    const length = Number.parseInt(size[1] ?? '0', 16)
    if (length === 0) break
    parts.push(raw.subarray(end + 1, end + 1 + length))
    at = end + 1 + length
    while (raw[at] === 0x0d || raw[at] === 0x0a) at++
  }
  return Buffer.concat(parts)
}

/** What cannot be unpacked is given as it is: many archivers unpack and leave the field standing. */
function unpacked(body: Buffer, encoding: string): Buffer {
  const options = { maxOutputLength: MAX_ANSWER, finishFlush: constants.Z_SYNC_FLUSH }
  try {
    if (encoding === 'gzip' || encoding === 'x-gzip') return gunzipSync(body, options)
    if (encoding === 'deflate') return inflateSync(body, options)
    if (encoding === 'br') return brotliDecompressSync(body, { maxOutputLength: MAX_ANSWER })
    if (encoding === 'zstd') return zstdDecompressSync(body, { maxOutputLength: MAX_ANSWER })
  } catch {
    return body
  }
  return body
}
