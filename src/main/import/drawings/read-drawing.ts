import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import type { Sentence } from '../../../shared/sentence.ts'
import type { ImportedAsset } from '../article/imported-article.ts'
import { parseHtml } from '../html/html-tree.ts'
import { declaredEncoding, decode } from '../source/decode.ts'
import { MAX_SVG_BYTES } from '../svg/allowed-svg.ts'
import { inertSvgSize, looksLikeSvg } from '../svg/check-svg.ts'
import { type Drawing, firstSvg, nameOfSvg, rebuildSvg, type SvgContext } from './rebuild-svg.ts'

export interface ReadDrawing {
  asset: ImportedAsset
  /** What the drawing says it shows, or empty. */
  name: string
  shapes: number
}

/** What readers are told of a drawing that was left out for its size. */
export const DRAWING_TOO_LARGE: Sentence = { key: 'imports.warnings.largeDrawing' }

/** Sources may be this much larger than what is kept: drawing programs add their own notes. */
const MAX_SOURCE = 4 * MAX_SVG_BYTES

/**
 * The drawing in the bytes of a file, also of a packed one, made inert; undefined when they are none, when nothing of
 * it can be seen, or when it is larger than is kept. What was written by `rebuildSvg` comes back unchanged.
 */
export function readDrawing(bytes: Uint8Array, context: SvgContext = {}): ReadDrawing | undefined {
  const plain = unpacked(bytes, context)
  if (!plain || !looksLikeSvg(plain)) return undefined
  if (plain.length > MAX_SOURCE) {
    context.tooLarge?.()
    return undefined
  }
  const size = inertSvgSize(plain)
  const root = firstSvg(parseSvg(textOf(plain)))
  const drawing = root && rebuildSvg(root, context)
  // Written as we write it says nothing of how much there is to draw: that is weighed again.
  if (size && drawing)
    return { asset: assetOf(Buffer.from(plain), size), name: '', shapes: Number.POSITIVE_INFINITY }
  return drawing && { asset: drawingAsset(drawing), name: nameOfSvg(root), shapes: drawing.shapes }
}

export function drawingAsset(drawing: Drawing): ImportedAsset {
  return assetOf(Buffer.from(drawing.svg, 'utf8'), drawing)
}

function assetOf(bytes: Buffer, { width, height }: { width: number; height: number }): ImportedAsset {
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { hash, mediaType: 'image/svg+xml', bytes, width, height }
}

function textOf(bytes: Uint8Array): string {
  try {
    return decode(bytes, 'drawing.svg', declaredEncoding(bytes)).text
  } catch {
    // No text at all.
    return ''
  }
}

/** XML as HTML reads it: SVG's own rules hold inside `svg`, but what stands around it is XML's alone. */
function parseSvg(text: string) {
  const start = text.search(/<(?:svg:)?svg[\s>]/i)
  return parseHtml(text.slice(Math.max(0, start)).replace(/<(\/?)svg:/gi, '<$1'), 'fragment').root
}

function unpacked(bytes: Uint8Array, { tooLarge }: SvgContext): Uint8Array | undefined {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_SOURCE })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') tooLarge?.()
    return undefined
  }
}
