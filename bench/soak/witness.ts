import type { Page } from '@playwright/test'

/** Lines kept: what led to a failure is in the last seconds. */
const LINES = 60

type Witnessed = typeof globalThis & { witnessed?: string[] }

/**
 * Writes down what the window is told and what it says: keys, in the window and in the article, what becomes of
 * them, selections and messages. Of an action that went wrong a picture is taken twenty seconds later, and shows
 * neither.
 */
export async function beginWitness(page: Page): Promise<void> {
  await page.evaluate((most) => {
    const all = globalThis as Witnessed
    all.witnessed = []
    const lines = all.witnessed
    const note = (what: string) => {
      lines.push(`${Math.round(performance.now())} ${what}`)
      if (lines.length > most) lines.shift()
    }
    const nameOf = (target: EventTarget | null) =>
      (target as Element | null)?.localName ?? (target === null ? 'nothing' : 'no element')
    const watch = (view: Window, where: string) => {
      view.addEventListener(
        'keydown',
        (event) => {
          const key = `${where}: ${event.key} on ${nameOf(event.target)}`
          setTimeout(() => note(`${key}, ${event.defaultPrevented ? 'taken' : 'not taken'}`))
        },
        true
      )
    }
    watch(window, 'window')
    let known: Document | null = null
    const look = () => {
      const page = document.querySelector<HTMLIFrameElement>('iframe.article-frame')?.contentDocument
      if (page && page !== known && page.defaultView) {
        known = page
        watch(page.defaultView, 'article')
        page.addEventListener('selectionchange', () =>
          note(`article: selection ${page.getSelection()?.isCollapsed ? 'gone' : 'made'}`)
        )
      }
    }
    look()
    new MutationObserver((changes) => {
      // An article that came is told by its frame.
      look()
      for (const { addedNodes } of changes)
        for (const node of addedNodes)
          if (node instanceof Element && node.closest('.toasts')) note(`said: ${node.textContent}`)
    }).observe(document.body, { childList: true, subtree: true, attributeFilter: ['data-ready'] })
  }, LINES)
}

/** What was written down last. */
export async function witnessed(page: Page): Promise<string> {
  return page.evaluate(() => {
    const frame = document.querySelector<HTMLIFrameElement>('iframe.article-frame')
    const focus = `focus on ${document.activeElement?.localName}.${document.activeElement?.className}, in the article ${frame?.contentDocument?.hasFocus() ?? 'none'}`
    return [...((globalThis as Witnessed).witnessed ?? []), `${Math.round(performance.now())} ${focus}`].join(
      '\n'
    )
  })
}
