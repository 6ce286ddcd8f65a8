import { describe, expect, it } from 'vitest'
import { BlockAxis } from './block-axis.ts'

const rect = new DOMRect(700, 100, 40, 300)

function axisOf(writing: string): BlockAxis {
  const page = document.implementation.createHTMLDocument()
  page.documentElement.dataset.writing = writing
  Object.defineProperty(page, 'defaultView', {
    value: { innerWidth: 1000, innerHeight: 800, scrollX: -50, scrollY: 20 }
  })
  return new BlockAxis(page)
}

describe('the block axis', () => {
  it('goes down in horizontal lines', () => {
    const axis = axisOf('horizontal')
    expect([axis.start(rect), axis.end(rect), axis.extent, axis.position]).toEqual([100, 400, 800, 20])
    expect(axis.distanceOf(3, 7)).toBe(7)
  })

  it('goes to the left in Japanese columns', () => {
    const axis = axisOf('vertical-rl')
    expect([axis.start(rect), axis.end(rect), axis.extent, axis.position]).toEqual([260, 300, 1000, 50])
    expect(axis.distanceOf(900, 7)).toBe(100)
  })

  it('goes to the right in Mongolian columns', () => {
    const axis = axisOf('vertical-lr')
    expect([axis.start(rect), axis.end(rect)]).toEqual([700, 740])
  })
})
