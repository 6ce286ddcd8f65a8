import { readdirSync, readFileSync } from 'node:fs'
import type { CDPSession, Page } from '@playwright/test'
import type { RunningApp } from '../../e2e/app.ts'
import { windowAllocators } from './allocators.ts'
import { type Census, heapCensus, listenerCensus, mainHeapCensus } from './census.ts'
import { collectInWorkers } from './workers.ts'

/** What is held at one moment, after both processes collected their garbage. */
export interface Gauge {
  /** Megabytes of JavaScript in main, and of everything its process holds beside the thread that searches. */
  mainHeap: number
  mainResident: number
  /**
   * Megabytes of JavaScript in the thread that searches, which lives as long as main does. It remembers the stems
   * of words up to a limit (analyze-text.ts), and is judged by itself so that its filling is not taken for main's
   * growth, nor hides any.
   */
  searchHeap: number
  /** Megabytes of JavaScript in the window, and of everything its process holds. */
  windowHeap: number
  windowResident: number
  /**
   * Megabytes of the window's process that something holds, as Chromium counts them: JavaScript, Blink's objects,
   * what C++ has taken and not given back, memory shared with other processes. `windowResident` is this and what
   * the allocators keep between it: pages with one object left on them, which come and go.
   */
  windowHeld: number
  /** Megabytes of the programs' own files that are in memory because they ran: the system drops them as it likes. */
  mainProgram: number
  windowProgram: number
  nodes: number
  documents: number
  listeners: number
  mainListeners: number
  mainResources: number
  files: number
  processes: number
}

export const gaugeNames = [
  'mainHeap',
  'mainResident',
  'searchHeap',
  'windowHeap',
  'windowResident',
  'windowHeld',
  'mainProgram',
  'windowProgram',
  'nodes',
  'documents',
  'listeners',
  'mainListeners',
  'mainResources',
  'files',
  'processes'
] as const satisfies readonly (keyof Gauge)[]

/** Told, and not judged. */
export const onlyTold: readonly (keyof Gauge)[] = ['mainProgram', 'windowProgram']

/** Of Chromium's count, what is in use; JavaScript is counted by itself. */
const liveMemory = [
  'malloc/allocated_objects',
  'partition_alloc/allocated_objects',
  'blink_gc/main/allocated_objects',
  'shared_memory'
]

const MB = 1024 * 1024
/** Milliseconds between two looks, how many in a row that show nothing given back are enough, and how many there are. */
const TURN_MS = 400
const SETTLED = 5
const MOST_TURNS = 15

/** Megabytes of a process: its own, shared with others included, and of files that lie on the disk anyway. */
function residentOf(pid: number): { own: number; files: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const of = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024
  return { own: of('RssAnon') + of('RssShmem'), files: of('RssFile') }
}

export interface Gauges {
  read(): Promise<Gauge>
  /** Seconds of the processor since the start: main with its threads, and the window's own thread. */
  busy(): Promise<{ main: number; window: number }>
  /**
   * Seconds of the processor that the same work takes main just now, whatever the app holds: what a machine busy
   * with other things makes dearer, it makes dearer for this too.
   */
  sameWork(): Promise<number>
  /**
   * What is held, by name: bytes of the heaps of window and main, the window's listeners, and what took the memory
   * of the window's process. Takes seconds.
   */
  census(): Promise<{ heap: Census; mainHeap: Census; listeners: Census; allocators: Census }>
}

/** What of Playwright's insides is used below: none of it is promised, and the version is exact. */
interface InsidePlaywright {
  _connection?: {
    toImpl?(page: Page): {
      delegate?: { _mainFrameSession?: { _client?: { send(method: string): Promise<unknown> } } }
    }
  }
}

/**
 * Playwright lets the inspector write down what the window loads. The inspector keeps all of it in the window's
 * process, every article that was ever opened, up to 200 MB: a leak of the test's own, told apart by opening
 * articles with and without it. Nothing of the soak needs it.
 * @returns whether it could be stopped
 */
async function keepNoLoads(page: Page): Promise<boolean> {
  const client = (page as unknown as InsidePlaywright)._connection?.toImpl?.(page)?.delegate
    ?._mainFrameSession?._client
  if (!client) return false
  await client.send('Network.disable')
  return true
}

