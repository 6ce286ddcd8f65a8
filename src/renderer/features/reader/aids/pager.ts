import { fitPage, linesOnScreen, type ScreenLine } from '../page/lines-on-screen.ts'
import { nextFrame, READING_LINE, type ReadingFrame } from '../page/reading-frame.ts'

/** Empty at the end of a page, pixels. */
const MARGIN = 24
/** One turn of a wheel, or one push on a touch pad, turns one page: what follows this closely is the same push, ms. */
const SAME_PUSH = 260
/** May not be the last line of a page. */
const HEADING = 'h2, h3, h4, h5, h6'
/** Wheel movement that counts, pixels. */
const PUSH = 30

/**
 * Pages instead of scrolling. The page stays one long column, so that streaming, sections that are laid out
 * only when near, highlights and places work as ever; a turn moves by as many whole lines as fit, and the
 * line that would be cut is covered and begins the next page.
 */
export class Pager {
  readonly #frame: ReadingFrame
  readonly #top: HTMLElement
  readonly #bottom: HTMLElement
  readonly #abort: AbortController
  readonly #sizes: ResizeObserver
  #turning: Promise<unknown> = Promise.resolve()
  #waiting = 0
  #settling = false
  #pushed = 0
  /** Where the pages before began, while nothing but turning has moved the page. */
  #before: { element: Element; within: number }[] = []

  constructor(frame: ReadingFrame) {
    this.#frame = frame
    const page = frame.document
    page.documentElement.dataset.paged = ''
    this.#top = cover(page, 'start')
    this.#bottom = cover(page, 'end')
    this.#abort = new frame.window.AbortController()
    const { signal } = this.#abort
    page.addEventListener('scroll', () => this.#settleSoon(), { passive: true, signal })
    frame.window.addEventListener(
      'resize',
      () => {
        this.#before = []
        this.#settleSoon()
      },
      { signal }
    )
    page.addEventListener('wheel', (event) => this.#onWheel(event), { passive: false, signal })
    this.#sizes = new frame.window.ResizeObserver(() => this.#settleSoon())
    this.#sizes.observe(page.querySelector('main')!)
    this.#settleSoon()
  }

  close(): void {
    this.#abort.abort()
    this.#sizes.disconnect()
    this.#top.remove()
    this.#bottom.remove()
    delete this.#frame.document.documentElement.dataset.paged
  }

  get #limit(): number {
    return this.#frame.axis.extent - MARGIN
  }

  /** Turns one page. Presses that come faster than pages settle are done one after the other, a few at most. */
  turn(by: 1 | -1): void {
    if (this.#waiting > 3) return
    this.#waiting++
    this.#turning = this.#turning
      .then(() => (this.#abort.signal.aborted ? undefined : by === 1 ? this.#next() : this.#previous()))
      .catch(() => {})
      .finally(() => {
        this.#waiting--
        this.#settleSoon()
      })
  }

  async #next(): Promise<void> {
    const { next } = this.#fit()
    if (!next) return
    const tall = next.start <= READING_LINE + 1
    // What is higher than a page is shown in page-high parts.
    const within = tall ? next.within + this.#limit - next.start - 24 : next.within
    const first = this.#first()
    if (first) this.#before.push({ element: first.element, within: first.within })
    await this.#frame.bringElementTo(next.element, within, READING_LINE)
  }

  #first(): ScreenLine | undefined {
    const start = this.#frame.axis.position < 4 ? 0 : READING_LINE
    return this.#lines().find((line) => line.end > start + 1)
  }

  async #previous(): Promise<void> {
    const frame = this.#frame
    if (frame.axis.position <= 1) return
    const before = this.#before.pop()
    if (before?.element.isConnected) {
      await frame.bringElementTo(before.element, before.within, READING_LINE)
      return
    }
    const first = this.#first()
    if (first) await frame.bringElementTo(first.element, first.within, this.#limit + 1)
    else frame.axis.scrollTo(frame.axis.position - (this.#limit - READING_LINE))
    await nextFrame(frame.window)
    const top = this.#lines().find((line) => line.start >= READING_LINE - 1)
    if (top && top.start < this.#limit / 2) {
      await frame.bringElementTo(top.element, top.within, READING_LINE)
    }
  }

  #lines() {
    return linesOnScreen(this.#frame, 0, this.#frame.axis.extent + 2 * this.#limit, this.#limit / 2)
  }

  #fit() {
    // At the very start what stands above the first line belongs to the page as well.
    const start = this.#frame.axis.position < 4 ? 0 : READING_LINE
    return fitPage(this.#lines(), start, this.#limit, ({ element }) => element.matches(HEADING))
  }

  #settleSoon(): void {
    if (this.#settling) return
    this.#settling = true
    void nextFrame(this.#frame.window).then(() => {
      this.#settling = false
      if (this.#abort.signal.aborted) return
      // Somebody else is bringing the page to a place: only what is covered changes until they are done.
      if (!this.#frame.walking) this.#align()
      else this.#settleSoon()
      this.#cover()
    })
  }

  /** Puts the line that the upper edge cuts (after a search, a jump, a key of the browser's own) at the top. */
  #align(): void {
    const { axis } = this.#frame
    if (axis.position < 4) return
    const top = this.#lines().find((line) => line.end > READING_LINE + 2)
    if (!top) return
    const tooTall = top.end - top.start > this.#limit - READING_LINE
    const off = top.start - READING_LINE
    if (tooTall || Math.abs(off) < 1 || off > this.#limit / 3) return
    this.#before = []
    axis.scrollTo(axis.position + off)
  }

  #cover(): void {
    const { axis } = this.#frame
    const { cut } = this.#fit()
    this.#top.style.blockSize = `${axis.position < 4 ? 0 : READING_LINE - 2}px`
    this.#bottom.style.blockSize = `${Math.max(0, axis.extent - cut)}px`
  }

  #onWheel(event: WheelEvent): void {
    const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY)
    // What is wider than the column scrolls inside itself.
    if (event.ctrlKey || (sideways && (event.target as Element).closest('pre, table, .math'))) return
    event.preventDefault()
    const push = sideways ? event.deltaX : event.deltaY
    const gap = event.timeStamp - this.#pushed
    if (Math.abs(push) < PUSH && event.deltaMode === 0) return
    if (gap > SAME_PUSH) {
      this.#pushed = event.timeStamp
      this.turn(push > 0 ? 1 : -1)
    }
  }
}

/** What hides the cut line at an edge; written into the page by the window, outside of the article. */
function cover(page: Document, edge: 'start' | 'end'): HTMLElement {
  const element = page.createElement('div')
  element.className = 'page-cover'
  element.dataset.edge = edge
  element.setAttribute('aria-hidden', 'true')
  page.body.append(element)
  return element
}
