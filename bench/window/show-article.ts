import type { RunningApp } from '../../e2e/app.ts'
import { ask } from '../../e2e/bridge.ts'
import { articleLink } from '../../src/shared/deep-link.ts'
import type { ArticleId } from '../../src/shared/values.ts'

/**
 * Opens an article wherever it stands in which list, by the link an export would write; ends when all of it is in
 * the page. @param patience ms
 */
export async function showArticle(
  { electron, page }: Pick<RunningApp, 'electron' | 'page'>,
  articleId: string,
  patience: number
): Promise<void> {
  await electron.evaluate(
    ({ app }, link) => app.emit('second-instance', {}, ['electron', '.', link], '/'),
    articleLink(articleId)
  )
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
