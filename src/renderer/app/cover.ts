/** A window that is not on screen paints nothing; it is not to stay covered, ms. */
const PATIENCE_MS = 1_000

/**
 * Lays a pane of nothing over the window until its first paint. A pointer that merely lies there would be on a row,
 * and what is drawn for that keeps the first picture from the screen for half a frame
 * (docs/decisions/0020-the-start.md).
 */
export function coverUntilPainted(): void {
  const cover = document.createElement('div')
  cover.className = 'cover'
  document.body.append(cover)
  const lift = () => cover.remove()
  new PerformanceObserver(lift).observe({ type: 'paint', buffered: true })
  setTimeout(lift, PATIENCE_MS)
}
