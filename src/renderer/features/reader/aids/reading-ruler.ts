import { linesOnScreen, type ScreenLine } from '../page/lines-on-screen.ts'
import { nextFrame, READING_LINE, type ReadingFrame } from '../page/reading-frame.ts'

/** Room around the line inside the ruler, pixels. */
const AIR = 5

/**
 * The reading ruler: a band over one line, the rest of the page veiled a little. It follows the pointer, and
 * the arrow keys move it line by line; near the end of the screen the page moves instead.
 */
export class ReadingRuler {
  readonly #frame: ReadingFrame
  readonly #band: HTMLElement
  readonly #abort: AbortController
  readonly #turn: ((by: 1 | -1) => void) | undefined
  #at: number
  #waiting = false

  /** @param turn turns a page, where there are pages. */
  constructor(frame: ReadingFrame, turn: ((by: 1 | -1) => void) | undefined) {
    this.#frame = frame
    this.#turn = turn
    this.#at = Math.round(frame.axis.extent * 0.3)
    const page = frame.document
    this.#band = page.createElement('div')
    this.#band.className = 'ruler'
    this.#band.setAttribute('aria-hidden', 'true')
    page.body.append(this.#band)
    this.#abort = new frame.window.AbortController()
    const { signal } = this.#abort
    page.addEventListener(
      'pointermove',
      (event) => {
        if (event.movementX === 0 && event.movementY === 0) return
        this.#at = frame.axis.distanceOf(event.clientX, event.clientY)
        this.#soon()
      },
      { passive: true, signal }
    )
    page.addEventListener('scroll', () => this.#soon(), { passive: true, signal })
    frame.window.addEventListener('resize', () => this.#soon(), { signal })
    this.#soon()
  }

  close(): void {
    this.#abort.abort()
    this.#band.remove()
  }

  /** To the next line or the one before. */
  step(by: 1 | -1): void {
    const { axis } = this.#frame
    const lines = this.#lines()
    const now = nearest(lines, this.#at)
    const line = lines[now + by]
    const current = lines[now]
    if (!line || !current) return
    const first = READING_LINE
    const last = this.#turn ? this.#lastShown() : Math.round(axis.extent * 0.75)
    if ((by === 1 && line.end > last + 1) || (by === -1 && line.start < first - 1)) {
      if (this.#turn) {
        this.#turn(by)
        this.#at = by === 1 ? first + AIR : axis.extent - 60
        this.#soon()
        return
      }
      // The line comes to the ruler.
      axis.scrollTo(axis.position + line.start - current.start)
      this.#at = (current.start + current.end) / 2
    } else this.#at = (line.start + line.end) / 2
    this.#place()
  }

  /** Where a turned page covers what does not fit. */
  #lastShown(): number {
    const cover = this.#frame.document.querySelector('.page-cover[data-edge="end"]')
    return cover ? this.#frame.axis.start(cover.getBoundingClientRect()) : this.#frame.axis.extent
  }

  #lines(): ScreenLine[] {
    const { extent } = this.#frame.axis
    return linesOnScreen(this.#frame, -extent / 2, extent * 1.5)
  }

  #soon(): void {
    if (this.#waiting) return
    this.#waiting = true
    void nextFrame(this.#frame.window).then(() => {
      this.#waiting = false
      if (!this.#abort.signal.aborted) this.#place()
    })
  }

  #place(): void {
    const lines = this.#lines()
    const line = lines[nearest(lines, this.#at)]
    // A picture is not read line by line.
    const isLine = line && line.end - line.start < this.#frame.axis.extent / 3
    const start = isLine ? line.start : this.#at - 16
    const end = isLine ? line.end : this.#at + 16
    this.#band.style.insetBlockStart = `${Math.round(start - AIR)}px`
    this.#band.style.blockSize = `${Math.round(end - start + 2 * AIR)}px`
  }
}

/** Index of the line nearest to a distance; 0 when there are none. */
export function nearest(lines: readonly { start: number; end: number }[], at: number): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (const [index, { start, end }] of lines.entries()) {
    const away = at < start ? start - at : at > end ? at - end : 0
    // Of two that hold the point the one whose middle is nearer.
    const distance = away + Math.abs((start + end) / 2 - at) / 1000
    if (distance < least) {
      least = distance
      best = index
    }
  }
  return best
}
