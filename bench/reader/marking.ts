import type { Page } from '@playwright/test'
import { table } from '../search/collections.ts'
import { openAndWatch } from './open-article.ts'
import { savePosition, startReading, toLibrary } from './opening.ts'
import { startPeer } from './peer-app.ts'
import { type Goals, median, shown } from './print.ts'
import { type MarkCount, markCounts, type ReadingLibrary, titleOfMarks } from './reading-library.ts'

/**
 * Presses a key in the article and waits until there are `by` painted ranges of stored highlights more (or
 * fewer); ms to the painted frame.
 */
function pressAndWatch(page: Page, key: string, by: 1 | -1): Promise<number> {
  return page.evaluate(
    async ([name, change]) => {
      const inside = document.querySelector<HTMLIFrameElement>('iframe')!.contentDocument!
      const view = inside.defaultView as Window & typeof globalThis
      const painted = () => {
        const words = new Set<Range | AbstractRange>()
        for (const [layer, highlight] of view.CSS.highlights)
          if (layer === 'green') for (const range of highlight) words.add(range)
        return words.size
      }
      const before = painted()
      const begun = performance.now()
      inside.body.dispatchEvent(
        new view.KeyboardEvent('keydown', {
          key: String(name),
          code: /\d/.test(String(name)) ? `Digit${name}` : String(name),
          bubbles: true,
          cancelable: true
        })
      )
      for (;;) {
        await new Promise((done) => requestAnimationFrame(done))
        if (Math.sign(painted() - before) === change) break
        if (performance.now() - begun > 20_000) throw new Error(`Nothing changed after ${name}`)
      }
      return new Promise<number>((done) => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => done(performance.now() - begun)
        port2.postMessage(0)
      })
    },
    [key, by] as const
  )
}

/** Selects some words that are on screen, as a finished drag would leave them. */
async function selectWords(page: Page, turn: number): Promise<void> {
  await page.evaluate((at) => {
    const inside = document.querySelector<HTMLIFrameElement>('iframe')!.contentDocument!
    const shownLeaf = [...inside.querySelectorAll('main > section:nth-child(-n+2) p[data-at]')].filter(
      (one) => one.getBoundingClientRect().top > 90 && one.getBoundingClientRect().top < 600
    )
    const words = shownLeaf[at % shownLeaf.length]!.firstChild!
    inside.getSelection()!.setBaseAndExtent(words, 4 + at * 7, words, 50 + at * 7)
  }, turn)
  await page.getByRole('toolbar', { name: 'Selected words' }).waitFor()
  await page.waitForTimeout(150)
}

/** Wraps every span of a plain page in `<mark>`, as plainly and as fast as that can be done. */
function wrap(page: Page, spans: readonly { start: number; end: number; color: string }[]): Promise<number> {
  return page.evaluate(async (marks) => {
    const inside = document.querySelector<HTMLIFrameElement>('iframe')!.contentDocument!
    const begun = performance.now()
    // Every text node with the offset it starts at, kept in order while nodes are split.
    const nodes: { node: Text; start: number }[] = []
    for (const leaf of inside.querySelectorAll('[data-at]')) {
      let at = Number(leaf.getAttribute('data-at'))
      const walker = inside.createTreeWalker(leaf, NodeFilter.SHOW_TEXT)
      while (walker.nextNode()) {
        const node = walker.currentNode as Text
        nodes.push({ node, start: at })
        at += node.data.length
      }
    }
    const indexAt = (offset: number) => {
      let low = 0
      let high = nodes.length
      while (low < high) {
        const middle = (low + high) >> 1
        if (nodes[middle]!.start <= offset) low = middle + 1
        else high = middle
      }
      return Math.max(0, low - 1)
    }
    for (const { start, end, color } of marks) {
      for (let index = indexAt(start); index < nodes.length && nodes[index]!.start < end; index++) {
        let one = nodes[index]!
        if (one.start + one.node.data.length <= start) continue
        if (one.start < start) {
          nodes.splice(++index, 0, { node: one.node.splitText(start - one.start), start })
          one = nodes[index]!
        }
        if (one.start + one.node.data.length > end)
          nodes.splice(index + 1, 0, { node: one.node.splitText(end - one.start), start: end })
        const mark = inside.createElement('mark')
        mark.dataset.color = color
        one.node.replaceWith(mark)
        mark.append(one.node)
      }
    }
    await new Promise((done) => requestAnimationFrame(done))
    return new Promise<number>((done) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => done(performance.now() - begun)
      port2.postMessage(0)
    })
  }, spans)
}

/** Highlights in 100,000 words: until they are painted, one more, one fewer; beside `<mark>` in a plain page. */
export async function measureMarking(library: ReadingLibrary, rounds: number, goals: Goals): Promise<void> {
  const app = await startReading(library)
  const peer = await startPeer(library.folder)
  const results = new Map<MarkCount, { paint: number; words: number; add: number; remove: number }>()
  const wrapped = new Map<MarkCount, number>()
  try {
    for (const count of markCounts) {
      const title = titleOfMarks(count)
      const paint: number[] = []
      const words: number[] = []
      const add: number[] = []
      const remove: number[] = []
      for (let round = 0; round <= rounds; round++) {
        await savePosition(app.page, library, title, 0)
        const { painted, marked } = await openAndWatch(app.page, {
          title,
          sections: library.articles[title]!.sections,
          marks: true,
          linger: 500
        })
        await selectWords(app.page, round)
        const added = await pressAndWatch(app.page, '2', 1)
        await app.page.waitForTimeout(600)
        const removed = await pressAndWatch(app.page, 'Delete', -1)
        await app.page.waitForTimeout(600)
        await toLibrary(app.page)
        // The first round warms up.
        if (round === 0) continue
        words.push(painted)
        paint.push(marked! - painted)
        add.push(added)
        remove.push(removed)
      }
      results.set(count, {
        words: median(words),
        paint: median(paint),
        add: median(add),
        remove: median(remove)
      })
      await openAndWatch(peer.page, {
        address: `/page/${library.articles[title]!.id}`,
        sections: 1,
        linger: 500
      })
      wrapped.set(count, await wrap(peer.page, library.marks(count)))
    }
  } finally {
    await peer.close()
    await app.close()
  }
  console.log(
    `\nHighlights in 100,000 words: ms from the first words on screen to the highlights on them; from the key to one more, one fewer; medians of ${rounds}. Beside it the same highlights wrapped in <mark> in a plain page that is there already.`
  )
  table(
    ['highlights', 'painted after the words', 'one more', 'one fewer', '<mark>', 'of <mark>'],
    markCounts.map((count) => {
      const ours = results.get(count)!
      const theirs = wrapped.get(count)!
      return [
        String(count),
        shown(ours.paint),
        shown(ours.add),
        shown(ours.remove),
        shown(theirs),
        `${(Math.max(0, ours.paint) / theirs).toFixed(3)} x`
      ]
    })
  )
  const most = results.get(10_000)!
  goals.check('10,000 highlights painted after the words', most.paint, 50, 'ms')
  goals.check('one more at 10,000', most.add, 30, 'ms')
  goals.check('one fewer at 10,000', most.remove, 30, 'ms')
}
