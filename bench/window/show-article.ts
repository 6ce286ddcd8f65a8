import type { Page } from '@playwright/test'
import type { RunningApp } from '../../e2e/app.ts'
import { ask } from '../../e2e/bridge.ts'
import type { ArticleId } from '../../src/shared/values.ts'

/**
 * Goes to an article by its id, wherever it stands in which list: the app itself has no such way from outside, so
 * the window's own navigation is looked for in what React has mounted.
 */
async function go(page: Page, articleId: string): Promise<void> {
  await page.evaluate((id) => {
    interface Fiber {
      child: Fiber | null
      sibling: Fiber | null
      memoizedProps: { value?: { go?(place: object): void; back?(): void } } | null
      stateNode: { current: Fiber }
    }
    const holder = [...document.querySelectorAll('body, body > *')].find((one) =>
      Object.keys(one).some((key) => key.startsWith('__reactContainer$'))
    ) as unknown as Record<string, Fiber>
    const key = Object.keys(holder).find((one) => one.startsWith('__reactContainer$'))!
    const waiting: Fiber[] = [holder[key]!.stateNode.current]
    for (let fiber = waiting.pop(); fiber; fiber = waiting.pop()) {
      const value = fiber.memoizedProps?.value
      if (value?.go && value.back) return value.go({ name: 'reader', articleId: id })
      if (fiber.sibling) waiting.push(fiber.sibling)
      if (fiber.child) waiting.push(fiber.child)
    }
    throw new Error('The window has no navigation')
  }, articleId)
}

/** Opens an article; ends when all of it is in the page. @param patience ms */
export async function showArticle(
  { page }: Pick<RunningApp, 'page'>,
  articleId: string,
  patience: number
): Promise<void> {
  await go(page, articleId)
  const { version } = await ask(page, 'reading.open', { articleId: articleId as ArticleId })
  await page.waitForFunction(
    (id) => {
      const frame = document.querySelector<HTMLIFrameElement>('iframe.article-frame')
      return (
        frame?.src.endsWith(id) &&
        frame.dataset.ready !== undefined &&
        frame.contentDocument?.readyState === 'complete'
      )
    },
    version.id,
    { polling: 'raf', timeout: patience }
  )
}
