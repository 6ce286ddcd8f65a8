/**
 * What a key costs in a notebook of 900,000 letters with 300 headings, in the built app: `npm run bench -- notebook`.
 * The peer is a bare text field of the browser with the same text in the same window; keys in one and the
 * other alternate, so that both meet the same minutes.
 */
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp } from '../e2e/app.ts'
import { ask } from '../e2e/bridge.ts'
import { LibraryPage } from '../e2e/pages/library.ts'
import { percentile } from './search/collections.ts'

const ROUNDS = 4
const KEYS = 10
const text = `# Heading\n\n${'Words that are long enough to matter, said again and again.\n\n'.repeat(50)}`
  .repeat(300)
  .slice(0, 900_000)

const folder = mkdtempSync(join(tmpdir(), 'lectern-bench-'))
const app = await startApp({ folder })
try {
  const { page } = app
  // The first start brings articles in: only then is the window at rest.
  await new LibraryPage(page).isSettled()
  await ask(page, 'notebooks.create', {
    id: '01890000-0000-7000-8000-000000000001' as never,
    title: 'Long',
    body: text
  })
  await page.keyboard.press('ControlOrMeta+6')
  await page.getByRole('main').getByRole('button', { name: 'Long', exact: true }).click()
  await page.getByRole('textbox', { name: 'Text of the notebook' }).waitFor({ timeout: 120_000 })
  await page.evaluate((value) => {
    const bare = document.createElement('textarea')
    bare.id = 'bare'
    bare.spellcheck = false
    Object.assign(bare.style, {
      position: 'fixed',
      insetInlineEnd: '0',
      insetBlockEnd: '0',
      inlineSize: '46rem',
      blockSize: '20rem'
    })
    bare.value = value
    document.body.append(bare)
  }, text)
  await page.waitForTimeout(1000)

  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable')
  const busy = async () =>
    1000 *
    ((await devtools.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')
      ?.value ?? 0)
  /** Milliseconds to the frame after each key, and what all that follows takes of the window's thread. */
  const type = async (field: string) => {
    await page.locator(field).evaluate((element: HTMLTextAreaElement) => {
      element.focus()
      element.setSelectionRange(5000, 5000)
      const times: number[] = []
      const onKey = ({ timeStamp }: KeyboardEvent) =>
        requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - timeStamp)))
      element.addEventListener('keydown', onKey, { capture: true })
      Object.assign(globalThis, {
        keyTimes: times,
        stopKeys: () => element.removeEventListener('keydown', onKey, { capture: true })
      })
    })
    await page.waitForTimeout(1500)
    const before = await busy()
    for (let key = 0; key < KEYS; key++) {
      await page.keyboard.press('x')
      await page.waitForTimeout(110)
    }
    await page.waitForTimeout(1500)
    const took = ((await busy()) - before) / KEYS
    const times = await page.evaluate(() => {
      const kept = globalThis as unknown as { keyTimes: number[]; stopKeys(): void }
      kept.stopKeys()
      return kept.keyTimes
    })
    return { took, times }
  }
  const all = {
    notebook: { took: [] as number[], times: [] as number[] },
    bare: { took: [] as number[], times: [] as number[] }
  }
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, field] of [
      ['bare', '#bare'],
      ['notebook', '.notebook textarea']
    ] as const) {
      const { took, times } = await type(field)
      // The first round warms up.
      if (round === 0) continue
      all[name].took.push(took)
      all[name].times.push(...times)
    }
  }
  for (const name of ['bare', 'notebook'] as const) {
    const { took, times } = all[name]
    console.log(
      `${name.padEnd(9)} key to frame: median ${percentile(times, 0.5).toFixed(0)} ms, p95 ${percentile(times, 0.95).toFixed(0)} ms; of the window’s thread ${percentile(took, 0.5).toFixed(0)} ms a key`
    )
  }
  const ratio = (of: 'took' | 'times') =>
    (percentile(all.notebook[of], 0.5) / percentile(all.bare[of], 0.5)).toFixed(2)
  console.log(`notebook / bare field: key to frame ${ratio('times')}, thread ${ratio('took')}`)
} finally {
  await app.close()
  await rm(folder, { recursive: true, force: true })
}
