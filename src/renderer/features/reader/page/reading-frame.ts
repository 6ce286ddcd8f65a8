import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import type { VersionId } from '../../../../shared/values.ts'
import { typedAhead } from '../../../lib/typed-ahead.ts'
import { BlockAxis } from './block-axis.ts'
import { EarlyKeys } from './early-keys.ts'
import { showInside } from './show-inside.ts'
import { TextMap } from './text-map.ts'
import { isInTitle, titleElement } from './title-span.ts'

/** The first line read stands this far from the edge where lines begin, pixels: below the bar. */
export const READING_LINE = 72

/** Keys that Chromium, or a way of reading, scrolls with. */
const SCROLLING_KEYS = new Set([
  'PageDown',
  'PageUp',
  ' ',
  'ArrowDown',
  'ArrowUp',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End'
])

/** Frames to wait for the page's head before giving up: about ten seconds. */
const PATIENCE = 600

/**
 * The article's page inside its frame, held from outside: no script runs in it (see
 * docs/decisions/0005-article-frame.md). Knows when text arrives, what is on screen and how to get there;
 * knows nothing of highlights.
 */
export class ReadingFrame {
  readonly element: HTMLIFrameElement
  readonly document: Document
  readonly window: Window & typeof globalThis
  readonly map: TextMap
  /** The direction in which lines follow each other. */
  readonly axis: BlockAxis
  readonly #arrivals = new Set<() => void>()
  readonly #moves = new Set<() => void>()
  readonly #abort: AbortController
  readonly #sizes: ResizeObserver
  #moving = false
  /** What waits for text that will not come once the frame is closed. */
  readonly #stops = new Set<() => void>()
  readonly #observer: MutationObserver
  readonly #looks: MutationObserver
  readonly #early: EarlyKeys
  #complete = false
  #closed = false
  #walk = 0
  #walking = 0
  #brought: { offset: number; place: number } | undefined

  /** Resolves as soon as the head and the first piece of the page are there; undefined when aborted. */
  static async open(
    element: HTMLIFrameElement,
    version: VersionId,
    signal: AbortSignal
  ): Promise<ReadingFrame | undefined> {
    let early: EarlyKeys | undefined
    for (let frames = 0; frames < PATIENCE && !signal.aborted; frames++) {
      const page = element.contentDocument
      if (page?.URL.endsWith(`/read/${version}`)) {
        early ??= new EarlyKeys(page)
        const hasBegun =
          page.querySelector('body > main > section')?.nextSibling || page.querySelector('body > footer')
        if (hasBegun && styled(page)) return new ReadingFrame(element, page, early)
      }
      await nextFrame(window)
    }
    return undefined
  }

