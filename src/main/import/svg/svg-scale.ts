const idPattern = / id="([^"]*)"/
// A colour begins like a link.
const referencePattern = / (?:xlink:href="#|([a-z-]{1,30})="url\(#)([^")]+)/g
const numbersPattern = / (?:d|points)="([^"]*)"/

/**
 * Weighs a drawing while its tags are read: how much there is to draw when everything that is used is drawn as often
 * as it is used, as `drawnWeight` counts it before a drawing is written. Linear, and without recursion.
 */
export class SvgScale {
  /** By element, in the order of the document: how much it is by itself and with what is known of its parts. */
  readonly #weights: number[] = []
  /** Of how many parts and used things an element's weight is still to come. */
  readonly #waiting: number[] = []
  /** For whom an element's weight counts, and how often. */
  readonly #countsFor: [element: number, times: number][][] = []
  readonly #byId = new Map<string, number>()
  readonly #uses: [user: number, id: string, times: number][] = []
  readonly #path: number[] = []

  /** @param attributes of a start tag, as they are written */
  open(attributes: string): void {
    const here = this.#weights.length
    const parent = this.#path.at(-1)
    this.#weights.push(1)
    this.#waiting.push(0)
    this.#countsFor.push([])
    if (parent !== undefined) this.#count(here, parent, 1)
    const id = idPattern.exec(attributes)?.[1]
    if (id !== undefined && !this.#byId.has(id)) this.#byId.set(id, here)
    for (const [, name, used] of attributes.matchAll(referencePattern))
      this.#uses.push([here, used!, name?.startsWith('marker') ? corners(attributes) : 1])
    this.#path.push(here)
  }

  close(): void {
    this.#path.pop()
  }

  /** The weight of the whole; infinite when something uses what it stands in. */
  weight(): number {
    for (const [user, id, times] of this.#uses.splice(0)) {
      const used = this.#byId.get(id)
      if (used !== undefined) this.#count(used, user, times)
    }
    const ready = [...this.#waiting.keys()].filter((element) => this.#waiting[element] === 0)
    for (const element of ready) {
      for (const [other, times] of this.#countsFor[element]!) {
        this.#weights[other]! += this.#weights[element]! * times
        this.#waiting[other]! -= 1
        if (this.#waiting[other] === 0) ready.push(other)
      }
    }
    return ready.length === this.#weights.length ? (this.#weights[0] ?? 0) : Number.POSITIVE_INFINITY
  }

  #count(element: number, other: number, times: number): void {
    this.#countsFor[element]!.push([other, times])
    this.#waiting[other]! += 1
  }
}

/** At most how many markers a line bears. */
function corners(attributes: string): number {
  const data = numbersPattern.exec(attributes)?.[1] ?? ''
  return 2 + Math.ceil((data.match(/[\d.]+/g)?.length ?? 0) / 2)
}
