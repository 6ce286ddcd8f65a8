import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import { highlightColors, type Highlight as StoredHighlight } from '../../../../shared/highlights.ts'
import type { HighlightId } from '../../../../shared/values.ts'
import type { ReadingFrame } from '../page/reading-frame.ts'
import type { Region } from '../page/text-map.ts'
import { isInTitle, titleRange } from '../page/title-span.ts'
import { coveredBy, SpanIndex } from './span-index.ts'

/** What is painted, from below to above. Each is one Highlight object of the page, styled in reading.css. */
const layers = [...highlightColors, 'overlap', 'hover', 'chosen', 'find', 'find-current'] as const
type Layer = (typeof layers)[number]

/** Ranges are registered for what is on screen and this much above and below it. */
const NEAR = '120% 0px'

/** A part of the page with more highlights than this is painted by what each colour covers, not one by one. */
const MANY = 1000

interface Painted extends TextSpan {
  layer: Layer
}

type Ranges = readonly (readonly [Layer, Range])[]

/**
 * Paints spans over the page with the CSS Custom Highlight API: one Highlight object for each colour, with
 * ranges only for sections near the screen. Measured the fastest by far (13 ms for 10,000 highlights in
 * 100,000 words). A stored highlight is painted only when the page shows exactly its words at its place.
 */
export class HighlightPainter {
  readonly #frame: ReadingFrame
  readonly #layers = new Map<Layer, Highlight>()
  /** What is painted in each part near the screen. */
  readonly #near = new Map<Element, { region: Region; stored: Ranges; found: Ranges }>()
  readonly #regionOf = new WeakMap<Element, Region>()
  /** Regions are only ever added at the end: so many of them are watched. */
  #observed = 0
  readonly #observer: IntersectionObserver
  /** A highlight that has become another one has another row. */
  readonly #verdicts = new WeakMap<StoredHighlight, boolean>()
  readonly #onChange: () => void
  #stored = new SpanIndex<StoredHighlight>([])
  #found = new SpanIndex<Painted>([])
  #chosen: HighlightId | undefined
  #inChosen: Ranges = []
  #hovered: HighlightId | undefined
  /** Some end in text that is still on its way. */
  #undecided = false
  #stopListening: () => void

