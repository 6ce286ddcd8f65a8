/** How often the time is looked at, in milliseconds. */
const TICK_MS = 1000

/**
 * Calls `act` once, after so many milliseconds in which the computer was awake. On macOS and Windows the clock of
 * timers goes on while a computer sleeps: by that clock alone, every deadline has passed on waking, before the
 * work could go on. A gap much longer than was asked for counts as nobody's time.
 * @returns calls it off
 */
export function awakeTimeout(ms: number, act: () => void): () => void {
  let left = ms
  let timer: ReturnType<typeof setTimeout> | undefined
  const next = () => {
    const wait = Math.min(left, TICK_MS)
    const asked = performance.now()
    timer = setTimeout(() => {
      const passed = performance.now() - asked
      left -= Math.max(wait, Math.min(passed, 2 * wait))
      if (left <= 0) act()
      else next()
    }, wait)
  }
  next()
  return () => clearTimeout(timer)
}
