import type { Writing } from '../page/block-axis.ts'

/** Width and height of a knob, pixels, as in reading.css. */
const KNOB = 24
/** So far a knob lies over the line it belongs to. */
const OVER = 4

type Edge = 'start' | 'end'

export interface KnobPlace {
  /** Middle of the line, at the edge of the highlight. */
  x: number
  y: number
  /** The knob's corner, before or behind the line. */
  left: number
  top: number
}

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/**
 * Where the knob of a highlight's edge stands: at the side of its last letter where reading goes on, which for a name
 * in another script is not the side the page reads to; above or below the line, in vertical writing beside it.
 */
export function placeKnob(
  edge: Edge,
  letter: { text: string; box: Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'> },
  page: { writing: Writing; rtl: boolean }
): KnobPlace {
  const { left, right, top, bottom } = letter.box
  const isStart = edge === 'start'
  if (page.writing !== 'horizontal') {
    const y = isStart ? top : bottom
    const beforeIsLeft = page.writing === 'vertical-lr'
    return {
      x: (left + right) / 2,
      y,
      left: isStart === beforeIsLeft ? left - KNOB + OVER : right - OVER,
      top: y - KNOB / 2
    }
  }
  const isRtl = RIGHT_TO_LEFT.test(letter.text) || (page.rtl && !/[\p{L}\p{Nd}]/u.test(letter.text))
  const x = isStart === isRtl ? right : left
  return {
    x,
    y: (top + bottom) / 2,
    left: x - KNOB / 2,
    top: isStart ? top - KNOB + OVER : bottom - OVER
  }
}

/**
 * The point of the page that a held knob is over, kept to the middle of a line's end by as much as it was pressed
 * beside it: all of it along the line, half of it across, so that both who keeps the knob below the words and who
 * brings it onto them gets the line he means.
 */
export function heldPoint(
  pointer: { x: number; y: number },
  held: { dx: number; dy: number },
  writing: Writing
): { x: number; y: number } {
  return writing === 'horizontal'
    ? { x: pointer.x - held.dx, y: pointer.y - held.dy / 2 }
    : { x: pointer.x - held.dx / 2, y: pointer.y - held.dy }
}
