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
  const press = (event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event
    if (ONWARD.has(key) && !(ctrlKey || metaKey || altKey || shiftKey || isWalk(page, event))) done()
  }
  // Whoever takes a key has done so by the time the window hears of it.
  const view = page.defaultView!
  const turn = ({ deltaY }: WheelEvent) => {
    if (deltaY > 0) done()
  }
  const timer = setInterval(() => {
    if (page.visibilityState === 'visible') left -= LOOK_EVERY
    if (left <= 0) done()
  }, LOOK_EVERY)
  const stop = () => {
    clearInterval(timer)
    view.removeEventListener('keydown', press)
    page.removeEventListener('wheel', turn)
  }
  view.addEventListener('keydown', press)
  page.addEventListener('wheel', turn, { passive: true })
  return stop
}

/** Whether the key is one that walks through the words: the caret, a selection or the ruler has taken it. */
const isWalk = (page: Document, { key, defaultPrevented }: KeyboardEvent) =>
  key === 'ArrowDown' ? defaultPrevented : key === 'End' && page.querySelector('.text-caret') !== null
