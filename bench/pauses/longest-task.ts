import { readFileSync, rmSync } from 'node:fs'
import type { ElectronApplication } from '@playwright/test'

/** The longest time for which a thread answered nothing, milliseconds. */
export interface LongestTask {
  /** Of its own work: what the thread was given of the processor. */
  work: number
  /** Of the clock, with what other programs took of the processor meanwhile. */
  clock: number
}

interface TraceEvent {
  ph: string
  name: string
  pid: number
  tid: number
  dur?: number
  tdur?: number
  args: { name?: string }
}

/** Begins to write down every task of the window's and main's own threads: of input, timers, styles, layout, paint. */
export async function beginTasks(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ contentTracing }) =>
    contentTracing.startRecording({ included_categories: ['toplevel'], excluded_categories: ['*'] })
  )
}

/**
 * The longest since `beginTasks`. Chromium tells how long a task had the processor: the only figure that says the
 * same on a machine that is busy with other things.
 */
export async function longestTasks(
  electron: ElectronApplication
): Promise<{ window: LongestTask; main: LongestTask }> {
  const { file, main, window } = await electron.evaluate(async ({ contentTracing, BrowserWindow }) => ({
    file: await contentTracing.stopRecording(),
    main: process.pid,
    window: BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId()
  }))
  const { traceEvents } = JSON.parse(readFileSync(file, 'utf8')) as { traceEvents: TraceEvent[] }
  rmSync(file)
  return {
    window: longestOf(traceEvents, window, 'CrRendererMain'),
    main: longestOf(traceEvents, main, 'CrBrowserMain')
  }
}

function longestOf(events: readonly TraceEvent[], process: number, name: string): LongestTask {
  const thread = events.find(
    (one) => one.name === 'thread_name' && one.pid === process && one.args.name === name
  )?.tid
  const longest = { work: 0, clock: 0 }
  let seen = 0
  for (const { ph, name, pid, tid, dur, tdur } of events) {
    if (ph !== 'X' || pid !== process || tid !== thread || !name.endsWith('RunTask')) continue
    seen++
    longest.work = Math.max(longest.work, (tdur ?? 0) / 1000)
    longest.clock = Math.max(longest.clock, (dur ?? 0) / 1000)
  }
  if (seen === 0) throw new Error(`No task of ${name} was written down`)
  return longest
}
