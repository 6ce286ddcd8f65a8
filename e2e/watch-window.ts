import type { CDPSession, Page } from '@playwright/test'

/** What content did that it must not. Every line names the page it happened in. */
export interface Deeds {
  /** `alert` and its like were called, or the browser compiled a script of a page. */
  ran: string[]
  /** Something was asked of a network address. */
  asked: string[]
  /** Something was still in the page that the last wall, the page's policy, had to refuse. */
  refused: string[]
}

/**
 * Watches one window and every frame in it from inside the browser (its debugger and its network log), and
 * sets traps where a payload would call: `alert`, `prompt`, `confirm`, `print`.
 * @param page the window
 * @param isOurs addresses that may be asked
 */
export async function watchWindow(
  page: Page,
  isOurs: (address: string) => boolean
): Promise<{ deeds: Deeds; clear(): void; stop(): Promise<void> }> {
  const deeds: Deeds = { ran: [], asked: [], refused: [] }
  const inspector: CDPSession = await page.context().newCDPSession(page)
  const { frameTree } = await inspector.send('Page.getFrameTree')
  inspector.on('Debugger.scriptParsed', ({ url, executionContextAuxData: context }) => {
    // Playwright looks into frames from worlds of its own; a page's own scripts run in the default one.
    const { isDefault, frameId } = (context ?? {}) as { isDefault?: boolean; frameId?: string }
    if (isDefault && frameId !== frameTree.frame.id) deeds.ran.push(`script ${url.slice(0, 120)}`)
  })
  inspector.on('Network.requestWillBeSent', ({ request, documentURL }) => {
    if (!isOurs(request.url)) deeds.asked.push(`${request.url.slice(0, 120)} from ${documentURL}`)
  })
  inspector.on('Log.entryAdded', ({ entry }) => {
    if (entry.source === 'security') deeds.refused.push(`${entry.text.slice(0, 200)} ${entry.url ?? ''}`)
  })
  await inspector.send('Page.enable')
  await inspector.send('Debugger.enable')
  // A payload may say `debugger`.
  await inspector.send('Debugger.setSkipAllPauses', { skip: true })
  await inspector.send('Network.enable')
  await inspector.send('Log.enable')
  const onDialog = (dialog: { type(): string; dismiss(): Promise<void> }) => {
    deeds.ran.push(`dialog ${dialog.type()}`)
    void dialog.dismiss().catch(() => {})
  }
  page.on('dialog', onDialog)
  return {
    deeds,
    clear() {
      for (const list of Object.values(deeds)) list.length = 0
    },
    async stop() {
      page.off('dialog', onDialog)
      await inspector.detach()
    }
  }
}

/** What frames did, by address. */
export interface FrameDeeds {
  /** Addresses of frames in which a trap was sprung. */
  sprung: string[]
  /** Elements that were there, over all frames. */
  elements: number
  /** Frames that never finished loading. */
  unfinished: number
}

/**
 * Shows pages in frames of the window, sets the traps, and does what a reader may do to every element there:
 * pointing, pressing, focusing, typing.
 * @param sandbox the frame's attribute as the reader has it; undefined for a frame without walls
 * @param patience milliseconds a frame may take to load
 */
export function showInFrames(
  page: Page,
  addresses: readonly string[],
  sandbox: string | undefined,
  patience = 30_000
): Promise<FrameDeeds> {
  return page.evaluate(
    async ([list, walls, most]) => {
      const sprung = new Set<string>()
      let elements = 0
      let unfinished = 0
      const traps = (frame: HTMLIFrameElement, address: string) => {
        const view = frame.contentWindow as unknown as Record<string, unknown>
        for (const name of ['alert', 'prompt', 'confirm', 'print']) {
          try {
            view[name] = () => sprung.add(address)
          } catch {
            // It went to another origin: what it does there, the network log tells.
          }
        }
      }
      // The traps are set as early as a page outside can: again and again until the frame is loaded.
      const loading = new Map<HTMLIFrameElement, string>()
      const early = setInterval(() => {
        for (const [frame, address] of loading) traps(frame, address)
      }, 1)
      const box = document.createElement('div')
      document.body.append(box)
      await Promise.all(
        list.map(async (address) => {
          const frame = document.createElement('iframe')
          if (walls !== undefined) frame.setAttribute('sandbox', walls)
          frame.style.cssText = 'width:300px;height:200px'
          const loaded = new Promise<boolean>((done) => {
            frame.addEventListener('load', () => done(true), { once: true })
            setTimeout(() => done(false), most)
          })
          loading.set(frame, address)
          frame.src = address
          box.append(frame)
          if (!(await loaded)) unfinished++
          loading.delete(frame)
          traps(frame, address)
          const inside = frame.contentDocument
          const view = frame.contentWindow as (Window & typeof globalThis) | null
          if (!inside || !view) return
          // Following a link to the web is the reader's doing, not the page's.
          inside.addEventListener('click', (event) => {
            const link = (event.target as Element).closest('a[href]')
            if (link && /^(?:https?:|mailto:|#)/.test((link as HTMLAnchorElement).protocol ?? ''))
              event.preventDefault()
          })
          const all = [...inside.querySelectorAll<HTMLElement>('body, body *')]
          elements += all.length
          for (const element of all.slice(0, 400)) {
            for (const type of [
              'pointerdown',
              'mouseover',
              'mouseenter',
              'mousemove',
              'contextmenu',
              'dblclick'
            ])
              element.dispatchEvent(new view.MouseEvent(type, { bubbles: type !== 'mouseenter' }))
            for (const type of ['keydown', 'keypress', 'keyup'])
              element.dispatchEvent(new view.KeyboardEvent(type, { key: 'x', bubbles: true }))
            for (const type of [
              'input',
              'change',
              'scroll',
              'toggle',
              'paste',
              'copy',
              'drag',
              'drop',
              'error'
            ])
              element.dispatchEvent(new view.Event(type, { bubbles: true }))
            element.focus?.()
            element.click?.()
          }
        })
      )
      clearInterval(early)
      await new Promise((done) => setTimeout(done, 250))
      box.remove()
      return { sprung: [...sprung], elements, unfinished }
    },
    [[...addresses], sandbox, patience] as const
  )
}
