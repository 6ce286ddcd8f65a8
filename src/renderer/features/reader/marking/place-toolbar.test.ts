import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeToolbar } from './place-toolbar.ts'

const area = { width: 800, height: 600 }
const bar = { width: 300, height: 40 }

describe('placeToolbar', () => {
  it('stands above, centred', () => {
    expect(placeToolbar({ left: 300, right: 500, top: 200, bottom: 240 }, bar, area)).toEqual({
      left: 250,
      top: 150
    })
  })
  it('is inside the area and off the selection whenever there is room', () => {
    const box = fc
      .tuple(
        fc.integer({ min: -50, max: 800 }),
        fc.integer({ min: 1, max: 700 }),
        fc.integer({ min: -500, max: 590 }),
        fc.integer({ min: 10, max: 900 })
      )
      .map(([left, width, top, height]) => ({ left, right: left + width, top, bottom: top + height }))
    fc.assert(
      fc.property(box, (selection) => {
        const { left, top } = placeToolbar(selection, bar, area)
        expect(left).toBeGreaterThanOrEqual(0)
        expect(left + bar.width).toBeLessThanOrEqual(area.width)
        expect(top).toBeGreaterThanOrEqual(0)
        expect(top + bar.height).toBeLessThanOrEqual(area.height)
        const room = selection.top >= 60 || selection.bottom <= 540
        if (room) expect(top + bar.height <= selection.top || top >= selection.bottom).toBe(true)
      })
    )
  })
})
