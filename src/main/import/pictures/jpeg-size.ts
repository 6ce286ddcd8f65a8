/** Pixels as a browser shows them. */
export interface Size {
  width: number
  height: number
}

/**
 * The size in the first start-of-frame segment (ITU T.81, B.2.2), turned where the camera noted that it was held on its
 * side: browsers turn such a picture, and its place has to have that shape.
 */
export function jpegSize(bytes: Buffer): Size | undefined {
  let at = 2
  let isTurned = false
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] as number
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xe1) isTurned ||= turnedBy(bytes.subarray(at + 4, at + 2 + bytes.readUInt16BE(at + 2)))
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) {
      const [height, width] = [bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 7)]
      return isTurned ? { width: height, height: width } : { width, height }
    }
    const alone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)
    at += alone ? 2 : 2 + bytes.readUInt16BE(at + 2)
  }
  return undefined
}

/** Orientations 5 to 8 of Exif (CIPA DC-008, 4.6.4: tag 0x0112) lie on their side. */
function turnedBy(segment: Buffer): boolean {
  if (segment.length < 20 || segment.toString('latin1', 0, 6) !== 'Exif\0\0') return false
  const tiff = segment.subarray(6)
  const isLittle = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const start = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  if (start + 2 > tiff.length) return false
  const count = short(start)
  for (let entry = 0; entry < count; entry += 1) {
    const at = start + 2 + entry * 12
    if (at + 12 > tiff.length) return false
    if (short(at) === 0x0112) return short(at + 8) >= 5 && short(at + 8) <= 8
  }
  return false
}