export async function openGauges({ electron, page, folder }: RunningApp): Promise<Gauges> {
  const inspector: CDPSession = await page.context().newCDPSession(page)
  if (!(await keepNoLoads(page)))
    console.log('  the inspector keeps what the window loads: that grows, and is none of the app’s')
  // The processor's time, not the clock's: other work on the machine is not to count.
  await inspector.send('Performance.enable', { timeDomain: 'threadTicks' })
  const metrics = async () => {
    const { metrics: list } = await inspector.send('Performance.getMetrics')
    return Object.fromEntries(list.map(({ name, value }) => [name, value]))
  }
  const pids = await electron.evaluate(({ BrowserWindow }) => ({
    main: process.pid,
    window: BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId()
  }))
  /**
   * Waits until the processes have given back what they no longer hold, which they do when they find the time: after
   * 300 ms on a busy machine the window's had 20 MB more than four seconds later.
   */
  const settle = async () => {
    const own = () => residentOf(pids.main).own + residentOf(pids.window).own
    await page.waitForTimeout(300)
    if (process.platform !== 'linux') return
    let least = own()
    for (let quiet = 0, turn = 0; quiet < SETTLED && turn < MOST_TURNS; turn++) {
      await page.waitForTimeout(TURN_MS)
      const now = own()
      quiet = now < least - 0.5 ? 0 : quiet + 1
      least = Math.min(least, now)
    }
  }
  const collect = async () => {
    const workers = await collectInWorkers(electron)
    for (let turn = 0; turn < 2; turn++) {
      await inspector.send('HeapProfiler.collectGarbage')
      await electron.evaluate(() => {
        process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc')
        process.getBuiltinModule('node:vm').runInNewContext('gc')()
      })
      await page.waitForTimeout(200)
    }
    // What is merely kept for later (decoded pictures, free pages of the allocators) is given back, as it is
    // when the machine runs short: what stays is held.
    await inspector.send('Memory.simulatePressureNotification', { level: 'critical' })
    await settle()
    return workers
  }
  return {
    async census() {
      await collect()
      return {
        heap: await heapCensus(inspector),
        mainHeap: await mainHeapCensus(electron, folder),
        listeners: await listenerCensus(inspector),
        allocators: await windowAllocators(electron)
      }
    },
    async busy() {
      const main = await electron.evaluate(() => {
        const { user, system } = process.cpuUsage()
        return (user + system) / 1e6
      })
      return { main, window: (await metrics()).TaskDuration! }
    },
    async sameWork() {
      return electron.evaluate(() => {
        const { createHash } = process.getBuiltinModule('node:crypto')
        const start = process.threadCpuUsage()
        let found = 0
        for (let turn = 0; turn < 4; turn++) {
          const rows = Array.from({ length: 3000 }, (_, at) => ({
            id: `row ${at}`,
            at,
            words: 'harbour lamp '.repeat(8)
          }))
          const words = JSON.stringify(rows)
          const back = new Map((JSON.parse(words) as typeof rows).map((row) => [row.id, row]))
          for (const row of rows) found += back.get(row.id)!.words.toUpperCase().length
          found += createHash('sha256').update(words).digest()[0]!
        }
        const { user, system } = process.threadCpuUsage(start)
        return found > 0 ? (user + system) / 1e6 : 0
      })
    },
    async read() {
      const workers = await collect()
      const main = await electron.evaluate(({ app, ipcMain, nativeTheme, powerMonitor, BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows()
        const emitters = [
          process,
          app,
          ipcMain,
          nativeTheme,
          powerMonitor,
          window!,
          window!.webContents,
          window!.webContents.session
        ] as unknown as NodeJS.EventEmitter[]
        let listeners = 0
        for (const one of emitters) for (const name of one.eventNames()) listeners += one.listenerCount(name)
        const metrics = app.getAppMetrics()
        const pid = window!.webContents.getOSProcessId()
        return {
          pid: process.pid,
          windowPid: pid,
          heap: process.memoryUsage().heapUsed + process.memoryUsage().external,
          resident: metrics.find((one) => one.pid === process.pid)!.memory.workingSetSize,
          windowResident: metrics.find((one) => one.pid === pid)!.memory.workingSetSize,
          listeners,
          resources: process.getActiveResourcesInfo().length,
          processes: metrics.length
        }
      })
      const inside = await metrics()
      const taken = await windowAllocators(electron)
      const held = liveMemory.reduce((sum, name) => sum + (taken.get(name) ?? 0), 0)
      const searchHeap = (workers.find(({ name }) => name === 'search')?.bytes ?? 0) / MB
      // Elsewhere the two are not told apart.
      const [its, ofWindow] =
        process.platform === 'linux'
          ? [residentOf(main.pid), residentOf(main.windowPid)]
          : [main.resident, main.windowResident].map((kilobytes) => ({ own: kilobytes / 1024, files: 0 }))
      return {
        mainHeap: main.heap / MB,
        mainResident: its!.own - searchHeap,
        searchHeap,
        windowHeap: inside.JSHeapUsedSize! / MB,
        windowResident: ofWindow!.own,
        windowHeld: (held + inside.JSHeapUsedSize!) / MB,
        mainProgram: its!.files,
        windowProgram: ofWindow!.files,
        nodes: inside.Nodes!,
        documents: inside.Documents!,
        listeners: inside.JSEventListeners!,
        mainListeners: main.listeners,
        mainResources: main.resources,
        files: process.platform === 'linux' ? readdirSync(`/proc/${main.pid}/fd`).length : 0,
        processes: main.processes
      }
    }
  }
}