  /** @param onChange called when sections come near or highlights turn out to be unsure. */
  constructor(frame: ReadingFrame, onChange: () => void) {
    this.#frame = frame
    this.#onChange = onChange
    for (const [priority, layer] of layers.entries()) {
      const highlight = new frame.window.Highlight()
      highlight.priority = priority
      this.#layers.set(layer, highlight)
      frame.window.CSS.highlights.set(layer, highlight)
    }
    this.#observer = new frame.window.IntersectionObserver((entries) => this.#moved(entries), {
      root: frame.document,
      rootMargin: NEAR
    })
    this.#stopListening = frame.onArrival(() => {
      this.#observe()
      if (frame.complete && this.#undecided) this.#decide()
    })
  }

  close(): void {
    this.#stopListening()
    this.#observer.disconnect()
    for (const layer of layers) this.#frame.window.CSS?.highlights.delete(layer)
  }

  setHighlights(highlights: readonly StoredHighlight[]): void {
    const before = this.#stored.items
    this.#stored = new SpanIndex(highlights)
    this.#observe()
    // One more or fewer among 200,000: only where it stands is painted anew.
    const changed = differences(before, this.#stored.items)
    for (const [element, part] of this.#near) {
      if (changed.every(({ start, end }) => end <= part.region.start || start >= part.region.end)) continue
      this.#erase(part.stored)
      this.#near.set(element, { ...part, stored: this.#paintStored(part.region) })
    }
    this.#paintChosen()
    // The pointer stands still, and what it was on is gone or reaches elsewhere now.
    if (changed.some(({ id }) => id === this.#hovered)) this.setHovered(undefined)
    this.#onChange()
  }

  setChosen(id: HighlightId | undefined): void {
    if (id === this.#chosen) return
    this.#chosen = id
    this.#paintChosen()
    this.#onChange()
  }

  /** The highlight a click would open, shown where several lie over each other. */
  setHovered(highlight: StoredHighlight | undefined): void {
    if (highlight?.id === this.#hovered) return
    this.#hovered = highlight?.id
    const layer = this.#layers.get('hover')!
    layer.clear()
    const range = highlight && this.#frame.map.rangeOf(highlight)
    if (range) layer.add(range)
  }

  setFound(spans: readonly TextSpan[], current: TextSpan | undefined): void {
    this.#found = new SpanIndex(
      spans
        .filter((span) => !isInTitle(span))
        .map((span): Painted => ({ ...span, layer: span === current ? 'find-current' : 'find' }))
    )
    // Emptied as a whole: one by one, each range found costs as much again.
    for (const layer of ['find', 'find-current'] as const) this.#layers.get(layer)!.clear()
    for (const span of spans) {
      // They are sorted: the title comes first. It is no part of the text and of none of its regions.
      if (!isInTitle(span)) break
      const range = titleRange(this.#frame.document, span)
      if (range) this.#layers.get(span === current ? 'find-current' : 'find')!.add(range)
    }
    this.#observe()
    for (const [element, part] of this.#near)
      this.#near.set(element, { ...part, found: this.#paintFound(part.region) })
    this.#onChange()
  }

  /** Highlights of the sections near the screen that are painted and wanted. */
  nearHighlights(isWanted: (highlight: StoredHighlight) => boolean): StoredHighlight[] {
    const near = new Set<StoredHighlight>()
    for (const { region } of this.#near.values()) {
      for (const highlight of this.#stored.touching(region))
        if (isWanted(highlight) && this.isSure(highlight)) near.add(highlight)
    }
    return [...near].sort((a, b) => a.start - b.start || a.end - b.end)
  }

  /** Highlights that hold the character at the offset, or end or start there. */
  highlightsAt(offset: number): StoredHighlight[] {
    return this.#stored
      .touching({ start: Math.max(0, offset - 1), end: offset + 1 })
      .filter((h) => this.isSure(h))
  }

  highlightsIn(span: TextSpan): StoredHighlight[] {
    return this.#stored.touching(span).filter((highlight) => this.isSure(highlight))
  }

  /** Does the page show exactly the words of the highlight at its place? Undecided ones in text not here yet count as no. */
  isSure(highlight: StoredHighlight): boolean {
    const known = this.#verdicts.get(highlight)
    if (known !== undefined) return known
    if (highlight.end > this.#frame.map.loadedTo) {
      this.#undecided = true
      return false
    }
    const sure = this.#frame.map.shows(highlight, highlight.exact)
    this.#verdicts.set(highlight, sure)
    return sure
  }

  /** True when the highlight was looked at and its words are not there. */
  isUnsure(highlight: StoredHighlight): boolean {
    return this.#verdicts.get(highlight) === false
  }

  /** An article without highlights is not watched: to be told of every section costs time while it arrives. */
  #observe(): void {
    if (this.#stored.items.length === 0 && this.#found.items.length === 0) return
    const { regions } = this.#frame.map
    for (; this.#observed < regions.length; this.#observed++) {
      const region = regions[this.#observed]!
      this.#regionOf.set(region.element, region)
      this.#observer.observe(region.element)
    }
  }

  #moved(entries: IntersectionObserverEntry[]): void {
    let changed = false
    for (const entry of entries) {
      if (entry.isIntersecting === this.#near.has(entry.target)) continue
      changed = true
      const part = this.#near.get(entry.target)
      if (part) {
        this.#erase(part.stored)
        this.#erase(part.found)
        this.#near.delete(entry.target)
        continue
      }
      const region = this.#regionOf.get(entry.target)
      if (!region) continue
      this.#near.set(entry.target, {
        region,
        stored: this.#paintStored(region),
        found: this.#paintFound(region)
      })
    }
    // While a book arrives, the observer tells of every section once that it is far away.
    if (!changed) return
    this.#paintChosen()
    this.#onChange()
  }

  /** All of the text is there: those that had to wait are painted now. */
  #decide(): void {
    this.#undecided = false
    for (const [element, part] of this.#near) {
      this.#erase(part.stored)
      this.#near.set(element, { ...part, stored: this.#paintStored(part.region) })
    }
    this.#paintChosen()
    this.#onChange()
  }

  #erase(ranges: Ranges): void {
    for (const [layer, range] of ranges) this.#layers.get(layer)!.delete(range)
  }

  #paintStored(region: Region): Ranges {
    const stored = this.#stored.touching(region).filter((highlight) => this.isSure(highlight))
    const spans: Painted[] =
      stored.length > MANY
        ? highlightColors.flatMap((layer) =>
            coveredBy(
              stored.filter(({ color }) => color === layer),
              1
            ).map((span) => ({ ...span, layer }))
          )
        : stored.map(({ start, end, color }) => ({ start, end, layer: color }))
    for (const overlap of coveredBy(stored, 2)) spans.push({ ...overlap, layer: 'overlap' })
    return this.#paint(region, spans)
  }

  #paintFound(region: Region): Ranges {
    return this.#paint(region, this.#found.touching(region))
  }

  #paintChosen(): void {
    this.#erase(this.#inChosen)
    const chosen = this.#chosen && this.#stored.items.find(({ id }) => id === this.#chosen)
    if (!chosen || !this.isSure(chosen)) {
      this.#inChosen = []
      return
    }
    const span: Painted = { start: chosen.start, end: chosen.end, layer: 'chosen' }
    this.#inChosen = [...this.#near.values()].flatMap(({ region }) => this.#paint(region, [span]))
  }

  #paint(region: Region, spans: readonly Painted[]): Ranges {
    const ranges: [Layer, Range][] = []
    for (const { layer, ...span } of spans) {
      // A region ends where its text does; the gap to the next one belongs to neither.
      const start = Math.max(span.start, region.start)
      const end = Math.min(span.end, region.end)
      const range = start < end ? this.#frame.map.rangeOf({ start, end }) : undefined
      if (!range || range.collapsed) continue
      this.#layers.get(layer)!.add(range)
      ranges.push([layer, range])
    }
    return ranges
  }
}

/** Those that are in one list and not, as the same row, in the other. */
function differences(before: readonly StoredHighlight[], now: readonly StoredHighlight[]): StoredHighlight[] {
  // Mostly one has changed, and all before and after it are the same.
  let from = 0
  const shorter = Math.min(before.length, now.length)
  while (from < shorter && before[from] === now[from]) from++
  let same = 0
  while (same < shorter - from && before.at(-1 - same) === now.at(-1 - same)) same++
  const known = new Set(before.slice(from, before.length - same))
  const changed = now.slice(from, now.length - same).filter((one) => !known.delete(one))
  return [...changed, ...known]
}
