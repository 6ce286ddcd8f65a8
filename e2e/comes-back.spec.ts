import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { expect, test } from './app.ts'
import { ask, call } from './bridge.ts'
import { LibraryPage } from './pages/library.ts'
import { ReaderPage } from './pages/reader.ts'
import { startUnattached } from './unattached-app.ts'

const harbour = resolve(import.meta.dirname, 'fixtures/harbour.txt')
const title = 'Harbour town counts its lanterns again'

const processesOf = (app: ElectronApplication, type: string) =>
  app.evaluate(
    ({ app }, wanted) =>
      app
        .getAppMetrics()
        .filter((one) => one.type === wanted)
        .map((one) => one.pid),
    type
  )

test('the process that draws is killed: the window goes on, and is drawn again', async ({ app }) => {
  const { page } = app
  const library = new LibraryPage(page)
  const reader = new ReaderPage(page)
  await library.read(app.electron, harbour, title)
  await reader.select('Ines Calder')
  await page.keyboard.press('1')
  await expect.poll(async () => (await reader.painted('yellow')).join(' ')).toContain('Ines Calder')

  const before = await page.screenshot()
  const [gpu] = await processesOf(app.electron, 'GPU')
  expect(gpu).toBeGreaterThan(0)
  process.kill(gpu!, 'SIGKILL')
  await expect
    .poll(async () => {
      const [now] = await processesOf(app.electron, 'GPU')
      return now !== undefined && now !== gpu
    })
    .toBe(true)

  // The same page as before, and not an empty one.
  await expect
    .poll(async () => Math.abs((await page.screenshot()).length / before.length - 1))
    .toBeLessThan(0.2)
  await reader.select('the light is worth more')
  await page.keyboard.press('2')
  await expect.poll(async () => (await reader.painted('green')).join(' ')).toContain('worth more')
  expect(app.complaints).toEqual([])
})

/** A process and all it has started. */
function withChildren(pid: number): number[] {
  const parents = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/u).map(Number) as [number, number])
  const found = [pid]
  for (const one of found)
    found.push(...parents.filter(([, parent]) => parent === one).map(([child]) => child))
  return found
}

test('everything stands still in the middle of work, as when a computer sleeps, and goes on', async ({
  app
}) => {
  test.skip(process.platform === 'win32', 'Windows has no signal that stops a process')
  const { page } = app
  const library = new LibraryPage(page)
  const reader = new ReaderPage(page)
  await library.read(app.electron, harbour, title)
  const folder = join(app.folder, 'many')
  mkdirSync(folder)
  for (let n = 0; n < 150; n++)
    writeFileSync(join(folder, `${n}.txt`), `Essay ${n}\n\nThe words of essay ${n} and of no other.\n`)
  await reader.select('Ines Calder')
  await page.keyboard.press('n')
  const note = page.getByRole('textbox', { name: 'Note on the highlight' })
  await expect(note).toBeFocused()

  const imported = call(page, 'imports.files', { batchId: crypto.randomUUID(), paths: [folder] })
  await page.keyboard.type('Before the night')
  const all = withChildren(app.electron.process().pid!)
  expect(all.length).toBeGreaterThan(3)
  for (const pid of all) process.kill(pid, 'SIGSTOP')
  await new Promise((done) => setTimeout(done, 5000))
  for (const pid of all.reverse()) process.kill(pid, 'SIGCONT')

  await page.keyboard.type(', and after it')
  await expect(note).toHaveValue('Before the night, and after it')
  await page.keyboard.press('ControlOrMeta+Enter')
  const reply = await imported
  expect(reply).toMatchObject({ ok: true })
  await expect(reader.article.getByText('Before the night, and after it')).toBeVisible()
  await app.restart()
  const again = new LibraryPage(app.page)
  await expect(again.title('Essay 99')).toBeVisible()
  const { total } = await ask(app.page, 'articles.list', {
    filter: { contains: 'Essay' },
    sort: 'added',
    descending: true,
    page: { offset: 0, limit: 1 }
  })
  expect(total).toBe(150)
  await app.page.getByRole('textbox', { name: 'Filter by title' }).fill('Harbour')
  await again.open(title)
  await expect(new ReaderPage(app.page).article.getByText('Before the night, and after it')).toBeVisible()
  expect(app.complaints).toEqual([])
})

