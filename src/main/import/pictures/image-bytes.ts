import { createHash } from 'node:crypto'
import type { Sentence } from '../../../shared/sentence.ts'
import type { ImportedAsset } from '../article/imported-article.ts'
import { inertSvgSize } from '../svg/check-svg.ts'
import { jpegSize, type Size } from './jpeg-size.ts'

/** Beyond these an image is dropped: bytes in the file, pixels when decoded (four bytes each). */
const MAX_IMAGE_BYTES = 50 * 1024 * 1024
const MAX_PIXELS = 100_000_000

const SVG = 'image/svg+xml'

const TOO_LARGE: Sentence = {
  key: 'imports.warnings.largePicture',
  values: { limit: MAX_IMAGE_BYTES / 1024 / 1024 }
}

/** A reason is a sentence for the reader; none means "no picture we know". */
export type ImageBytes = { asset: ImportedAsset } | { refused: Sentence | undefined }

/** The image in a `data:` address, recognised by its bytes and measured without decoding it. */
export function imageFromDataUrl(url: string): ImageBytes {
  return isTooLarge(url) ? { refused: TOO_LARGE } : imageFromBytes(bytesOfDataUrl(url))
}

/** Its pixels alone, as `pixelsOfImage` has them. */
export function pixelsOfDataUrl(url: string): Size | undefined {
  return isTooLarge(url) ? undefined : pixelsOfImage(bytesOfDataUrl(url))
}

/** Four characters hold three bytes. */
const isTooLarge = (url: string) => url.length * 0.75 > MAX_IMAGE_BYTES

/** The bytes in a `data:` address, in base64 or percent-encoded; none when it is no such address. */
export function bytesOfDataUrl(url: string): Buffer {
  const comma = url.indexOf(',')
  if (comma < 0 || comma > 500) return Buffer.alloc(0)
  const isBase64 = url.slice(5, comma).toLowerCase().includes('base64')
  const text = url.slice(comma + 1)
  if (isBase64) return Buffer.from(decodePercent(text), 'base64')
  // Each letter beyond ASCII is written as the bytes of its UTF-8, or, by careless programs, as itself.
  return Buffer.from(decodePercent(Buffer.from(text, 'utf8').toString('latin1')), 'latin1')
}

/**
 * An image recognised by its bytes and measured without decoding it; or why it is refused, undefined when it is no
 * image at all.
 */
export function imageFromBytes(bytes: Buffer): ImageBytes {
  const found = measured(bytes)
  if ('refused' in found) return found
  const { mediaType, size } = found
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { asset: { hash, mediaType, bytes, ...size } }
}

/** Its pixels alone, where they are known and no more than are kept. */
export function pixelsOfImage(bytes: Buffer): Size | undefined {
  const found = measured(bytes)
  return 'size' in found ? found.size : undefined
}

type Measured = { mediaType: string; size: Size } | { refused: Sentence | undefined }

function measured(bytes: Buffer): Measured {
  if (bytes.length > MAX_IMAGE_BYTES) return { refused: TOO_LARGE }
  const mediaType = mediaTypeOf(bytes)
  if (!mediaType) return { refused: undefined }
  const size = mediaType === SVG ? inertSvgSize(bytes) : sizeOf(bytes, mediaType)
  if (!size || size.width < 1 || size.height < 1)
    return { refused: { key: 'imports.warnings.damagedPicture' } }
  if (size.width * size.height > MAX_PIXELS || size.width > 100_000 || size.height > 100_000) {
    return { refused: { key: 'imports.warnings.hugePicture', values: { limit: MAX_PIXELS / 1_000_000 } } }
  }
  return { mediaType, size }
}

function decodePercent(text: string): string {
  return text.includes('%')
    ? text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text
}

function mediaTypeOf(bytes: Buffer): string {
  const head = bytes.toString('latin1', 0, 32)
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'image/gif'
  if (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) return 'image/webp'
  if (head.startsWith('ftyp', 4) && /avif|avis/.test(head)) return 'image/avif'
  // Only as the importer writes it (svg/rebuild-svg.ts): of a stranger's, nothing is kept as it is.
  if (head.startsWith('<svg xmlns=')) return SVG
  return ''
}

function sizeOf(bytes: Buffer, mediaType: string): Size | undefined {
  try {
    switch (mediaType) {
      case 'image/png':
        return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
      case 'image/gif':
        return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }
      case 'image/jpeg':
        return jpegSize(bytes)
      case 'image/webp':
        return webpSize(bytes)
      default:
        return avifSize(bytes)
    }
  } catch {
    // The header ends before its numbers do.
    return undefined
  }
}

/** Lossy, lossless and extended headers (RFC 9649, sections 2.5 to 2.7). */
function webpSize(bytes: Buffer): Size | undefined {
  const chunk = bytes.toString('latin1', 12, 16)
  if (chunk === 'VP8 ')
    return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff }
  if (chunk === 'VP8L') {
    const bits = bytes.readUInt32LE(21)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  if (chunk === 'VP8X') return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 }
  return undefined
}

/** The largest `ispe` property (ISO/IEC 23008-12, 6.5.3); it stands within the first kilobytes. */
function avifSize(bytes: Buffer): Size | undefined {
  let best: Size | undefined
  let at = bytes.indexOf('ispe', 0, 'latin1')
  while (at > 0 && at < 64_000) {
    const size = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) }
    if (!best || size.width * size.height > best.width * best.height) best = size
    at = bytes.indexOf('ispe', at + 4, 'latin1')
  }
  return best
}
