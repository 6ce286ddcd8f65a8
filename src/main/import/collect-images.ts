import type { ImageRef, Inline } from '../../shared/blocks.ts'
import { attribute, classOf, type Element } from './html-tree.ts'
import { type ImageBytes, imageFromBytes, imageFromDataUrl } from './image-bytes.ts'
import type { ImportedAsset } from './imported-article.ts'
import { linkAddress } from './link-address.ts'

const MAX_ASSETS = 2000
const MAX_ASSET_BYTES = 200 * 1024 * 1024

/** Turns image elements into references, and keeps the bytes of those that carry them. Nothing is fetched. */
export class ImageCollector {
  readonly assets: ImportedAsset[] = []
  readonly warnings = new Set<string>()
  readonly #baseUrl: string | undefined
  readonly #resource: ((reference: string) => Uint8Array | undefined) | undefined
  readonly #known = new Map<string, ImportedAsset>()
  #bytes = 0

  constructor(baseUrl?: string, resource?: (reference: string) => Uint8Array | undefined) {
    this.#baseUrl = baseUrl
    this.#resource = resource
  }

  inline(element: Element): Inline[] {
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
    // Counting pixels and spacers.
    if ((width !== undefined && width <= 2) || (height !== undefined && height <= 2)) return undefined
    if (/math-fallback|tracking|pixel\b/i.test(classOf(element))) return undefined
    const size = { ...(width ? { width } : {}), ...(height ? { height } : {}) }
    const source = bestSource(element)
    const own = /^asset:\/\/image\/([0-9a-f]{64})$/.exec(source)
    const stated = linkAddress(own ? (attribute(element, 'data-url') ?? '') : source, this.#baseUrl)
    const remembered = /^book:/.test(source) ? linkAddress(attribute(element, 'data-url') ?? '') : ''
    const address = [stated, remembered].find((one) => one.startsWith('http'))
    const url = address ? { url: address } : {}
    if (own?.[1]) return { asset: own[1], ...url, alt, ...size }
    const bytes = this.#bytesOf(source, stated)
    if (bytes) {
      const asset = this.#keep(bytes)
      if (asset) return { asset: asset.hash, ...url, alt, width: asset.width, height: asset.height }
    }
    if ('url' in url) return { ...url, alt, ...size }
    return alt ? { alt, ...size } : undefined
  }

  /** What came with the page, under its address or under the reference as it is written. */
  #bytesOf(source: string, url: string): ImageBytes | undefined {
    if (/^data:/i.test(source)) return imageFromDataUrl(source)
    const bytes = (url && this.#resource?.(url)) || this.#resource?.(source)
    return bytes ? imageFromBytes(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) : undefined
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
      this.warnings.add(
        'The page holds more images than are kept with one article; the last ones were left out.'
      )
      return undefined
    }
    this.#known.set(image.asset.hash, image.asset)
    this.assets.push(image.asset)
    return image.asset
  }
}

const lazyAttributes = [
  'data-src',
  'data-original',
  'data-lazy-src',
  'data-lazy',
  'data-hi-res-src',
  'data-url'
]

/** Pages put a spacer into `src` and the picture elsewhere until it is scrolled to. */
function bestSource(element: Element): string {
  const stated = (attribute(element, 'src') ?? '').trim()
  const isSpacer =
    stated === '' ||
    (/^data:/i.test(stated) && stated.length < 400) ||
    /spacer|blank\.(?:gif|png)|1x1/i.test(stated)
  if (!isSpacer) return stated
  for (const name of lazyAttributes) {
    const value = attribute(element, name)?.trim()
    if (value && !value.startsWith('{') && !value.startsWith('[')) return value
  }
  const set = attribute(element, 'srcset') ?? attribute(element, 'data-srcset') ?? ''
  return largestOf(set) || stated
}

function largestOf(set: string): string {
  let best = ''
  let bestSize = -1
  // Candidates are separated by a comma and white space; an address may itself contain commas.
  for (const candidate of set.split(/,\s+/).slice(0, 50)) {
    const [address = '', size = '1x'] = candidate.trim().split(/\s+/)
    const value = Number.parseFloat(size) || 1
    if (address && !/^data:/i.test(address) && value > bestSize) {
      best = address
      bestSize = value
    }
  }
  return best
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
