import type { Line } from './lines.ts'
import type { Part } from './paragraphs.ts'
import type { PlacedPicture } from './pdf-page.ts'

/** A part of a page that is not among its lines, and where it stands. */
export interface Float {
  part: Part
  x0: number
  x1: number
  top: number
  bottom: number
}

/** @param page its index */
export const pictureFloat = (picture: PlacedPicture, page: number): Float => {
  const { x0, x1, top, bottom } = picture
  return { part: { kind: 'picture', picture, page }, x0, x1, top, bottom }
}

/** Sets pictures and tables between the parts of their page: before the first part of their column below them. */
export function withFloats(parts: readonly Part[], floats: readonly Float[]): Part[] {
  const result = [...parts]
  const lineOf = (part: Part): Line | undefined => (part.kind === 'text' ? part.lines[0] : undefined)
  for (const float of floats.toSorted((a, b) => a.top - b.top)) {
    const isBeside = (line: Line) => line.region.x0 < float.x1 - 5 && line.region.x1 > float.x0 + 5
    const middle = (float.top + float.bottom) / 2
    let at = result.findIndex((part) => {
      const line = lineOf(part)
      return line !== undefined && isBeside(line) && line.y > middle
    })
    if (at < 0)
      at = result.findLastIndex((part) => lineOf(part) && isBeside(lineOf(part)!)) + 1 || result.length
    result.splice(at, 0, float.part)
  }
  return result
}
