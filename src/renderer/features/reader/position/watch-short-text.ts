/** Who is at the end and wants to go on has read what is above it. */
const ONWARD = new Set([' ', 'PageDown', 'End', 'ArrowDown'])
/** Many read faster than the mean, and nobody is to wait for a number. */
const SHARE = 0.5
const LOOK_EVERY = 500

/**
 * Tells when a text that is all on screen, where no scrolling says how far one is, may count as read: when it has
 * been seen for half the time that reading it takes, or somebody wants to go on from it.
 *
 * @param readingTime how long reading it takes, ms
 * @returns the function that stops
 */
export function watchShortText(page: Document, readingTime: number, onRead: () => void): () => void {
  let left = readingTime * SHARE
  const done = () => {
    stop()
    onRead()
  }
  const press = ({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent) => {
    if (ONWARD.has(key) && !(ctrlKey || metaKey || altKey || shiftKey)) done()
  }
  const turn = ({ deltaY }: WheelEvent) => {
    if (deltaY > 0) done()
  }
  const timer = setInterval(() => {
    if (page.visibilityState === 'visible') left -= LOOK_EVERY
    if (left <= 0) done()
  }, LOOK_EVERY)
  const stop = () => {
    clearInterval(timer)
    page.removeEventListener('keydown', press)
    page.removeEventListener('wheel', turn)
  }
  page.addEventListener('keydown', press)
  page.addEventListener('wheel', turn, { passive: true })
  return stop
}
