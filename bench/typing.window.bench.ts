/**
 * Whether the window keeps up while one types into the search box, in the built app:
 *   npm run bench -- typing            a library of 10,000 articles
 *   npm run bench -- typing 100000     another size
 * The same typing with search switched off (main answers at once with nothing) shows what a key costs in
 * any case on this machine; rounds with and without alternate, so that both meet the same minutes.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CDPSession, ElectronApplication, Page } from '@playwright/test'
import { startApp } from '../e2e/app.ts'
import { CALL_CHANNEL } from '../src/shared/bridge.ts'
import { percentile, table } from './search/collections.ts'
import { stopFrames, watchFrames } from './window/frame-times.ts'
import { type MainDelay, stopMainDelay, watchMainDelay } from './window/main-delay.ts'
import { RARE_WORD, seededLibrary } from './window/seeded-library.ts'

const DEFAULT_SIZE = 10_000
/** Pairs of rounds that count; one more warms up. */
const ROUNDS = 8
/** Milliseconds from key to key: somebody who types fast, at about 100 words a minute. */
const PACE = 110
/** A frame later than this is one that a reader sees. */
const DROPPED = 50

interface Round {
  /** Milliseconds of the processor that the window's own thread took; other work on the machine does not count. */
  busy: number
  gaps: number[]
  longTasks: number[]
  main: MainDelay
  /** Milliseconds from each key to the frame that shows its results; keys overtaken by the next have none. */
  answers: number[]
}

type Watched = typeof globalThis & {
  answerTimes?: { times: number[]; stop(): void }
  realHandler?: unknown
}

/** Notes for each key when the results of what then stood in the box were on screen. */
async function watchAnswers(page: Page): Promise<void> {
  await page.evaluate(() => {
    const field = document.querySelector<HTMLInputElement>('.search-field input')
    if (!field) throw new Error('There is no search box')
    const times: number[] = []
    let keyAt = 0
    let waiting: number | undefined
    let handle = 0
    const onKey = (event: KeyboardEvent) => {
      keyAt = event.timeStamp
    }
    const onInput = () => {
      waiting = keyAt
    }
    const frame = () => {
      if (
        waiting !== undefined &&
        document.querySelector('.results')?.getAttribute('aria-busy') === 'false'
      ) {
        times.push(performance.now() - waiting)
        waiting = undefined
      }
      handle = requestAnimationFrame(frame)
    }
    handle = requestAnimationFrame(frame)
    field.addEventListener('keydown', onKey, { capture: true })
    field.addEventListener('input', onInput, { capture: true })
    ;(globalThis as Watched).answerTimes = {
      times,
      stop() {
        cancelAnimationFrame(handle)
        field.removeEventListener('keydown', onKey, { capture: true })
        field.removeEventListener('input', onInput, { capture: true })
      }
    }
  })
}

const stopAnswers = (page: Page) =>
  page.evaluate(() => {
    const watch = (globalThis as Watched).answerTimes
    watch?.stop()
    return watch?.times ?? []
  })

/** Takes the window's calls away from the app, or gives them back. */
const switchSearch = (electron: ElectronApplication, on: boolean) =>
  electron.evaluate(
    ({ ipcMain }, [channel, back]) => {
      const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, unknown> }
      const kept = globalThis as Watched
      kept.realHandler ??= handlers.get(channel)
      ipcMain.removeHandler(channel)
      if (back) {
        handlers.set(channel, kept.realHandler)
        return
      }
      ipcMain.handle(channel, (_event, method) => {
        if (method === 'search.query')
          return {
            ok: true,
            json: JSON.stringify({ hits: [], cut: false, corrected: null, pending: 0, tookMs: 0 })
          }
        if (method === 'search.status')
          return { ok: true, json: JSON.stringify({ state: 'ready', pending: 0, indexed: 0 }) }
        return { ok: false, error: { code: 'busy', message: 'Switched off' } }
      })
    },
    [CALL_CHANNEL, on] as const
  )

/** Processor time of the window's thread so far, in ms. */
async function busyTime(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
}

