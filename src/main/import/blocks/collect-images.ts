import type { ImageRef, Inline } from '../../../shared/blocks.ts'
import type { Sentence } from '../../../shared/sentence.ts'
import type { ImportedAsset } from '../article/imported-article.ts'
import { WarningSet } from '../article/warning-set.ts'
import { DRAWING_TOO_LARGE, readDrawing } from '../drawings/read-drawing.ts'
import { attribute, classOf, type Element, isElement } from '../html/html-tree.ts'
import { linkAddress } from '../html/link-address.ts'
import { pictureSources } from '../pictures/choose-picture.ts'
import { bytesOfDataUrl, type ImageBytes, imageFromBytes, imageFromDataUrl } from '../pictures/image-bytes.ts'
import { looksLikeSvg } from '../svg/check-svg.ts'

/** A picture, or why there is none; `name` is what a drawing says it shows. */
type Found = ImageBytes & { name?: string }

const MAX_ASSETS = 2000
const MAX_ASSET_BYTES = 200 * 1024 * 1024

/** Turns image elements into references, and keeps the bytes of those that carry them. Nothing is fetched. */
export class ImageCollector {
  readonly assets: ImportedAsset[] = []
  readonly warnings = new WarningSet()
  readonly #baseUrl: string | undefined
  readonly #resource: ((reference: string) => Uint8Array | undefined) | undefined
  readonly #known = new Map<string, ImportedAsset>()
  /** What was looked at, by its address or what came with the page: one picture may stand there thousands of times. */
  readonly #seen = new Map<string | Uint8Array, ImageBytes>()
  #bytes = 0

  constructor(baseUrl?: string, resource?: (reference: string) => Uint8Array | undefined) {
    this.#baseUrl = baseUrl
    this.#resource = resource
  }

  inline(element: Element): Inline[] {
    const sign = emojiOf(element)
    if (sign) return [{ type: 'text', text: sign }]
    const image = this.#reference(element)
    return image ? [{ type: 'image', image }] : []
  }

  /** Our own mark for a picture whose bytes are not here. */
  placeholder(element: Element): Inline[] {
    const url = linkAddress(attribute(element, 'data-url') ?? '')
    const width = pixels(attribute(element, 'data-width'))
    const height = pixels(attribute(element, 'data-height'))
    return [
      {
        type: 'image',
        image: {
          ...(url.startsWith('http') ? { url } : {}),
          alt: altOf(attribute(element, 'aria-label')),
          ...(width ? { width } : {}),
          ...(height ? { height } : {})
        }
      }
    ]
  }

  #reference(element: Element): ImageRef | undefined {
    const alt = altOf(attribute(element, 'alt'))
    const width = pixels(attribute(element, 'width'))
    const height = pixels(attribute(element, 'height'))
    const size = { ...(width ? { width } : {}), ...(height ? { height } : {}) }
    const written = attribute(element, 'src')?.trim() ?? ''
    const own = /^asset:\/\/image\/([0-9a-f]{64})$/.exec(written)
    const remembered = own || /^book:/.test(written) ? linkAddress(attribute(element, 'data-url') ?? '') : ''
    if (own?.[1])
      return { asset: own[1], ...(remembered.startsWith('http') && { url: remembered }), alt, ...size }
    // Counting pixels and spacers.
    if ((width !== undefined && width <= 2) || (height !== undefined && height <= 2)) return undefined
    if (/math-fallback|tracking|pixel\b/i.test(classOf(element))) return undefined
    if (alt === '' && isIcon(element, Math.min(width ?? 0, height ?? width ?? 0))) return undefined
    const sources = pictureSources(element, (reference) => this.#widthOf(reference))
    let address = ''
    for (const source of sources) {
      const absolute = linkAddress(source, this.#baseUrl)
      const stated = absolute.startsWith('http') ? absolute : ''
      const found = this.#bytesOf(source, absolute, size)
      if (found && 'asset' in found && isSign(element, alt, found.asset)) return undefined
      const asset = found && this.#keep(found)
      if (asset) {
        const name = alt || (found && 'name' in found ? altOf(found.name) : '')
        const url = stated || (remembered.startsWith('http') ? remembered : '')
        return { asset: asset.hash, ...(url && { url }), alt: name, width: asset.width, height: asset.height }
      }
      address ||= stated
    }
    if (address) return { url: address, alt, ...size }
    return alt ? { alt, ...size } : undefined
  }

  /** What came with the page, under its address or under the reference as it is written. */
  #bytesOf(source: string, url: string, stated: { width?: number; height?: number }): Found | undefined {
    if (/^data:image\/svg/i.test(source)) return drawingOf(bytesOfDataUrl(source), stated)
    if (/^data:/i.test(source)) return this.#once(source, () => imageFromDataUrl(source))
    const bytes = (url && this.#resource?.(url)) || this.#resource?.(source)
    if (!bytes) return undefined
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b
    if (isPacked || looksLikeSvg(bytes)) return drawingOf(bytes, stated)
    return this.#once(bytes, () =>
      imageFromBytes(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    )
  }

  #once(key: string | Uint8Array, read: () => ImageBytes): ImageBytes {
    const found = this.#seen.get(key) ?? read()
    this.#seen.set(key, found)
    return found
  }

