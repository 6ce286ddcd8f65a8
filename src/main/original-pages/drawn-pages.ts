/** Pages kept drawn. */
const KEPT = 24

/** The pages that were drawn or looked at last, as PNG. */
export class DrawnPages {
  #pages = new Map<string, Uint8Array>()

  get(key: string): Uint8Array | undefined {
    const known = this.#pages.get(key)
    if (known) this.keep(key, known)
    return known
  }

  keep(key: string, page: Uint8Array): void {
    // The latest stands last.
    this.#pages.delete(key)
    this.#pages.set(key, page)
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= KEPT) break
      this.#pages.delete(oldest)
    }
  }
}
