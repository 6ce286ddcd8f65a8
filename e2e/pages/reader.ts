import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test'

/** The reader: the bar around it, and the article in its frame. */
export class ReaderPage {
  readonly article: FrameLocator
  private readonly page: Page
  constructor(page: Page) {
    this.page = page
    this.article = page.frameLocator('iframe[title]')
  }

  async isShowing(title: string): Promise<void> {
    await expect(this.article.getByRole('heading', { level: 1, name: title })).toBeVisible()
  }

  /** Drags the mouse from the first letter of `from` to the last letter of `to`, as a hand would. */
  async select(from: string, to = from): Promise<void> {
    // On a busy machine the browser may drop moves of a drag; a hand would see that and drag again.
    await expect(async () => {
      await this.drag(from, to)
      const words = await this.page.evaluate(async () => {
        const inside = document.querySelector<HTMLIFrameElement>('iframe[title]')!.contentDocument!
        // Two frames, so that the window has heard of the selection, too.
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
        return String(inside.getSelection())
      })
      expect(words.startsWith(from) && words.endsWith(to), words).toBe(true)
    }).toPass({ timeout: 20_000 })
  }

  private async drag(from: string, to: string): Promise<void> {
    // Where the words stand is known only once the faces are there and the scrolling is over.
    await expect
      .poll(() =>
        this.page.evaluate(
          () => document.querySelector<HTMLIFrameElement>('iframe[title]')!.contentDocument!.fonts.status
        )
      )
      .toBe('loaded')
    await this.page.evaluate((words) => {
      const inside = document.querySelector<HTMLIFrameElement>('iframe[title]')!.contentDocument!
      // Pressing on words that are selected already would drag them away instead of selecting anew.
      inside.getSelection()?.removeAllRanges()
      const leaf = [...inside.querySelectorAll('[data-at]')].find((one) => one.textContent!.includes(words))
      leaf?.scrollIntoView({ block: 'center', behavior: 'instant' })
      return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    }, from)
    const [start, end] = await this.page.evaluate(
      ([first, last]) => {
        const frame = document.querySelector<HTMLIFrameElement>('iframe[title]')!
        const inside = frame.contentDocument!
        const find = (words: string) => {
          const walker = inside.createTreeWalker(inside.body, NodeFilter.SHOW_TEXT)
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.textContent!.indexOf(words)
            if (at < 0) continue
            const range = inside.createRange()
            range.setStart(node, at)
            range.setEnd(node, at + words.length)
            return range
          }
          throw new Error(`Not in the article: ${words}`)
        }
        const at = frame.getBoundingClientRect()
        const one = [...find(first!).getClientRects()].at(0)!
        const two = [...find(last!).getClientRects()].at(-1)!
        return [
          { x: at.x + one.left + 0.5, y: at.y + one.top + one.height / 2 },
          { x: at.x + two.right - 0.5, y: at.y + two.top + two.height / 2 }
        ]
      },
      [from, to]
    )
    await this.dragTo(start!, end!)
  }

  /** Presses at one point of the window, moves to another, and lets go. The same point twice is a click. */
  async dragTo(start: { x: number; y: number }, end: { x: number; y: number }): Promise<void> {
    // Playwright's own mouse asks every frame to listen for drags, and waits for ever for one without scripts.
    const input = await this.page.context().newCDPSession(this.page)
    const send = (
      type: 'mouseMoved' | 'mousePressed' | 'mouseReleased',
      x: number,
      y: number,
      buttons: number
    ) =>
      input.send('Input.dispatchMouseEvent', {
        type,
        x,
        y,
        button: type === 'mouseMoved' && !buttons ? 'none' : 'left',
        buttons,
        clickCount: 1
      })
    await send('mouseMoved', start.x, start.y, 0)
    await send('mousePressed', start.x, start.y, 1)
    for (let part = 1; part <= 8; part++) {
      await send(
        'mouseMoved',
        start.x + ((end.x - start.x) * part) / 8,
        start.y + ((end.y - start.y) * part) / 8,
        1
      )
    }
    // The last place once more: the browser may have joined the moves before it into one.
    await send('mouseMoved', end.x, end.y, 1)
    await send('mouseReleased', end.x, end.y, 0)
    await input.detach()
  }

  /** Moves the pointer to a point of the window, pressing nothing. */
  async moveTo({ x, y }: { x: number; y: number }): Promise<void> {
    const input = await this.page.context().newCDPSession(this.page)
    await input.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y, button: 'none' })
    await input.detach()
  }

  /** Presses at one point and lets go at another, with no move between that the page would hear of. */
  async jump(start: { x: number; y: number }, end: { x: number; y: number }): Promise<void> {
    const input = await this.page.context().newCDPSession(this.page)
    const send = (type: 'mouseMoved' | 'mousePressed' | 'mouseReleased', { x, y }: typeof start) =>
      input.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 })
    await send('mouseMoved', start)
    await send('mousePressed', start)
    await send('mouseReleased', end)
    await input.detach()
  }

  get tools(): Locator {
    return this.page.getByRole('toolbar', { name: 'Selected words' })
  }

  /** The words under the painted highlights of a colour, as the browser itself would paint them. */
  painted(color: string): Promise<string[]> {
    return this.page.evaluate((name) => {
      const frame = document.querySelector<HTMLIFrameElement>('iframe[title]')
      const view = frame?.contentWindow as (Window & typeof globalThis) | null
      const words: string[] = []
      view?.CSS.highlights.forEach((highlight, key) => {
        if (!key.startsWith(name)) return
        for (const range of highlight) words.push(String(range))
      })
      return words
    }, color)
  }

  /** Where words stand in the window: the first letter's left edge or the last one's right, mid-line; in vertical lines its upper or lower edge. */
  pointAt(words: string, side: 'start' | 'end'): Promise<{ x: number; y: number }> {
    return this.page.evaluate(
      ([text, which]) => {
        const frame = document.querySelector<HTMLIFrameElement>('iframe[title]')!
        const inside = frame.contentDocument!
        const walker = inside.createTreeWalker(inside.body, NodeFilter.SHOW_TEXT)
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const at = node.textContent!.indexOf(text!)
          if (at < 0) continue
          const range = inside.createRange()
          range.setStart(node, at)
          range.setEnd(node, at + text!.length)
          const rects = [...range.getClientRects()]
          const rect = which === 'start' ? rects.at(0)! : rects.at(-1)!
          const box = frame.getBoundingClientRect()
          if (inside.documentElement.dataset.writing?.startsWith('vertical')) {
            return {
              x: box.x + rect.left + rect.width / 2,
              y: box.y + (which === 'start' ? rect.top + 1 : rect.bottom - 1)
            }
          }
          return {
            x: box.x + (which === 'start' ? rect.left + 1 : rect.right - 1),
            y: box.y + rect.top + rect.height / 2
          }
        }
        throw new Error(`Not in the article: ${text}`)
      },
      [words, side]
    )
  }

  /** Middle of the knob at an end of the chosen highlight, once it stands still: it follows its words a frame late. */
  async knob(edge: 'start' | 'end'): Promise<{ x: number; y: number }> {
    const knob = this.article.locator(`.mark-handle[data-edge="${edge}"]`)
    await expect(knob).toBeVisible()
    const stand = () => knob.boundingBox().then((box) => box!)
    let box = await stand()
    await expect
      .poll(async () => {
        const before = box
        // Two looks within one frame would always agree.
        await this.page.waitForTimeout(100)
        box = await stand()
        return box.x === before.x && box.y === before.y
      })
      .toBe(true)
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }

  /** The words at the top of the visible text. */
  firstVisibleWords(): Promise<string> {
    return this.page.evaluate(() => {
      const inside = document.querySelector<HTMLIFrameElement>('iframe[title]')!.contentDocument!
      const view = inside.defaultView!
      const top = [...inside.querySelectorAll('[data-at]')].find((leaf) => {
        const box = leaf.getBoundingClientRect()
        return box.bottom > 8 && box.top < view.innerHeight
      })
      return top?.textContent?.slice(0, 60) ?? ''
    })
  }
}