  /** Pixels of a picture whose bytes are here. */
  #widthOf(reference: string): number | undefined {
    if (/^data:image\/svg/i.test(reference)) return undefined
    const found = this.#bytesOf(reference, linkAddress(reference, this.#baseUrl), {})
    return found && 'asset' in found ? found.asset.width : undefined
  }

  #keep(image: ImageBytes): ImportedAsset | undefined {
    if ('refused' in image) {
      if (image.refused) this.warnings.add(image.refused)
      return undefined
    }
    // A counting pixel, whatever size it claims.
    if ((image.asset.width ?? 3) <= 2 && (image.asset.height ?? 3) <= 2) return undefined
    const known = this.#known.get(image.asset.hash)
    if (known) return known
    this.#bytes += image.asset.bytes.length
    if (this.assets.length >= MAX_ASSETS || this.#bytes > MAX_ASSET_BYTES) {
      this.warnings.add({ key: 'imports.warnings.manyPictures' })
      return undefined
    }
    this.#known.set(image.asset.hash, image.asset)
    this.assets.push(image.asset)
    return image.asset
  }
}

function altOf(stated: string | undefined): string {
  return (stated ?? '')
    .toWellFormed()
    .replace(/[\0-\x08\x0e-\x1f\x7f]/g, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, 10_000)
    .toWellFormed()
}

function pixels(stated: string | undefined): number | undefined {
  if (stated === undefined || !/^\s*\d{1,6}(?:\.\d+)?\s*(?:px)?\s*$/i.test(stated)) return undefined
  const value = Math.round(Number.parseFloat(stated))
  return value >= 1 && value <= 100_000 ? value : undefined
}

function drawingOf(bytes: Uint8Array, stated: { width?: number; height?: number }): Found {
  // A drawing shown as a picture loads nothing but what it holds.
  let refused: Sentence | undefined
  const tooLarge = () => {
    refused = DRAWING_TOO_LARGE
  }
  const drawing = readDrawing(bytes, { stated, tooLarge })
  return drawing ? { asset: drawing.asset, name: drawing.name } : { refused }
}

/** Without a name and no larger than a letter: a sign that only decorates. */
function isSign(element: Element, alt: string, asset: ImportedAsset): boolean {
  if (asset.mediaType !== 'image/svg+xml') return false
  const side = Math.max(asset.width ?? 0, asset.height ?? 0)
  const isDecoration =
    attribute(element, 'aria-hidden') === 'true' ||
    /^(?:presentation|none)$/.test(attribute(element, 'role') ?? '')
  return (isDecoration && side <= 64) || (alt === '' && side <= 24)
}

/**
 * What calls itself an icon and says nothing stands before a name; not what a figure shows, or is larger than icons are.
 * @param side the shorter one in pixels, as stated; 0 when it is not
 */
function isIcon(element: Element, side: number): boolean {
  if (!/(?:^|[\s_-])(?:fav)?icon(?:$|\s)/i.test(classOf(element)) || side > 128) return false
  let around = element.parentNode
  while (around && isElement(around) && around.tagName !== 'figure') around = around.parentNode
  return !around || !isElement(around)
}

/** Sites draw the signs that every system has as pictures; the sign itself can be read, searched and copied. */
function emojiOf(element: Element): string {
  const alt = (attribute(element, 'alt') ?? '').trim()
  if (alt.length === 0 || alt.length > 40 || !/^\p{RGI_Emoji}+$/v.test(alt)) return ''
  const width = pixels(attribute(element, 'width'))
  return /(?:^|[\s_-])(?:emoji|emoticon|smiley|twemoji)/i.test(classOf(element)) ||
    (width !== undefined && width <= 40)
    ? alt
    : ''
}