test('an article that holds the window up can be waited for, or stopped', async () => {
  // It waits for a minute three times at most, beside what a busy machine adds.
  test.setTimeout(300_000)
  const app = await startUnattached()
  const { inMain } = app
  const inWindow = <T>(program: string) =>
    inMain<T>(
      `return await electron.BrowserWindow.getAllWindows()[0].webContents.executeJavaScript(${JSON.stringify(program)})`
    )
  try {
    await expect
      .poll(() =>
        inMain<string>(
          "return await electron.BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(`document.querySelector('main')?.innerText ?? ''`) ?? ''"
        )
      )
      .toContain('Welcome to Lectern')
    await inWindow(
      "[...document.querySelectorAll('main button')].find((one) => one.textContent.includes('Welcome to Lectern')).click()"
    )
    const isReading = () =>
      inWindow<boolean>(
        "document.querySelector('iframe.article-frame')?.contentDocument?.body?.innerText.includes('Welcome') ?? false"
      )
    await expect.poll(isReading).toBe(true)
    // Main's question is answered with what the test says, and counted.
    await inMain(`
      globalThis.asked = []
      electron.dialog.showMessageBox = async (_window, { buttons, signal }) => {
        asked.push(buttons.join(' / '))
        // The first time nobody answers: the question goes by itself when the window is there again.
        while (globalThis.answer === undefined && !signal.aborted) await new Promise((done) => setTimeout(done, 50))
        return { response: globalThis.answer ?? 0, checkboxChecked: false }
      }`)
    const asked = () => inMain<string[]>('return asked')
    /** Clicks, as one does where nothing answers, and says what was asked so far. */
    const clickAndSee = async () => {
      await inMain(`
        const { webContents } = electron.BrowserWindow.getAllWindows()[0]
        for (const type of ['mouseDown', 'mouseUp']) webContents.sendInputEvent({ type, x: 400, y: 400, button: 'left', clickCount: 1 })`)
      return asked()
    }
    const patience = { timeout: 60_000, intervals: [1000] }

    /** As an article that is laid out for so long: its frame shares a thread with the window. */
    const hold = (ms: number) =>
      inWindow(
        `setTimeout(() => { const end = Date.now() + ${ms}; while (Date.now() < end) document.querySelector('iframe.article-frame').getBoundingClientRect() }, 0)`
      )
    const itsProcess = await inMain<number>(
      'return electron.BrowserWindow.getAllWindows()[0].webContents.getOSProcessId()'
    )
    // Where there are signals it stands still until it is asked about, and takes the processor from nobody meanwhile.
    const hasSignals = process.platform !== 'win32'
    if (hasSignals) process.kill(itsProcess, 'SIGSTOP')
    else await hold(40_000)
    try {
      await expect.poll(clickAndSee, patience).toEqual(['Wait / Stop and go to the library'])
    } finally {
      if (hasSignals) process.kill(itsProcess, 'SIGCONT')
    }
    // It answers after all, and the reader is where they were.
    expect(await isReading()).toBe(true)

    await inMain('globalThis.answer = 1')
    await hold(3_600_000)
    await expect.poll(async () => (await clickAndSee()).length, patience).toBe(2)
    // The window is there again, with the library, and answers.
    await expect
      .poll(
        () =>
          inMain<string>(`
            const { webContents } = electron.BrowserWindow.getAllWindows()[0]
            if (webContents.isCrashed() || webContents.isLoading()) return ''
            // A page that is taken away while it is asked never answers.
            const text = webContents.executeJavaScript("document.querySelector('main')?.innerText ?? ''")
            return await Promise.race([text, new Promise((done) => setTimeout(done, 3000, ''))])`),
        { timeout: 60_000 }
      )
      .toContain('A handshake at a long table')
    expect(await isReading()).toBe(false)
  } finally {
    await app.close()
  }
})
