import { rmSync } from 'node:fs'
import { v7 } from 'uuid'
import { startApp } from '../../e2e/app.ts'
import { testApp } from '../../src/main/testing/test-app.ts'
import type { ArticleId } from '../../src/shared/values.ts'
import { markdown, spansFor } from '../reader/reading-library.ts'
import { showArticle } from '../window/show-article.ts'

/** As many as our plan of bad input has on one article. */
const MARKS = 200_000
const WORDS = 100_000
const PATIENCE = 120_000

type During = (part: string, work: () => Promise<void>) => Promise<void>

/** A library with one book that has very many highlights; its id. @param folder where the library is made */
async function write(folder: string): Promise<ArticleId> {
  const test = testApp({ folder, indexing: true })
  const articleId = await test.add(markdown('Marked all over', WORDS), 'marked.md')
  const { version } = await test.call('reading.open', { articleId })
  const { text } = await test.call('reading.text', {
    versionId: version.id,
    start: 0,
    end: version.textLength
  })
  const { db } = test.app.context
  const insert = db.prepare(
    `INSERT INTO highlights (id, article_id, version_id, text_start, text_end, exact, prefix, suffix, color, created_at, updated_at, device_id)
     VALUES (?, ?, ?, ?, ?, ?, '', '', ?, 1, 1, 'd')`
  )
  db.transaction(() => {
    for (const { start, end, color } of spansFor(text.length, MARKS))
      insert.run(v7(), articleId, version.id, start, end, text.slice(start, end), color)
  })()
  await test.app.close()
  return articleId
}

/** Reads and marks a book with very many highlights; `begin` makes the watch over an app's pauses. */
export async function liveWithManyHighlights(
  folder: string,
  begin: (app: Awaited<ReturnType<typeof startApp>>) => During
): Promise<void> {
  const articleId = await write(folder)
  const app = await startApp({ folder, env: { LECTERN_LIBRARY: folder } })
  const { page } = app
  const during = begin(app)
  const marks = () =>
    page.evaluate(() => {
      const view = document.querySelector<HTMLIFrameElement>('iframe.article-frame')!
        .contentWindow as Window & typeof globalThis
      return [...view.CSS.highlights.values()].reduce((sum, one) => sum + one.size, 0)
    })
  const untilMarked = async () => {
    const give = Date.now() + PATIENCE
    while ((await marks()) === 0) {
      if (Date.now() > give) throw new Error('no highlight was painted')
      await page.waitForTimeout(100)
    }
    await page.waitForTimeout(1500)
  }
  const select = async (turn: number) => {
    await page.evaluate((at) => {
      const inside = document.querySelector<HTMLIFrameElement>('iframe.article-frame')!.contentDocument!
      const leaf = [...inside.querySelectorAll('main p[data-at]')].find(
        (one) => one.getBoundingClientRect().top > 90
      )!
      const text = inside.createTreeWalker(leaf, NodeFilter.SHOW_TEXT).nextNode() as Text
      inside.getSelection()!.setBaseAndExtent(text, at * 5, text, at * 5 + 30)
    }, turn)
    await page.getByRole('toolbar', { name: 'Selected words' }).waitFor({ timeout: PATIENCE })
  }
  const rest = () => page.waitForTimeout(2500)
  try {
    await during('open', async () => {
      await showArticle(app, articleId, PATIENCE)
      await untilMarked()
    })
    await during('mark', async () => {
      await select(1)
      await page.keyboard.press('1')
      await rest()
    })
    await during('another colour', async () => {
      await page.keyboard.press('3')
      await rest()
    })
    await during('delete', async () => {
      await page.keyboard.press('Delete')
      await rest()
    })
    await during('undo', async () => {
      await page.keyboard.press('ControlOrMeta+z')
      await rest()
    })
    await during('to the next highlight', async () => {
      await page.keyboard.press(']')
      await rest()
    })
    await during('a note', async () => {
      await page.keyboard.press('n')
      await page.keyboard.type('why')
      await rest()
      await page.keyboard.press('Escape')
      await rest()
    })
    await during('scroll', async () => {
      for (let turn = 0; turn < 12; turn++) {
        await page.keyboard.press('PageDown')
        await page.waitForTimeout(200)
      }
    })
    await during('leave', async () => {
      await page.keyboard.press('ControlOrMeta+1')
      await page.locator('iframe.article-frame').waitFor({ state: 'detached', timeout: PATIENCE })
      await page.waitForTimeout(500)
    })
  } finally {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
