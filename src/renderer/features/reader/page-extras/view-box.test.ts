import { describe, expect, it } from 'vitest'
import { fitted, pan, zoom } from './view-box.ts'

const picture = { width: 800, height: 600 }
const room = { width: 1000, height: 700 }
const middle = { x: 0, y: 0 }

describe('enlarging a picture', () => {
  it('grows around the middle, and no smaller than what fits', () => {
    expect(zoom(fitted, 2, middle, picture, room)).toEqual({ scale: 2, x: 0, y: 0 })
    expect(zoom(fitted, 0.5, middle, picture, room)).toEqual(fitted)
    expect(zoom({ scale: 10, x: 0, y: 0 }, 5, middle, picture, room).scale).toBe(12)
  })

  it('keeps what is under the pointer there', () => {
    const view = zoom(fitted, 2, { x: 100, y: 50 }, picture, room)
    // The point 100 right of the middle was 100 into the picture; enlarged it is 200 into it.
    expect(view.x + 200).toBe(100)
    expect(view.y + 100).toBe(50)
  })

  it('moves no further than the edges of the picture', () => {
    expect(pan(fitted, 50, 50, picture, room)).toEqual(fitted)
    expect(pan({ scale: 2, x: 0, y: 0 }, 9999, -9999, picture, room)).toEqual({ scale: 2, x: 300, y: -250 })
  })
})
