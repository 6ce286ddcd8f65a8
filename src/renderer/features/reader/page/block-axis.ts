import type { VerticalWriting } from '../../../../shared/vertical-writing.ts'

/** How lines follow each other: downwards, or as vertical ones do. */
export type Writing = 'horizontal' | VerticalWriting

/**
 * The block axis of the reading page. Everything that asks "how far down" asks here, so that it is right in
 * vertical writing as well. Distances are pixels from the edge of the viewport where lines begin.
 */
export class BlockAxis {
  readonly #root: HTMLElement
  readonly #view: Window

  constructor(page: Document) {
    this.#root = page.documentElement
    this.#view = page.defaultView!
  }

  get writing(): Writing {
    const writing = this.#root.dataset.writing
    return writing === 'vertical-rl' || writing === 'vertical-lr' ? writing : 'horizontal'
  }

  get #rtl(): boolean {
    return this.#root.dir === 'rtl'
  }

  /** Distance of a rectangle's first edge. */
  start(rect: DOMRect): number {
    if (this.writing === 'horizontal') return rect.top
    return this.writing === 'vertical-lr' ? rect.left : this.#view.innerWidth - rect.right
  }

  /** Distance of a rectangle's last edge. */
  end(rect: DOMRect): number {
    if (this.writing === 'horizontal') return rect.bottom
    return this.writing === 'vertical-lr' ? rect.right : this.#view.innerWidth - rect.left
  }

  /** Size of the viewport. */
  get extent(): number {
    return this.writing === 'horizontal' ? this.#view.innerHeight : this.#view.innerWidth
  }

  /** How far the page is scrolled. */
  get position(): number {
    if (this.writing === 'horizontal') return this.#view.scrollY
    return Math.abs(this.#view.scrollX)
  }

  /** Size of the whole page. */
  get length(): number {
    return this.writing === 'horizontal' ? this.#root.scrollHeight : this.#root.scrollWidth
  }

  scrollTo(position: number): void {
    const at = Math.max(0, position)
    if (this.writing === 'horizontal') this.#view.scrollTo({ top: at, behavior: 'instant' })
    else this.#view.scrollTo({ left: this.writing === 'vertical-rl' ? -at : at, behavior: 'instant' })
  }

  /** The distance of a point of the viewport. */
  distanceOf(x: number, y: number): number {
    if (this.writing === 'horizontal') return y
    return this.writing === 'vertical-lr' ? x : this.#view.innerWidth - x
  }

  /** A point just inside the column, where its lines start or end, at a distance. */
  pointIn(column: DOMRect, side: 'start' | 'end', at: number): { x: number; y: number } {
    if (this.writing === 'horizontal') {
      const left = (side === 'start') !== this.#rtl
      return { x: left ? column.left + 3 : column.right - 3, y: at }
    }
    const y = side === 'start' ? column.top + 3 : column.bottom - 3
    return { x: this.writing === 'vertical-lr' ? at : this.#view.innerWidth - at - 1, y }
  }
}
