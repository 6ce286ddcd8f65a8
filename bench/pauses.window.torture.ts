/**
 * Opens, scrolls, searches and marks articles that are very large or hard to lay out, brings in twelve thousand
 * rows of another app's list, and looks for how long the window, and main,
 * answered nothing meanwhile: an article is laid out by the window's own thread.
 *   npm run torture -- pauses [part of a name; `short`: the three that once were the worst]
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningApp, startApp } from '../e2e/app.ts'
import { ask } from '../e2e/bridge.ts'
import { type HeavyArticle, heavyArticles } from './pauses/heavy-articles.ts'
import { beginTasks, type LongestTask, longestTasks } from './pauses/longest-task.ts'
import { liveWithManyHighlights } from './pauses/many-highlights.ts'
import { liveWithManyRows } from './pauses/many-rows.ts'
import { showArticle } from './window/show-article.ts'

/** Nobody notices less, and our plan of bad input allows no more; milliseconds. */
const MOST = 200
const PATIENCE = 90_000
const WHEEL_TURNS = 40
const WHEEL_STEP = 600

const only = process.argv[2] ?? ''
const worst = [
  'one word of 20 MB',
  'a hundred thousand marks in one paragraph',
  'two directions, word by word'
]
const isChosen = ({ name }: HeavyArticle) => (only === 'short' ? worst.includes(name) : name.includes(only))
const failures: string[] = []
const folder = mkdtempSync(join(tmpdir(), 'lectern-pauses-'))
const app = await startApp({ folder })
await app.page.getByRole('main').waitFor({ timeout: 60_000 })
await app.page.waitForTimeout(2000)
for (const article of heavyArticles.filter(isChosen)) await live(app, article)
await app.close()
rmSync(folder, { recursive: true, force: true })
const many = '200,000 highlights on one article'
if (many.includes(only)) {
  console.log(many)
  const library = mkdtempSync(join(tmpdir(), 'lectern-pauses-'))
  await liveWithManyHighlights(library, ({ electron }) => watch(electron, many))
}
const rows = '12,000 rows of another app’s list'
if (rows.includes(only)) {
  console.log(rows)
  const library = mkdtempSync(join(tmpdir(), 'lectern-pauses-'))
  await liveWithManyRows(library, ({ electron }) => watch(electron, rows))
}
console.log(failures.length === 0 ? `no pause over ${MOST} ms` : `FAILED: ${failures.join('; ')}`)
process.exit(failures.length === 0 ? 0 : 1)

/** Does a part of the work and says for how long at a stretch window and main were busy meanwhile. */
function watch(electron: RunningApp['electron'], name: string) {
  return async (part: string, work: () => Promise<void>) => {
    await beginTasks(electron)
    let problem = ''
    await work().catch((error: unknown) => {
      problem = `, ${String(error).split('\n')[0]!.slice(0, 120)}`
    })
    const { window, main } = await longestTasks(electron)
    const line = `${part}: window ${inWords(window)}, main ${inWords(main)}${problem}`
    console.log(`    ${line}`)
    if (window.work > MOST || main.work > MOST || problem) failures.push(`${name}, ${line}`)
  }
}

async function live(
  { electron, page }: RunningApp,
  { name, fileName, content }: HeavyArticle
): Promise<void> {
  const path = join(folder, fileName)
  writeFileSync(path, content)
  console.log(name)
  const during = watch(electron, name)
  let articleId = ''
  await during('import', async () => {
    const { results } = await ask(page, 'imports.files', { batchId: crypto.randomUUID(), paths: [path] })
    articleId = results[0]?.articleId ?? ''
    if (!articleId) throw new Error(results[0]?.message ?? 'not imported')
  })
  rmSync(path)
  if (articleId) {
    await during('open', async () => {
      await showArticle({ electron, page }, articleId, PATIENCE)
      await page.waitForTimeout(1500)
    })
    await during('scroll', () => scroll(page))
    await during('mark', async () => {
      await page.evaluate(() => {
        const inside = document.querySelector<HTMLIFrameElement>('iframe.article-frame')!.contentDocument!
        const leaves = [...inside.querySelectorAll('main [data-at]')]
        const leaf = leaves[Math.floor(leaves.length / 2)]!
        leaf.scrollIntoView({ block: 'start', behavior: 'instant' })
        const text = inside.createTreeWalker(leaf, NodeFilter.SHOW_TEXT).nextNode() as Text
        inside.getSelection()!.setBaseAndExtent(text, 0, text, Math.min(text.length, 40))
      })
      await page.getByRole('toolbar', { name: 'Selected words' }).waitFor({ timeout: PATIENCE })
      await page.keyboard.press('1')
      await page
        .getByRole('toolbar', { name: 'Selected words' })
        .waitFor({ state: 'hidden', timeout: PATIENCE })
      await page.waitForTimeout(500)
    })
    await during('find', async () => {
      await page.keyboard.press('ControlOrMeta+f')
      await page.keyboard.type('keeper')
      await page.waitForTimeout(1000)
      await page.keyboard.press('Enter')
      await page.waitForTimeout(500)
      await page.keyboard.press('Escape')
    })
    await during('type', async () => {
      await page.keyboard.press('ControlOrMeta+,')
      await page.keyboard.press('Escape')
      await page.keyboard.press('ControlOrMeta+=')
      await page.waitForTimeout(700)
    })
    await during('leave', async () => {
      await page.keyboard.press('ControlOrMeta+1')
      await page.locator('iframe.article-frame').waitFor({ state: 'detached', timeout: PATIENCE })
      await page.waitForTimeout(500)
    })
  }
}

async function scroll(page: RunningApp['page']): Promise<void> {
  const input = await page.context().newCDPSession(page)
  const wheel = (deltaY: number) =>
    input.send('Input.dispatchMouseEvent', { type: 'mouseWheel', x: 600, y: 400, deltaX: 0, deltaY })
  for (let turn = 0; turn < WHEEL_TURNS; turn++) {
    await wheel(WHEEL_STEP)
    await page.waitForTimeout(30)
  }
  for (const key of ['End', 'PageUp', 'PageUp', 'Home', 'PageDown']) {
    await page.keyboard.press(key)
    await page.waitForTimeout(300)
  }
  await input.detach()
}

function inWords({ work, clock }: LongestTask): string {
  return `${work.toFixed(0)} ms (${clock.toFixed(0)} of the clock)`
}
