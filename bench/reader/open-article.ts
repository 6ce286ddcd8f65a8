import type { Page } from '@playwright/test'

/** What was seen while an article opened; milliseconds since it was asked for. */
export interface Opening {
  /** The first words were on screen: the frame's first contentful paint. */
  painted: number
  /** The last section was in the page. */
  whole: number
  /** Highlights were painted; only looked for when asked. */
  marked: number | undefined
  /** Where a paragraph stood, frame by frame, pixels below the place it was wanted at. */
  track: { at: number; off: number }[]
  /** Height of a line, pixels. */
  line: number
}

export interface Watching {
  /** Title of the row to press in the library, or address of a plain page for the frame. */
  title?: string
  address?: string
  /** Sections the whole article has; 0 for a plain page. */
  sections: number
  marks?: boolean
  /** A paragraph to watch: its offset and the index of its section, and where its line is wanted. */
  paragraph?: { offset: number; section: number; place: number }
  /** Go on watching this long after everything is there, ms. */
  linger?: number
}

/**
 * Presses the title (or gives the frame an address) and watches every frame until all of the article is
 * there. But for the first paint, a moment is taken after the frame in which something was first seen.
 */
export function openAndWatch(page: Page, watching: Watching): Promise<Opening> {
  return page.evaluate(async (wanted) => {
    const afterPaint = () =>
      new Promise<number>((done) => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => done(performance.now())
        port2.postMessage(0)
      })
    const nextFrame = () => new Promise((done) => requestAnimationFrame(done))
    const result = {
      painted: Number.NaN,
      whole: Number.NaN,
      marked: undefined as number | undefined,
      track: [] as { at: number; off: number }[],
      line: Number.NaN
    }
    const begun = performance.now()
    if (wanted.title !== undefined) {
      const row = [...document.querySelectorAll<HTMLElement>('main button')].find(
        (one) => one.textContent === wanted.title
      )
      if (!row) throw new Error(`There is no row called ${wanted.title}`)
      row.click()
    } else {
      document.querySelector('iframe')!.src = wanted.address!
    }
    let lingerFrom = 0
    let paragraph: Element | null = null
    for (;;) {
      await nextFrame()
      const now = performance.now()
      if (now - begun > 60_000) throw new Error('The article did not open')
      const frame = document.querySelector<HTMLIFrameElement>('iframe')
      const inside = frame?.contentDocument
      if (!frame || !inside?.body || inside.URL === 'about:blank') continue
      if (wanted.address && !inside.URL.endsWith(wanted.address)) continue
      const isShown = wanted.address !== undefined || frame.dataset.ready !== undefined
      const sheets = [...inside.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')]
      const words = inside.querySelector('main [data-at]')
      if (!isShown || !words || !sheets.every((one) => one.sheet)) continue
      if (Number.isNaN(result.painted)) {
        // The browser's own word for it: when the frame's first content was presented.
        const view = inside.defaultView!
        const [first] = view.performance.getEntriesByName('first-contentful-paint')
        if (!first) continue
        result.painted = view.performance.timeOrigin + first.startTime - performance.timeOrigin - begun
        result.line = Number.parseFloat(inside.defaultView!.getComputedStyle(words).lineHeight)
      }
      if (wanted.marks && result.marked === undefined) {
        let ranges = 0
        for (const [name, highlight] of (inside.defaultView as typeof globalThis & Window).CSS.highlights)
          if (/^(yellow|green|blue|pink|purple)$/.test(name)) ranges += highlight.size
        if (ranges > 0) result.marked = (await afterPaint()) - begun
      }
      const main = inside.querySelector('main')!
      if (wanted.paragraph) {
        const { offset, section, place } = wanted.paragraph
        paragraph ??= main.children[section]?.querySelector(`[data-at="${offset}"]`) ?? null
        if (paragraph)
          result.track.push({ at: now - begun, off: paragraph.getBoundingClientRect().top - place })
      }
      const isWhole = inside.readyState === 'complete' && main.children.length >= wanted.sections
      if (isWhole && Number.isNaN(result.whole)) result.whole = (await afterPaint()) - begun
      if (Number.isNaN(result.whole) || (wanted.marks && result.marked === undefined)) continue
      lingerFrom ||= now
      if (now - lingerFrom >= (wanted.linger ?? 0)) return result
    }
  }, watching)
}
