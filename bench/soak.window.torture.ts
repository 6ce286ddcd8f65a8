/**
 * Uses the real app for a long time and looks whether it gets heavier or slower:
 *   npm run torture -- soak [actions, 10000 by default] [seed] [articles, 20000 by default]
 * Opening, scrolling, highlighting, writing notes, searching, making and answering cards, importing,
 * deleting, taking back, notebooks, themes and panels in a random order on a large library.
 * After the first tenth (1,000 of 10,000), what main and the window hold may grow by less than a tenth until the
 * end, and the processor's work for an action may not grow; of its JavaScript what is not code, counted in
 * snapshots of both heaps, in a short run too. A control
 * does the same with a leak in each process: the same look must find both.
 */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import Sqlite from 'better-sqlite3'
import { type RunningApp, startApp } from '../e2e/app.ts'
import { percentile } from './search/collections.ts'
import { random } from './search/synthetic.ts'
import { type Census, growthOf, withoutCode } from './soak/census.ts'
import { type Gauge, gaugeNames, onlyTold, openGauges } from './soak/gauges.ts'
import { beginProfile, endProfile } from './soak/main-profile.ts'
import { clear, readerActions } from './soak/reader-actions.ts'
import { soakLibrary } from './soak/soak-library.ts'
import { beginWitness, witnessed } from './soak/witness.ts'

/** Growth that is still flat. */
const FLAT = 0.1
/**
 * In a run too short to get past the first 1,000 actions, the window is still filling: there growth of 30 % is judged,
 * and such a run proves less.
 */
const FILLING = 0.3
const fills: readonly (keyof Gauge)[] = ['windowHeap', 'windowResident', 'windowHeld', 'listeners']
/** Things more that may be there by chance: a timer at work, a file being read. */
const CHANCE: Partial<Record<keyof Gauge, number>> = {
  documents: 2,
  listeners: 45,
  nodes: 500,
  mainListeners: 5,
  mainResources: 8,
  files: 8,
  processes: 1,
  // Megabytes that fill with answers kept for some minutes; a leak goes on beyond them.
  mainHeap: 4,
  windowHeap: 4,
  // 200,000 words are remembered at most, each with its stem: about 150 bytes, as a snapshot of the thread showed.
  searchHeap: 30
}
/** How much more of the processor an action may cost at the end, against the same work done beside it. */
const SLOWER = 1.2

interface Soak {
  gauges: Gauge[]
  /** Milliseconds of each action, by its name, in order. */
  times: { name: string; took: number }[]
  /** Milliseconds of the processor an action took, and the same work took beside it, by block. */
  busy: { main: number; window: number; same: number }[]
  failed: string[]
  /** Milliseconds main was in each of its functions, early and late. */
  early?: Map<string, number>
  late?: Map<string, number>
}

const total = Number(process.argv[2] ?? 10_000)
const seed = Number(process.argv[3] ?? 1)
const articles = Number(process.argv[4] ?? 20_000)
if (!(total >= 200) || !Number.isInteger(seed)) throw new Error('Give at least 200 actions and a whole seed')
if (!(articles >= 100)) throw new Error('Give at least 100 articles')
const began = performance.now()
const seconds = () => `${Math.round((performance.now() - began) / 1000)} s`
const failures: string[] = []

const library = await soakLibrary(articles)
const whole = await soak(total, false)
console.log(
  `${whole.times.length} actions on ${articles} articles, ${whole.failed.length} went wrong (${seconds()})`
)
for (const line of whole.failed.slice(0, 10)) console.log(`    ${line}`)
if (whole.failed.length > whole.times.length / 200) failures.push('too many actions went wrong')
const grown = judge(whole.gauges, true)
for (const name of ['mainResident', 'windowResident', 'windowHeld'] as const)
  console.log(`    ${name} in the second half: ${trend(whole.gauges, name)}`)
failures.push(...grown)
slower(whole)

