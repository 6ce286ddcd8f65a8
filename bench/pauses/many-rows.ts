import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { type RunningApp, startApp } from '../../e2e/app.ts'
import { ask } from '../../e2e/bridge.ts'
import { LibraryPage } from '../../e2e/pages/library.ts'

/** As many as somebody kept in Pocket over ten years. */
const ROWS = 12_000
const PATIENCE = 300_000

type During = (part: string, work: () => Promise<void>) => Promise<void>

/** Pocket's last export, with the titles, tags and doubled addresses that such a file has. */
function pocketTable(): string {
  const lines = ['title,url,time_added,tags,status']
  for (let at = 0; at < ROWS; at++) {
    const title = at % 7 === 0 ? '' : `"What the tide left on day ${at}, and ""what"" it took"`
    // Some things were kept twice.
    const one = at % 500 === 499 ? at - 1 : at
    const address = `https://site-${one % 211}.example/${one}/tide?from=${one % 13}`
    const tags = at % 3 === 0 ? `sea|day ${at % 40}` : ''
    lines.push(
      `${title},${address},${1_400_000_000 + at * 900},${tags},${at % 4 === 0 ? 'archive' : 'unread'}`
    )
  }
  return `${lines.join('\n')}\n`
}

/**
 * Brings twelve thousand rows of another app's list in, through the window, in real Electron: looked at first, stopped
 * on the way, the app killed on the way, gone on with, and once more, which adds nothing. `begin` makes the watch over
 * an app's pauses. @param folder where the library is made
 */
export async function liveWithManyRows(folder: string, begin: (app: RunningApp) => During): Promise<void> {
  const file = join(folder, 'pocket.csv')
  writeFileSync(file, pocketTable())
  let app = await startApp({ folder })
  try {
    await new LibraryPage(app.page).isSettled()
    await look(app, begin(app), file)
    await begin(app)('add and stop', async () => {
      await app.page.keyboard.press('Enter')
      await untilKept(app, 2000)
      await app.page.getByRole('button', { name: 'Stop', exact: true }).click()
      await expect(app.page.getByText('Stopped before the end', { exact: false })).toBeVisible({
        timeout: PATIENCE
      })
    })
    await app.page.keyboard.press('Escape')
    const stopped = await kept(app)
    await look(app, begin(app), file)
    await app.page.keyboard.press('Enter')
    await untilKept(app, stopped + 2000)
    await app.kill()
    app = await startApp({ folder })
    const killed = await kept(app)
    console.log(`    stopped after ${stopped} articles, killed after ${killed}`)
    await begin(app)('go on after the crash', async () => {
      await app.page.getByRole('button', { name: 'Go on' }).click()
      await app.page.getByRole('dialog', { name: 'Import from Pocket' }).waitFor({ timeout: PATIENCE })
    })
    await begin(app)('add the rest', async () => {
      await app.page.keyboard.press('Enter')
      await expect(app.page.getByText(/articles from Pocket added/)).toBeVisible({ timeout: PATIENCE })
      await app.page.waitForTimeout(1000)
    })
    const all = await kept(app)
    await look(app, begin(app), file)
    await begin(app)('once more', async () => {
      await app.page.keyboard.press('Enter')
      await expect(app.page.getByText(/Nothing new from Pocket/)).toBeVisible({ timeout: PATIENCE })
    })
    if ((await kept(app)) !== all) throw new Error('the same file added something twice')
    console.log(`    ${all} articles of ${ROWS} rows`)
  } finally {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Chooses the file and waits for what would become of it. */
async function look(app: RunningApp, during: During, file: string): Promise<void> {
  await during('look', async () => {
    await new LibraryPage(app.page).import(app.electron, [file])
    await app.page.getByRole('dialog', { name: 'Import from Pocket' }).waitFor({ timeout: PATIENCE })
    await app.page.waitForTimeout(500)
  })
}

const kept = async ({ page }: RunningApp) => (await ask(page, 'articles.counts', {})).all

async function untilKept(app: RunningApp, many: number): Promise<void> {
  const give = Date.now() + PATIENCE
  while ((await kept(app)) < many) {
    if (Date.now() > give) throw new Error(`fewer than ${many} articles were kept`)
    await app.page.waitForTimeout(100)
  }
}
