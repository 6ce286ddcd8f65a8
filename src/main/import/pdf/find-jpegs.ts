import { Buffer } from 'node:buffer'
import type { ImportedAsset } from '../article/imported-article.ts'
import { imageFromBytes } from '../pictures/image-bytes.ts'

/** Looking further than this many pictures costs more than it brings. */
const MOST = 2000

/**
 * The JPEG files inside a PDF as they were put in, by their size in pixels ("800x600"), so that a photograph
 * is kept byte for byte. Sizes that two of them share are left out, and so is what needs more than its own
 * bytes to be shown: masks, inks, remapped colours.
 */
export function findJpegs(source: Uint8Array): Map<string, ImportedAsset> {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.length)
  const found = new Map<string, ImportedAsset | null>()
  let at = 0
  for (let count = 0; count < MOST; count++) {
    at = bytes.indexOf('/DCTDecode', at)
    if (at < 0) break
    const start = bytes.lastIndexOf(' obj', at)
    const stream = bytes.indexOf('stream', at)
    at += 10
    if (start < 0 || stream < 0 || stream - start > 4000) continue
    const dictionary = bytes.toString('latin1', start, stream)
    if (!/\/Filter\s*(?:\/DCTDecode|\[\s*\/DCTDecode\s*\])/.test(dictionary)) continue
    const asset = jpegAt(bytes, stream, dictionary)
    if (!asset) continue
    const key = `${asset.width}x${asset.height}`
    const known = found.get(key)
    found.set(key, known === undefined || known?.hash === asset.hash ? asset : null)
  }
  return new Map([...found].filter((one): one is [string, ImportedAsset] => one[1] !== null))
}

function jpegAt(bytes: Buffer, stream: number, dictionary: string): ImportedAsset | undefined {
  if (/\/(?:SMask|Mask|Decode|SMaskInData)\b/.test(dictionary)) return undefined
  let from = stream + 6
  if (bytes[from] === 0x0d) from++
  if (bytes[from] === 0x0a) from++
  if (bytes[from] !== 0xff || bytes[from + 1] !== 0xd8) return undefined
  const stated = Number(/\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(dictionary)?.[1])
  const to = stated > 0 ? from + stated : bytes.indexOf('endstream', from)
  if (to <= from || to > bytes.length) return undefined
  // A copy: the asset must not keep the whole file alive.
  const image = imageFromBytes(Buffer.from(bytes.subarray(from, to)))
  if ('refused' in image || image.asset.mediaType !== 'image/jpeg') return undefined
  return componentsOf(image.asset.bytes) <= 3 ? image.asset : undefined
}

/** Colours of the first frame: four are inks, which browsers show inverted as often as not. */
function componentsOf(bytes: Uint8Array): number {
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return 9
    const marker = bytes[at + 1]!
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return bytes[at + 9]!
    at += 2 + (bytes[at + 2]! << 8) + bytes[at + 3]!
  }
  return 9
}
