import { linkAddress } from '../html/link-address.ts'
import { imageFromBytes, imageFromDataUrl } from '../pictures/image-bytes.ts'

/**
 * Asks for the pixels of pictures whose bytes are here: in their address, or because they came along. Undefined for
 * every other, and for drawings.
 * @param resource what came along, by absolute address or by the reference as written
 */
export function sizesOfPictures(
  baseUrl: string,
  resource: ((reference: string) => Uint8Array | undefined) | undefined
): (address: string) => { width: number; height: number } | undefined {
  const bytesOf = (address: string) => {
    const absolute = linkAddress(address, baseUrl)
    return (absolute && resource?.(absolute)) || resource?.(address)
  }
  return (address) => {
    if (/^data:image\/svg/i.test(address)) return undefined
    if (/^data:/i.test(address)) return sizeOf(imageFromDataUrl(address))
    const bytes = bytesOf(address)
    return bytes && sizeOf(imageFromBytes(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)))
  }
}

function sizeOf(found: ReturnType<typeof imageFromBytes>): { width: number; height: number } | undefined {
  if (!('asset' in found)) return undefined
  const { width, height } = found.asset
  return width !== undefined && height !== undefined ? { width, height } : undefined
}
