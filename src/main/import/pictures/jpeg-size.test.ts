import { expect, it } from 'vitest'
import { jpegSize } from './jpeg-size.ts'

const word = (value: number) => Buffer.from([value >> 8, value & 255])
const segment = (marker: number, body: Buffer) =>
  Buffer.concat([Buffer.from([0xff, marker]), word(body.length + 2), body])
const frame = segment(
  0xc2,
  Buffer.concat([Buffer.from([8]), word(300), word(400), Buffer.from([1, 1, 0x11, 0])])
)

function exif(orientation: number, order: 'II' | 'MM'): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 24 + 4)
  tiff.write(order, 0, 'latin1')
  const isLittle = order === 'II'
  const short = (value: number, at: number) =>
    isLittle ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at)
  const long = (value: number, at: number) =>
    isLittle ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at)
  short(42, 2)
  long(8, 4)
  short(2, 8)
  short(0x010f, 10)
  short(0x0112, 22)
  short(3, 24)
  long(1, 26)
  short(orientation, 30)
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]))
}

const jpeg = (...parts: Buffer[]) =>
  Buffer.concat([Buffer.from([0xff, 0xd8]), ...parts, frame, Buffer.alloc(20)])

it.each([
  ['as it is', jpeg(), 400, 300],
  ['held upright', jpeg(exif(1, 'II')), 400, 300],
  ['upside down', jpeg(exif(3, 'MM')), 400, 300],
  ['on its side', jpeg(exif(6, 'II')), 300, 400],
  ['on the other side', jpeg(exif(8, 'MM')), 300, 400],
  [
    'with another note of that kind',
    jpeg(segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0<x/>'))),
    400,
    300
  ],
  [
    'with a note that leads nowhere',
    jpeg(segment(0xe1, Buffer.from('Exif\0\0II*\0\xff\xff\xff\x7f0000000000', 'latin1'))),
    400,
    300
  ]
])('a photograph %s', (_, bytes, width, height) => {
  expect(jpegSize(bytes)).toEqual({ width, height })
})
