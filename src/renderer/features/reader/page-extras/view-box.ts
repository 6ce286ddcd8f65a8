/** How a picture is shown: enlarged `scale` times what fits, moved by `x` and `y` pixels from the middle. */
export interface ViewBox {
  scale: number
  x: number
  y: number
}

export const fitted: ViewBox = { scale: 1, x: 0, y: 0 }
const MAX_SCALE = 12

interface Size {
  width: number
  height: number
}

/**
 * Enlarges by `factor` around a point (pixels from the middle of the window), as far as makes sense.
 * `picture` is the size that fits; the picture never leaves the window.
 */
export function zoom(
  view: ViewBox,
  factor: number,
  at: { x: number; y: number },
  picture: Size,
  room: Size
): ViewBox {
  const scale = Math.min(MAX_SCALE, Math.max(1, view.scale * factor))
  const by = scale / view.scale
  return keepInside({ scale, x: at.x - (at.x - view.x) * by, y: at.y - (at.y - view.y) * by }, picture, room)
}

export function pan(view: ViewBox, x: number, y: number, picture: Size, room: Size): ViewBox {
  return keepInside({ ...view, x: view.x + x, y: view.y + y }, picture, room)
}

function keepInside(view: ViewBox, picture: Size, room: Size): ViewBox {
  const spare = (size: number, space: number) => Math.max(0, (size * view.scale - space) / 2)
  const within = (value: number, most: number) => Math.min(most, Math.max(-most, value)) || 0
  return {
    scale: view.scale,
    x: within(view.x, spare(picture.width, room.width)),
    y: within(view.y, spare(picture.height, room.height))
  }
}