  private constructor(element: HTMLIFrameElement, page: Document, early: EarlyKeys) {
    this.#early = early
    this.element = element
    this.document = page
    this.window = page.defaultView as Window & typeof globalThis
    this.map = new TextMap(page)
    this.axis = new BlockAxis(page)
    this.#observer = new MutationObserver(() => this.#arrive())
    this.#observer.observe(page.body, { childList: true })
    this.#observer.observe(page.querySelector('main')!, { childList: true })
    this.#abort = new this.window.AbortController()
    const { signal } = this.#abort
    // What scrolls inside itself, too: its lines have moved.
    page.addEventListener('scroll', this.#move, { passive: true, capture: true, signal })
    page.addEventListener('scroll', () => this.#scrolled(), { passive: true, signal })
    this.window.addEventListener('resize', this.#move, { signal })
    this.#sizes = new this.window.ResizeObserver(this.#move)
    // Room for notes, and the ways of writing, move the column without changing its size.
    this.#looks = new MutationObserver(this.#move)
    this.#looks.observe(page.documentElement, {
      attributeFilter: ['data-notes']
    })
    if (page.readyState === 'complete') this.#finish()
    else element.addEventListener('load', this.#finish, { once: true })
  }

  /** Keys pressed in the page before anybody listened, for who listens from now on. */
  takeEarlyKeys(): KeyboardEvent[] {
    return this.#early.take()
  }

  /** Is the whole article in the page? */
  get complete(): boolean {
    return this.#complete
  }

  /** Calls back whenever more text has arrived. Returns the function that stops. */
  onArrival(listener: () => void): () => void {
    this.#arrivals.add(listener)
    return () => this.#arrivals.delete(listener)
  }

  /**
   * Calls back, once a frame at most, when the page has scrolled or its lines have moved. Returns the function
   * that stops.
   */
  onMove(listener: () => void): () => void {
    this.#moves.add(listener)
    return () => this.#moves.delete(listener)
  }

  readonly #move = () => {
    if (this.#moving) return
    this.#moving = true
    this.window.requestAnimationFrame(() => {
      this.#moving = false
      if (!this.#closed) for (const listener of this.#moves) listener()
    })
  }

  close(): void {
    this.#closed = true
    this.#abort.abort()
    this.#sizes.disconnect()
    this.#moves.clear()
    this.#walk++
    this.#observer.disconnect()
    this.#looks.disconnect()
    this.element.removeEventListener('load', this.#finish)
    this.#arrivals.clear()
    for (const stop of this.#stops) stop()
  }

  readonly #finish = () => {
    this.#complete = true
    this.#arrive()
    this.#observer.disconnect()
    // Only now: while a book arrives it grows with every frame, below what is on screen.
    this.#sizes.observe(this.#main)
    // A scroll bar that comes with what stands below the article moves the column without changing its size.
    this.#sizes.observe(this.document.body)
  }

  #arrive(): void {
    this.map.refresh()
    for (const listener of this.#arrivals) listener()
  }

  /** Resolves when the offset is in the page, or all of the page is. */
  arrived(offset: number): Promise<void> {
    const isThere = () => this.#closed || this.#complete || this.map.loadedTo > offset
    if (isThere()) return Promise.resolve()
    return new Promise((resolve) => {
      const stop = this.onArrival(() => {
        if (!isThere()) return
        stop()
        resolve()
      })
      this.#stops.add(resolve)
    })
  }

  /** Puts a line where it is read, before anybody sees the page: as soon as it has arrived. */
  async standAt(offset: number): Promise<void> {
    await this.arrived(offset)
    // What was scrolled to has another height than was thought; twice is enough to be on the line.
    for (let i = 0; i < 2 && !this.#closed; i++) {
      const rect = this.map.characterAt(offset)?.getBoundingClientRect()
      if (rect) this.axis.scrollTo(this.axis.position + this.axis.start(rect) - READING_LINE)
    }
  }

  get #main(): HTMLElement {
    return this.document.querySelector('main')!
  }

  /**
   * A CSS transform that brings what is drawn at the body's first corner to a point of the viewport. In vertical
   * writing the page begins at the right, and the body lies to the left of the viewport's corner.
   */
  toPoint(x: number, y: number): string {
    const { left, top } = this.document.body.getBoundingClientRect()
    return `translate(${x - left}px, ${y - top}px)`
  }

  /** The canonical offset at a point of the frame's viewport, or undefined when no text is there. */
  offsetAtPoint(x: number, y: number): number | undefined {
    const caret = this.document.caretPositionFromPoint(x, y)
    if (!caret || !this.#isArticle(caret.offsetNode)) return undefined
    return this.map.offsetOf({ node: caret.offsetNode, offset: caret.offset }, 'after')
  }

  /** Do the lines at an offset run from the right? A quotation may run otherwise than its article. */
  isRightToLeft(offset: number): boolean {
    const element = this.map.leafAt(offset)?.element ?? this.document.documentElement
    return this.window.getComputedStyle(element).direction === 'rtl'
  }

  #isArticle(node: Node): boolean {
    const element = node.nodeType === Node.ELEMENT_NODE ? (node as Element) : node.parentElement
    return element?.closest('[data-at]') != null
  }

  /** Offset of the first line that is whole on screen, below the bar. */
  firstVisibleOffset(): number | undefined {
    const { axis } = this
    const column = this.#main.getBoundingClientRect()
    const last = axis.extent
    for (let at = READING_LINE; at < last; ) {
      const point = axis.pointIn(column, 'start', at)
      const offset = this.offsetAtPoint(point.x, point.y)
      const rect = offset === undefined ? undefined : this.map.characterAt(offset)?.getBoundingClientRect()
      if (offset !== undefined && rect && rect.height > 0) {
        const start = axis.start(rect)
        if (start >= READING_LINE - 2 && start < last) return offset
        at = Math.max(at + 4, Math.min(axis.end(rect) + 2, at + 40))
      } else at += 12
    }
    return undefined
  }

  /** Offset of the last text on screen. */
  lastVisibleOffset(): number | undefined {
    const column = this.#main.getBoundingClientRect()
    for (let at = this.axis.extent - 4; at > 0; at -= 16) {
      const point = this.axis.pointIn(column, 'end', at)
      const offset = this.offsetAtPoint(point.x, point.y)
      if (offset !== undefined) return offset
    }
    return undefined
  }

  get atEnd(): boolean {
    const { axis } = this
    if (!this.#complete) return false
    // Pages end with empty room, so that every line can begin one.
    const end = this.document.querySelector('body > .end > :last-child')
    if (end && this.document.documentElement.dataset.paged !== undefined) {
      return axis.end(end.getBoundingClientRect()) <= axis.extent
    }
    return axis.position + axis.extent >= axis.length - 8
  }

  /** Is the page being brought somewhere right now? */
  get walking(): boolean {
    return this.#walking > 0
  }

  /**
   * What was brought somewhere last, and where to, as for bringTo: known from the call on, long before the page
   * has settled. Undefined once anything else has scrolled.
   */
  get brought(): { readonly offset: number; readonly place: number } | undefined {
    return this.#brought
  }

  #scrolled(): void {
    if (this.#walking === 0) this.#brought = undefined
  }

  /**
   * Brings an offset to a place of the viewport (pixels from the edge where lines begin) and holds it there
   * until the page has settled: sections that come near are laid out for real only then, and fonts arrive.
   * Any newer call, and the reader's own scrolling, ends it.
   *
   * @returns true when the offset is where it was wanted.
   */
  async bringTo(offset: number, place: number): Promise<boolean> {
    this.#brought = { offset, place }
    return this.#hold(
      () => {
        const rect = this.map.characterAt(offset)?.getBoundingClientRect()
        return rect && this.axis.start(rect)
      },
      place,
      offset
    )
  }

  /** As bringTo, for a point `within` pixels from the start of an element of the page. */
  async bringElementTo(element: Element, within: number, place: number): Promise<boolean> {
    this.#brought = undefined
    return this.#hold(() => this.axis.start(element.getBoundingClientRect()) + within, place, 0)
  }

  async #hold(measure: () => number | undefined, place: number, needs: number): Promise<boolean> {
    const { axis } = this
    return this.#walkUnlessMoved(async (goesOn) => {
      await this.arrived(needs)
      let still = 0
      for (let i = 0; i < 40 && goesOn(); i++) {
        const now = measure()
        if (now === undefined) return false
        const before = axis.position
        if (Math.abs(now - place) >= 1) axis.scrollTo(before + now - place)
        // At the very end (or start) of the article there may be nothing left to scroll.
        const moved = Math.abs(axis.position - before) >= 0.5
        still = moved ? 0 : still + 1
        if (still >= 3 && this.document.fonts.status === 'loaded') return true
        await nextFrame(this.window)
      }
      return goesOn()
    })
  }

