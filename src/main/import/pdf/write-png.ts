import { Buffer } from 'node:buffer'
import { crc32, deflateSync } from 'node:zlib'

/** Pixels as pdf.js hands them out: red, green, blue and perhaps opacity, or one bit to a pixel. */
export interface Pixels {
  width: number
  height: number
  /** `bits`: rows padded to whole bytes, 1 is white. */
  kind: 'bits' | 'rgb' | 'rgba'
  data: Uint8Array | Uint8ClampedArray
}

/** Wider than a column on any screen; larger pictures are made smaller, and are whole on the original's page. */
const WIDEST = 1800
const MOST_PIXELS = 3_000_000

/** The pixels as a PNG (ISO/IEC 15948), made smaller where they are more than a reader shows. */
export function writePng(pixels: Pixels): { bytes: Buffer; width: number; height: number } {
  const by = Math.max(
    1,
    Math.ceil(pixels.width / WIDEST),
    Math.ceil(Math.sqrt((pixels.width * pixels.height) / MOST_PIXELS))
  )
  const width = Math.max(1, Math.floor(pixels.width / by))
  const height = Math.max(1, Math.floor(pixels.height / by))
  const channels = pixels.kind === 'bits' || isGrey(pixels) ? 1 : pixels.kind === 'rgb' ? 3 : 4
  const rows = Buffer.alloc((width * channels + 1) * height)
  const sample = sampler(pixels)
  for (let y = 0; y < height; y++) {
    const row = y * (width * channels + 1)
    // Differences to the pixel before deflate best in pictures; flat areas do not mind.
    rows[row] = 1
    const before = [0, 0, 0, 0]
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0
        for (let dy = 0; dy < by; dy++)
          for (let dx = 0; dx < by; dx++) sum += sample(x * by + dx, y * by + dy, channel)
        const value = Math.round(sum / (by * by))
        rows[row + 1 + x * channels + channel] = (value - before[channel]!) & 255
        before[channel] = value
      }
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  header[9] = channels === 1 ? 0 : channels === 3 ? 2 : 6
  const bytes = Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 6 })),
    chunk('IEND', Buffer.alloc(0))
  ])
  return { bytes, width, height }
}

function sampler({ width, kind, data }: Pixels): (x: number, y: number, channel: number) => number {
  if (kind === 'bits') {
    const stride = (width + 7) >> 3
    return (x, y) => ((data[y * stride + (x >> 3)] ?? 0) & (0x80 >> (x & 7)) ? 255 : 0)
  }
  const step = kind === 'rgb' ? 3 : 4
  return (x, y, channel) => data[(y * width + x) * step + channel] ?? 0
}

function isGrey({ kind, data }: Pixels): boolean {
  const step = kind === 'rgb' ? 3 : 4
  for (let at = 0; at + 2 < data.length; at += step) {
    if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) return false
    if (step === 4 && data[at + 3] !== 255) return false
  }
  return true
}

function chunk(type: string, content: Buffer): Buffer {
  const whole = Buffer.alloc(content.length + 12)
  whole.writeUInt32BE(content.length, 0)
  whole.write(type, 4, 'latin1')
  content.copy(whole, 8)
  whole.writeUInt32BE(crc32(whole.subarray(4, content.length + 8)), content.length + 8)
  return whole
}