const leaky = await soak(Math.max(120, Math.round(total / 25)), true)
const found = judge(leaky.gauges, false)
console.log(
  `  control, ${leaky.times.length} actions with a leak in each process: ${found.length > 0 ? `found, ${found.join('; ')}` : 'NOT FOUND'} (${seconds()})`
)
for (const name of ['mainHeap', 'windowHeap', 'listeners', 'nodes', 'mainListeners', 'files'])
  if (!found.some((line) => line.startsWith(`${name} `)))
    failures.push(`the look does not see a leak of ${name}`)

console.log(
  failures.length === 0
    ? `flat${total < 5000 ? ' as far as so short a run shows,' : ''} after ${seconds()}`
    : `FAILED: ${failures.join('; ')}`
)
process.exit(failures.length === 0 ? 0 : 1)

async function soak(actions: number, leaks: boolean): Promise<Soak> {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-soak-'))
  cpSync(library, join(folder, 'library'), { recursive: true })
  const db = new Sqlite(join(folder, 'library', 'library.sqlite'), { readonly: true })
  const ids = db.prepare<[], string>('SELECT id FROM articles ORDER BY id').pluck().all()
  db.close()
  const app = await startApp({ folder })
  const outcome: Soak = { gauges: [], times: [], busy: [], failed: [] }
  try {
    await app.page.getByRole('main').waitFor({ timeout: 60_000 })
    // The first start looks the library through; that is not what is measured.
    await app.page.waitForTimeout(3000)
    const gauges = await openGauges(app)
    await beginWitness(app.page)
    const reader = readerActions(app, ids, random(seed))
    const block = Math.max(20, Math.round(actions / 40))
    let first: Awaited<ReturnType<typeof gauges.census>> | undefined
    while (outcome.times.length < actions) {
      // The first block that is judged and the last are looked into, which costs work: they are not compared.
      const isEarly = outcome.early === undefined && outcome.busy.length === 4
      const isLooked = !leaks && (isEarly || outcome.times.length + block >= actions)
      if (isLooked) await beginProfile(app.electron)
      const before = await gauges.busy()
      const same: number[] = []
      for (let at = 0; at < block; at++) {
        if (at % 10 === 0) same.push(await gauges.sameWork())
        const start = performance.now()
        let name = 'failed'
        try {
          name = await reader.next()
        } catch (error) {
          outcome.failed.push(
            `${outcome.times.length}: ${String(error).split('\n').slice(0, 3).join(' ').slice(0, 300)}`
          )
          if (!leaks) await keepFailure(app, outcome.times.length)
          await clear(app.page)
        }
        outcome.times.push({ name, took: performance.now() - start })
        if (leaks) await leak(app)
      }
      const after = await gauges.busy()
      const control = same.reduce((sum, one) => sum + one, 0)
      if (isLooked) outcome[isEarly ? 'early' : 'late'] = await endProfile(app.electron)
      else
        outcome.busy.push({
          main: (1000 * (after.main - before.main - control)) / block,
          window: (1000 * (after.window - before.window)) / block,
          same: 1000 * percentile(same, 0.5)
        })
      await reader.rest()
      outcome.gauges.push(await gauges.read())
      if (!leaks && outcome.gauges.length % 4 === 0) tell(outcome)
      if (!leaks && outcome.times.length >= actions / 10) first ??= await gauges.census()
    }
    if (first) {
      const last = await gauges.census()
      compare(first.heap, last.heap, 'window')
      compare(first.mainHeap, last.mainHeap, 'main')
      console.log('what is held more of than after the first tenth:')
      for (const line of growthOf(first.heap, last.heap, 12)) console.log(`    window, bytes of ${line}`)
      for (const line of growthOf(first.mainHeap, last.mainHeap, 12))
        console.log(`    main, bytes of ${line}`)
      for (const line of growthOf(first.allocators, last.allocators, 12))
        console.log(`    window, bytes taken by ${line}`)
      for (const line of growthOf(first.listeners, last.listeners, 12))
        console.log(`    window, listeners of ${line}`)
    }
    if (app.complaints.length > 0)
      outcome.failed.push(...app.complaints.map((one) => `said: ${one.slice(0, 200)}`))
  } finally {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return outcome
}

/** What the window showed when an action went wrong, and what led to it, in `out/bench/`. */
async function keepFailure({ page }: RunningApp, at: number): Promise<void> {
  const path = resolve(import.meta.dirname, '../out/bench', `soak-failed-${seed}-${at}`)
  await page.screenshot({ path: `${path}.png` }).catch(() => {})
  await witnessed(page)
    .then((lines) => writeFileSync(`${path}.txt`, lines))
    .catch(() => {})
}

/** What a process holds beside its code may not grow, however short the run. */
function compare(first: Census, last: Census, name: string): void {
  const [from, to] = [withoutCode(first), withoutCode(last)]
  const line = `objects of ${name}, without code, from ${(from / 2 ** 20).toFixed(2)} to ${(to / 2 ** 20).toFixed(2)} MB (${((to / from - 1) * 100).toFixed(1)} %)`
  console.log(line)
  if (to > from * (1 + FLAT)) failures.push(line)
}

type Leaking = typeof globalThis & { leaked?: unknown[] }

/** What a careless change would do: a listener that stays, an element that is kept, a file that is not closed. */
async function leak({ electron, page }: RunningApp): Promise<void> {
  await page.evaluate(() => {
    const all = globalThis as Leaking
    all.leaked ??= []
    const kept = all.leaked
    const element = document.createElement('div')
    for (let at = 0; at < 20; at++) element.append(document.createElement('p'))
    const words = Array.from({ length: 5000 }, (_, at) => `${at} ${kept.length}`)
    kept.push(element, words)
    for (let at = 0; at < 4; at++) window.addEventListener('leak', () => kept.length)
  })
  await electron.evaluate(({ app }) => {
    const all = globalThis as Leaking
    all.leaked ??= []
    const kept = all.leaked
    kept.push(Array.from({ length: 5000 }, (_, at) => `${at} ${kept.length}`))
    app.setMaxListeners(0)
    app.on('leak' as never, () => kept.length)
    if (kept.length % 4 === 0) process.getBuiltinModule('node:fs').openSync(process.execPath, 'r')
  })
}

/** What grew by more than it may between the first tenth and the end, as lines that begin with its name. */
function judge(gauges: readonly Gauge[], shown: boolean): string[] {
  const skip = Math.max(1, Math.round(gauges.length / 10))
  const middle = (some: readonly Gauge[], name: keyof Gauge) =>
    percentile(
      some.map((one) => one[name]),
      0.5
    )
  const rest = gauges.slice(skip)
  const part = Math.max(1, Math.min(4, Math.floor(rest.length / 3)))
  const grown: string[] = []
  for (const name of gaugeNames) {
    const first = middle(rest.slice(0, part), name)
    const last = middle(rest.slice(-part), name)
    const growth = first === 0 ? 0 : last / first - 1
    const line = `${name} from ${first.toFixed(1)} to ${last.toFixed(1)} (${growth >= 0 ? '+' : ''}${(growth * 100).toFixed(1)} %)`
    if (shown) console.log(`    ${line}`)
    const most = total < 5000 && fills.includes(name) ? FILLING : FLAT
    if (!onlyTold.includes(name) && growth >= most && last - first > (CHANCE[name] ?? 0)) grown.push(line)
  }
  return grown
}

/** A line through the second half: what it rises by from there to the end, and how far single looks lie from it. */
function trend(gauges: readonly Gauge[], name: keyof Gauge): string {
  const half = gauges.slice(Math.floor(gauges.length / 2)).map((one) => one[name])
  const mean = half.reduce((sum, one) => sum + one, 0) / half.length
  const middle = (half.length - 1) / 2
  const slope =
    half.reduce((sum, one, at) => sum + (at - middle) * (one - mean), 0) /
    half.reduce((sum, _, at) => sum + (at - middle) ** 2, 0)
  const off = Math.sqrt(
    half.reduce((sum, one, at) => sum + (one - mean - slope * (at - middle)) ** 2, 0) / half.length
  )
  const rise = (slope * (half.length - 1)) / mean
  return `${rise >= 0 ? '+' : ''}${(rise * 100).toFixed(1)} % by the line through ${half.length} looks, which lie ${off.toFixed(1)} MB from it; least ${Math.min(...half).toFixed(1)}, most ${Math.max(...half).toFixed(1)} MB`
}

/** Early and late: how long actions took, and what they cost the processor. */
function slower({ times, busy, early, late }: Soak): void {
  const rest = times.slice(Math.round(times.length / 10))
  const quarter = Math.floor(rest.length / 4)
  const p95 = (some: readonly { took: number }[]) =>
    percentile(
      some.map(({ took }) => took),
      0.95
    )
  console.log(
    `p95 of an action: ${p95(rest.slice(0, quarter)).toFixed(0)} ms early, ${p95(rest.slice(-quarter)).toFixed(0)} ms late (of the clock; ${availableParallelism()} cores, load ${loadavg()[0]!.toFixed(1)})`
  )
  for (const name of [...new Set(rest.map((one) => one.name))].sort()) {
    const some = rest.filter((one) => one.name === name)
    const part = Math.floor(some.length / 4)
    if (part < 5) continue
    console.log(
      `    ${name}: ${some.length} times, p95 ${p95(some.slice(0, part)).toFixed(0)} ms early, ${p95(some.slice(-part)).toFixed(0)} ms late`
    )
  }
  const blocks = busy.slice(Math.max(1, Math.round(busy.length / 10)))
  const part = Math.max(1, Math.floor(blocks.length / 4))
  const middle = (some: Soak['busy'], of: (one: Soak['busy'][number]) => number) =>
    percentile(some.map(of), 0.5)
  const [first, last] = [blocks.slice(0, part), blocks.slice(-part)]
  const control = (one: Soak['busy'][number]) => one.same
  console.log(
    `processor for the same work: ${middle(first, control).toFixed(1)} ms early, ${middle(last, control).toFixed(1)} ms late`
  )
  for (const name of ['main', 'window'] as const) {
    const work = (one: Soak['busy'][number]) => one[name]
    // Each block against the same work beside it: a machine busy with other things makes both dearer.
    const cost = (one: Soak['busy'][number]) => one[name] / one.same
    const growth = middle(last, cost) / middle(first, cost)
    console.log(
      `processor of ${name} for an action: ${middle(first, work).toFixed(1)} ms early, ${middle(last, work).toFixed(1)} ms late; ${middle(first, cost).toFixed(2)} and ${middle(last, cost).toFixed(2)} times the same work (${((growth - 1) * 100).toFixed(1)} %)`
    )
    // Blocks of a few dozen actions are as dear as what happens to be in them.
    if (growth > SLOWER && total >= 1000) failures.push(`an action costs ${name} more at the end`)
  }
  console.log('main was in, of the milliseconds of a block early and late:')
  for (const line of growthOf(early ?? new Map(), late ?? new Map(), 12)) console.log(`    ${line}`)
}

function tell({ gauges, times }: Soak): void {
  const last = gauges.at(-1)!
  console.log(
    `  ${times.length}: main ${last.mainHeap.toFixed(1)} MB of ${last.mainResident.toFixed(0)}, search ${last.searchHeap.toFixed(1)} MB, window ${last.windowHeap.toFixed(1)} MB of ${last.windowHeld.toFixed(1)} held and ${last.windowResident.toFixed(0)} in all, ${last.nodes} nodes, ${last.listeners} listeners, ${last.mainListeners} in main, ${last.files} files (${seconds()})`
  )
}
