import type { ElectronApplication } from '@playwright/test'

type Histogram = ReturnType<typeof import('node:perf_hooks').monitorEventLoopDelay>
type Watched = typeof globalThis & { mainDelay?: Histogram }

/** Milliseconds by which the main process came too late to what was due. */
export interface MainDelay {
  p50: number
  p99: number
  max: number
}

/** Watches the main process's event loop until `stopMainDelay`; it looks once a millisecond. */
export async function watchMainDelay(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(() => {
    const histogram = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 1 })
    histogram.enable()
    ;(globalThis as Watched).mainDelay = histogram
  })
}

export function stopMainDelay(electron: ElectronApplication): Promise<MainDelay> {
  return electron.evaluate(() => {
    const histogram = (globalThis as Watched).mainDelay
    if (!histogram) throw new Error('Nothing is being watched')
    histogram.disable()
    const at = (percentile: number) => histogram.percentile(percentile) / 1e6
    return { p50: at(50), p99: at(99), max: histogram.max / 1e6 }
  })
}
