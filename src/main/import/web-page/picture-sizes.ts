import { linkAddress } from '../html/link-address.ts'
import { pixelsOfDataUrl, pixelsOfImage } from '../pictures/image-bytes.ts'
import type { Size } from '../pictures/jpeg-size.ts'

/**
 * Asks for the pixels of pictures whose bytes are here: in their address, or because they came along. Undefined for
 * every other, and for drawings.
 * @param resource what came along, by absolute address or by the reference as written
 */
export function sizesOfPictures(
  baseUrl: string,
  resource: ((reference: string) => Uint8Array | undefined) | undefined
): (address: string) => Size | undefined {
  const bytesOf = (address: string) => {
    const absolute = linkAddress(address, baseUrl)
    return (absolute && resource?.(absolute)) || resource?.(address)
  }
  // One picture may be asked for under many addresses, and very often.
  const known = new Map<string | Uint8Array, Size | undefined>()
  const once = (key: string | Uint8Array, read: () => Size | undefined) => {
    if (!known.has(key)) known.set(key, read())
    return known.get(key)
  }
  return (address) => {
    if (/^data:image\/svg/i.test(address)) return undefined
    if (/^data:/i.test(address)) return once(address, () => pixelsOfDataUrl(address))
    const bytes = bytesOf(address)
    return (
      bytes && once(bytes, () => pixelsOfImage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)))
    )
  }
}
