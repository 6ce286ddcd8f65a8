import { MAX_SVG_BYTES, MAX_SVG_SHAPES, svgAttributes, svgElements, svgProperties } from './allowed-svg.ts'
import { SvgScale } from './svg-scale.ts'
import type { SvgSize } from './svg-size.ts'

const tag = /<(\/?)([a-zA-Z]{1,20})((?: [a-zA-Z0-9:-]{1,30}="[^"<>&]*")*)(\/?)>/y
const attributePattern = / ([a-zA-Z0-9:-]{1,30})="([^"<>&]*)"/g
const textPattern = /(?:[^<>&]|&(?:amp|lt|gt);)*/y
const START = '<svg xmlns="http://www.w3.org/2000/svg" '

/** The paper that is laid under a drawing is not counted when it is made. */
const MOST = MAX_SVG_SHAPES + 1

/** Whether bytes say that they are a drawing, whoever wrote it. */
export function looksLikeSvg(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1')
  return (
    /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*</.test(head) &&
    /<(?:svg:)?svg[\s>]/i.test(head.replaceAll('\0', ''))
  )
}

/**
 * The size of a drawing, when it is one of our own writing (`rebuild-svg.ts`) to the letter: its elements and
 * attributes are on the lists and read as they may, names lead to its own parts, pictures are inside it, and drawn
 * as often as it is used it is no more than we keep. Anything else is undefined, whatever a browser would make of
 * it. Linear, without a tree.
 */
export function inertSvgSize(bytes: Uint8Array): SvgSize | undefined {
  if (bytes.length > MAX_SVG_BYTES) return undefined
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
  if (!text.startsWith(START)) return undefined
  const open: string[] = []
  const scale = new SvgScale()
  let size: SvgSize | undefined
  let at = 0
  while (at < text.length) {
    tag.lastIndex = at
    const found = tag.exec(text)
    if (!found) return undefined
    const [whole, closing, name = '', attributes = '', alone] = found
    if (!svgElements.has(name)) return undefined
    if (closing) {
      if (attributes || alone || open.pop() !== name) return undefined
      scale.close()
    } else {
      if (!areAllowed(attributes)) return undefined
      size ??= sizeIn(attributes)
      if (!size) return undefined
      scale.open(attributes)
      if (alone) scale.close()
      else open.push(name)
    }
    at += whole.length
    if (open.length === 0) return at === text.length && scale.weight() <= MOST ? size : undefined
    textPattern.lastIndex = at
    at += textPattern.exec(text)?.[0].length ?? 0
  }
  return undefined
}

function areAllowed(attributes: string): boolean {
  const seen = new Set<string>()
  for (const [, name, value] of attributes.matchAll(attributePattern)) {
    const form = svgAttributes.get(name!) ?? svgProperties.get(name!)
    if (!form?.test(value!) || seen.has(name!)) return false
    seen.add(name!)
  }
  return true
}

function sizeIn(attributes: string): SvgSize | undefined {
  const width = / width="(\d{1,5})"/.exec(attributes)?.[1]
  const height = / height="(\d{1,5})"/.exec(attributes)?.[1]
  return width && height && Number(width) > 0 && Number(height) > 0
    ? { width: Number(width), height: Number(height) }
    : undefined
}
