import { describe, expect, it } from 'vitest'
import { heldPoint, placeKnob } from './place-knob.ts'

const box = { left: 100, right: 110, top: 200, bottom: 230 }
const at = (edge: 'start' | 'end', text: string, rtl = false) =>
  placeKnob(edge, { text, box }, { writing: 'horizontal', rtl })

describe('placeKnob', () => {
  it('stands above the first letter and below the last, at the side where each is entered and left', () => {
    expect(at('start', 'a')).toEqual({ x: 100, y: 215, left: 88, top: 180 })
    expect(at('end', 'a')).toEqual({ x: 110, y: 215, left: 98, top: 226 })
    expect(at('start', 'ع', true).x).toBe(110)
    expect(at('end', 'ع', true).x).toBe(100)
  })
  it('goes by the letter where it is not of the page’s script, and by the page where it has none', () => {
    expect(at('end', 'k', true).x).toBe(110)
    expect(at('end', '7', true).x).toBe(110)
    expect(at('end', 'ع', false).x).toBe(100)
    expect(at('end', '.', true).x).toBe(100)
  })
  it('stands beside the line where lines are vertical', () => {
    const tall = (edge: 'start' | 'end', writing: 'vertical-rl' | 'vertical-lr') =>
      placeKnob(edge, { text: '海', box }, { writing, rtl: false })
    expect(tall('start', 'vertical-rl')).toEqual({ x: 105, y: 200, left: 106, top: 188 })
    expect(tall('end', 'vertical-rl')).toEqual({ x: 105, y: 230, left: 80, top: 218 })
    expect(tall('start', 'vertical-lr').left).toBe(80)
    expect(tall('end', 'vertical-lr').left).toBe(106)
  })
})

describe('heldPoint', () => {
  it('is on the line the knob belongs to and on the line it is brought onto', () => {
    const { y, top } = at('end', 'a')
    const middle = { x: 110, y: top + 12 }
    const held = { dx: 0, dy: middle.y - y }
    const inLine = (point: { y: number }) => point.y > box.top && point.y < box.bottom
    expect(inLine(heldPoint(middle, held, 'horizontal'))).toBe(true)
    expect(inLine(heldPoint({ x: 300, y }, held, 'horizontal'))).toBe(true)
  })
})
