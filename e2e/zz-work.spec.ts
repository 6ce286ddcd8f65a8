import { cpSync, existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, expect } from '@playwright/test'
import { startApp } from './app.ts'
import { chooseInMenu } from './pages/layout.ts'
test('work', async () => {
  test.setTimeout(300_000)
  const folder = mkdtempSync(join(tmpdir(), 'lectern-zz-'))
  cpSync('/work/wt/durable-soak/out/bench/soak-library-20000', join(folder, 'library'), { recursive: true })
  const app = await startApp({ folder })
  const { page, electron } = app
  await page.getByRole('main').waitFor({ timeout: 60_000 })
  const target = join(folder, 'library.zip')
  await electron.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = (async (_w: unknown, o: { defaultPath: string; filters: unknown }) => { console.log('OFFER', o.defaultPath, JSON.stringify(o.filters)); return { canceled: false, filePath: path } }) as never
  }, target)
  await chooseInMenu(app, 'export.library')
  const work = page.getByRole('region', { name: 'Under way' })
  await work.waitFor()
  await page.waitForTimeout(1500)
  console.log(await work.innerText())
  await page.screenshot({ path: '/tmp/c-zip.png' })
  const began = Date.now()
  await work.getByRole('button', { name: 'Stop' }).click()
  await work.waitFor({ state: 'detached' })
  console.log('stopped after', Date.now() - began)
  await page.screenshot({ path: '/tmp/c-zip2.png' })
  console.log(existsSync(target), readdirSync(folder))
  await page.keyboard.press('ControlOrMeta+,')
  for (const name of ['Back up now', 'Check now', 'Check everything']) {
    const b = page.getByRole('button', { name, exact: false }).first()
    if (!(await b.isVisible().catch(() => false))) { console.log('no', name); continue }
    await b.click()
    await page.waitForTimeout(900)
    console.log(name, await work.innerText().catch((e) => String(e).slice(0, 100)))
    await page.screenshot({ path: `/tmp/c-${name.replaceAll(' ', '')}.png` })
    await work.getByRole('button', { name: 'Stop' }).first().click({ timeout: 3000 }).catch((e) => console.log(String(e).slice(0, 80)))
    await work.waitFor({ state: 'detached', timeout: 60_000 }).catch(() => {})
    await page.waitForTimeout(500)
  }
  console.log(await page.getByRole('button').allInnerTexts())
  expect(app.complaints).toEqual([])
  await app.close()
})