  /** To the last line. The page grows while its end is laid out for the first time, so one jump falls short. */
  async goToEnd(): Promise<void> {
    const { axis } = this
    this.#brought = undefined
    await this.#walkUnlessMoved(async (goesOn) => {
      for (let i = 0, still = 0; i < 40 && still < 4 && goesOn(); i++) {
        still = this.atEnd ? still + 1 : 0
        const end = this.document.querySelector('body > .end > :last-child') ?? this.#main
        const paged = this.document.documentElement.dataset.paged !== undefined
        if (paged) axis.scrollTo(axis.position + axis.end(end.getBoundingClientRect()) - axis.extent + 80)
        else axis.scrollTo(axis.length)
        await nextFrame(this.window)
      }
    })
  }

  /** Takes steps that scroll, which any newer walk and the reader's own wheel, finger, key or scroll bar ends. */
  async #walkUnlessMoved<T>(steps: (goesOn: () => boolean) => Promise<T>): Promise<T> {
    const walk = ++this.#walk
    const taken = new AbortController()
    const stop = () => {
      if (this.#walk === walk) this.#walk++
      taken.abort()
    }
    // Caught on their way down: the key or press that began this walk has passed here already.
    const options = { passive: true, capture: true, signal: taken.signal }
    const { window: view } = this
    view.addEventListener('wheel', stop, options)
    view.addEventListener('touchmove', stop, options)
    // A blank in a note whose field is on its way scrolls nothing.
    const press = ({ key }: KeyboardEvent) => SCROLLING_KEYS.has(key) && !typedAhead.isWaiting && stop()
    view.addEventListener('keydown', press, options)
    view.addEventListener('pointerdown', (event) => this.#isOnScrollBar(event) && stop(), options)
    this.#walking++
    try {
      return await steps(() => this.#walk === walk)
    } finally {
      this.#walking--
      taken.abort()
    }
  }

  #isOnScrollBar({ clientX, clientY }: PointerEvent): boolean {
    const { clientWidth, clientHeight } = this.document.documentElement
    return clientX >= clientWidth || clientY >= clientHeight
  }

  /** Shows a span in the upper part of the screen, without moving when all of it is in sight already. */
  async reveal(span: TextSpan): Promise<boolean> {
    if (isInTitle(span)) {
      const title = titleElement(this.document)
      return title ? this.bringElementTo(title, 0, 96) : false
    }
    const { axis } = this
    const rect = this.rectOf(span)
    const inSight =
      rect && rect.height > 0 && axis.start(rect) >= READING_LINE && axis.end(rect) <= axis.extent - 24
    // Whatever was on its way elsewhere, to words that have yet to arrive, is not wanted any more.
    if (inSight) this.#walk++
    const isThere = inSight || (await this.bringTo(span.start, Math.round(axis.extent * 0.28)))
    const words = isThere && this.map.rangeOf(span)
    if (words) showInside(words, axis.writing !== 'horizontal')
    return isThere
  }

  /** Bounding box of a span in the frame's viewport. */
  rectOf(span: TextSpan): DOMRect | undefined {
    return this.map.rangeOf(span)?.getBoundingClientRect()
  }

  /** A rectangle of the frame's viewport as the window sees it. */
  toWindow(rect: DOMRect): DOMRect {
    const frame = this.element.getBoundingClientRect()
    return new DOMRect(rect.x + frame.x, rect.y + frame.y, rect.width, rect.height)
  }
}

/** Have the stylesheets come? Measuring before would measure another page. */
function styled(page: Document): boolean {
  const links = page.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')
  return links.length > 0 && Array.from(links).every((link) => link.sheet !== null)
}

/** Resolves at the window's next frame, or soon where it has none (hidden, minimised). */
export function nextFrame(view: Window): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, 100)
    function done() {
      clearTimeout(timer)
      resolve()
    }
    view.requestAnimationFrame(done)
  })
}
