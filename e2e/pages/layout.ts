import type { Page } from '@playwright/test'
import { EVENT_CHANNEL } from '../../src/shared/bridge.ts'
import type { CommandId } from '../../src/shared/commands.ts'
import type { Settings } from '../../src/shared/settings.ts'
import type { RunningApp } from '../app.ts'
import { ask } from '../bridge.ts'

/** Runs a command as the menu would: the same in every language. */
export async function chooseInMenu(app: RunningApp, command: CommandId): Promise<void> {
  await app.electron.evaluate(
    ({ BrowserWindow }, [channel, id]) =>
      BrowserWindow.getAllWindows()[0]!.webContents.send(channel!, 'command.run', { command: id }),
    [EVENT_CHANNEL, command]
  )
}

/** Gives the window this much room inside, in pixels of the screen. */
export async function resize(app: RunningApp, width: number, height: number): Promise<void> {
  await app.electron.evaluate(
    ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]!.setContentSize(w!, h!),
    [width, height]
  )
  await app.page.waitForFunction(([w, h]) => outerWidth >= w! && innerHeight <= h! + 40, [width, height])
}

export async function changeSettings(page: Page, settings: Partial<Settings>): Promise<void> {
  await ask(page, 'settings.set', settings)
}

/**
 * What does not fit: words wider than the control they are in, and controls that stick out of the window.
 * Titles that are meant to end in an ellipsis, and places that scroll sideways, are left alone.
 */
export async function misfits(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const found: string[] = []
    const name = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.className} “${(element.textContent || element.getAttribute('aria-label') || '').trim().slice(0, 50)}”`
    const controls =
      'button, a, label, input, kbd, dt, dd, h1, h2, h3, p, [role="menuitem"], [role="option"], [role="radio"], [role="dialog"], [role="menu"], [role="toolbar"]'
    if (document.documentElement.scrollWidth > innerWidth) found.push('the window scrolls sideways')
    for (const element of document.querySelectorAll<HTMLElement>(controls)) {
      const box = element.getBoundingClientRect()
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || box.width < 2)
        continue
      if (element.closest('.visually-hidden, [inert], [aria-hidden="true"]:not(.shortcut)')) continue
      const style = getComputedStyle(element)
      const isShortened = (one: HTMLElement) => getComputedStyle(one).textOverflow === 'ellipsis'
      const hasShortened = [element, ...element.querySelectorAll<HTMLElement>('*')].some(isShortened)
      if (element.tagName !== 'INPUT' && !hasShortened && style.display !== 'inline') {
        const isScrolledAlong = element.matches('[role="toolbar"]') && /auto|scroll/.test(style.overflowX)
        if (!isScrolledAlong && element.scrollWidth > element.clientWidth + 1) {
          found.push(`${name(element)}: ${element.scrollWidth} in ${element.clientWidth}`)
        }
        if (/hidden|clip/.test(style.overflowY) && element.scrollHeight > element.clientHeight + 2) {
          found.push(`${name(element)}: cut below, ${element.scrollHeight} in ${element.clientHeight}`)
        }
      }
      let scroller = element.parentElement
      while (scroller && !/auto|scroll/.test(getComputedStyle(scroller).overflowX))
        scroller = scroller.parentElement
      const isOut = box.left < -1 || box.right > innerWidth + 1
      if (isOut && !scroller) found.push(`${name(element)}: sticks out, ${box.left} to ${box.right}`)
    }
    return found
  })
}
