import { READING_LINE, type ReadingFrame } from '../page/reading-frame.ts'
import type { Leaf } from '../page/text-map.ts'

/** What counts as one paragraph when leaves are parts of it. */
const TOGETHER = 'table, figure, dl'

/**
 * Focus mode: the paragraph at the height where one reads is marked `data-current`, and reading.css dims the
 * others. It moves with scrolling, and step by step with the arrow keys.
 */
export class CurrentParagraph {
  readonly #frame: ReadingFrame
  readonly #abort: AbortController
  #leaf: Leaf | undefined
  #waiting = false
  #held = false

  constructor(frame: ReadingFrame) {
    this.#frame = frame
    const page = frame.document
    page.documentElement.dataset.focusMode = ''
    this.#abort = new frame.window.AbortController()
    const { signal } = this.#abort
    page.addEventListener('scroll', () => this.#soon(), { passive: true, signal })
    page.addEventListener(
      'click',
      (event) => {
        const leaf = (event.target as Element).closest('[data-at]')
        if (leaf) this.#show(frame.map.leafAt(Number(leaf.getAttribute('data-at'))))
      },
      { signal }
    )
    this.#soon()
  }

  close(): void {
    this.#abort.abort()
    this.#mark(undefined)
    delete this.#frame.document.documentElement.dataset.focusMode
  }

  /** To the next paragraph or the one before; false at the end. */
  step(by: 1 | -1): boolean {
    const { map } = this.#frame
    const from = this.#leaf
    let leaf = by === 1 ? map.nextLeaf(from) : map.previousLeaf(from)
    while (leaf && (leaf.end === leaf.start || (from && whole(leaf) === whole(from)))) {
      leaf = by === 1 ? map.nextLeaf(leaf) : map.previousLeaf(leaf)
    }
    if (!leaf) return false
    this.#show(leaf)
    this.#held = true
    void this.#frame.bringTo(leaf.start, this.#place).finally(() => {
      // Scrolling that this caused is not the reader's.
      this.#frame.window.requestAnimationFrame(() => {
        this.#held = false
      })
    })
    return true
  }

  /** Where the eye rests: a third down the screen, at the top of a turned page. */
  get #place(): number {
    const paged = this.#frame.document.documentElement.dataset.paged !== undefined
    return paged ? READING_LINE : Math.round(this.#frame.axis.extent * 0.3)
  }

  #soon(): void {
    if (this.#waiting) return
    this.#waiting = true
    this.#frame.window.requestAnimationFrame(() => {
      this.#waiting = false
      if (!this.#abort.signal.aborted && !this.#held) this.#look()
    })
  }

  #look(): void {
    const frame = this.#frame
    const column = frame.document.querySelector('main')!.getBoundingClientRect()
    const first = this.#place + 4
    for (let at = first; at < frame.axis.extent; at += 16) {
      const point = frame.axis.pointIn(column, 'start', at)
      const offset = frame.offsetAtPoint(point.x, point.y)
      if (offset === undefined) continue
      this.#show(frame.map.leafAt(offset))
      return
    }
  }

  #show(leaf: Leaf | undefined): void {
    if (!leaf || leaf.element === this.#leaf?.element) return
    this.#mark(leaf)
  }

  #mark(leaf: Leaf | undefined): void {
    if (this.#leaf) delete (whole(this.#leaf) as HTMLElement).dataset.current
    if (leaf) (whole(leaf) as HTMLElement).dataset.current = ''
    this.#leaf = leaf
  }
}

const whole = (leaf: Leaf) => leaf.element.closest(TOGETHER) ?? leaf.element
