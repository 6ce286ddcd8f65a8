import type { RunningApp } from '../../e2e/app.ts'
import { ask } from '../../e2e/bridge.ts'
import { EVENT_CHANNEL } from '../../src/shared/bridge.ts'
import type { ArticleId } from '../../src/shared/values.ts'

/** Opens an article as a file given to the app is opened; ends when all of it is in the page. @param patience ms */
export async function showArticle(
  { electron, page }: Pick<RunningApp, 'electron' | 'page'>,
  articleId: string,
  patience: number
): Promise<void> {
  await electron.evaluate(
    ({ BrowserWindow }, [channel, id]) =>
      BrowserWindow.getAllWindows()[0]!.webContents.send(channel!, 'article.show', { articleId: id }),
    [EVENT_CHANNEL, articleId] as const
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