async function typeOnce(
  electron: ElectronApplication,
  page: Page,
  devtools: CDPSession,
  on: boolean
): Promise<Round> {
  const field = page.locator('.search-field input')
  await field.fill('')
  await switchSearch(electron, on)
  // What emptying the box drew must not count.
  await page.waitForTimeout(300)
  await watchFrames(page)
  await watchAnswers(page)
  await watchMainDelay(electron)
  const before = await busyTime(devtools)
  await page.keyboard.type(RARE_WORD, { delay: PACE })
  await page.locator('.results[aria-busy="false"]').waitFor({ state: 'attached', timeout: 120_000 })
  await page.waitForTimeout(200)
  const busy = (await busyTime(devtools)) - before
  const main = await stopMainDelay(electron)
  const answers = await stopAnswers(page)
  const { gaps, longTasks } = await stopFrames(page)
  if (on && (await page.locator('.result').count()) === 0) throw new Error('Search found nothing')
  await switchSearch(electron, true)
  return { busy, gaps, longTasks, main, answers }
}

const size = Number(process.argv[2] ?? DEFAULT_SIZE)
if (!Number.isInteger(size) || size < 1) throw new Error(`Not a number of articles: ${process.argv[2]}`)
console.log(`A library of ${size} articles`)
const library = await seededLibrary(size)
const home = mkdtempSync(join(tmpdir(), 'lectern-bench-'))
const app = await startApp({ folder: home, env: { LECTERN_LIBRARY: library } })
const rounds: Record<'on' | 'off', Round[]> = { on: [], off: [] }
try {
  await app.page.getByRole('main').waitFor({ timeout: 120_000 })
  await app.page.keyboard.press('ControlOrMeta+3')
  await app.page.locator('.search-field input').waitFor()
  const devtools = await app.page.context().newCDPSession(app.page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  for (let round = 0; round <= ROUNDS; round++) {
    const on = await typeOnce(app.electron, app.page, devtools, true)
    const off = await typeOnce(app.electron, app.page, devtools, false)
    if (round === 0) continue
    rounds.on.push(on)
    rounds.off.push(off)
  }
} finally {
  await app.close()
  rmSync(home, { recursive: true, force: true })
}

function figures(all: readonly Round[]): number[] {
  const gaps = all.flatMap((round) => round.gaps)
  const answers = all.flatMap((round) => round.answers)
  return [
    all.reduce((sum, round) => sum + round.busy, 0) / (all.length * RARE_WORD.length),
    Math.max(...gaps),
    percentile(gaps, 0.95),
    percentile(answers, 0.5),
    percentile(answers, 0.95),
    percentile(
      all.map((round) => round.main.p99),
      0.5
    ),
    Math.max(...all.map((round) => round.main.max))
  ]
}
const counts = (all: readonly Round[]) => [
  String(all.flatMap((round) => round.gaps).filter((gap) => gap > DROPPED).length),
  String(all.flatMap((round) => round.longTasks).length),
  `${all.flatMap((round) => round.answers).length} / ${all.length * RARE_WORD.length}`
]
const [on, off] = [figures(rounds.on), figures(rounds.off)]
const shown = (values: readonly number[]) => values.map((value) => value.toFixed(1))
console.log(
  `“${RARE_WORD}” typed ${ROUNDS} times, ${PACE} ms from key to key; times in ms. A frame is due every 16.7.\n` +
    `Busy: processor time of the window’s thread. Load average ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors.`
)
table(
  [
    'typing with',
    'window busy a key',
    'worst frame',
    'p95 frame',
    'key to results p50',
    'p95',
    'main late p99',
    'worst',
    `frames > ${DROPPED}`,
    'long tasks',
    'keys answered'
  ],
  [
    ['search', ...shown(on), ...counts(rounds.on)],
    ['search switched off', ...shown(off), ...counts(rounds.off)],
    ['ratio', ...on.map((value, at) => `${(value / (off[at] ?? 1)).toFixed(2)} x`)]
  ]
)
const dropped = rounds.on.flatMap((round) => round.gaps).filter((gap) => gap > DROPPED).length
const anyway = rounds.off.flatMap((round) => round.gaps).filter((gap) => gap > DROPPED).length
console.log(
  `No frame over ${DROPPED} ms: ${dropped === 0 ? 'held' : `missed ${dropped} times`} (without search ${anyway === 0 ? 'held' : `missed ${anyway} times`})`
)
