import type { Page } from '@playwright/test'

/** What the window painted while it was watched. */
export interface FrameTimes {
  /** Milliseconds between one animation frame and the next. */
  gaps: number[]
  /** Milliseconds of each task over 50 ms that kept the window from answering. */
  longTasks: number[]
}

interface Watch extends FrameTimes {
  stop(): void
}
type Watched = typeof globalThis & { frameWatch?: Watch }

/** Watches every animation frame of the window until `stopFrames`. */
export async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const gaps: number[] = []
    const longTasks: number[] = []
    let last = 0
    let handle = 0
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) longTasks.push(entry.duration)
    })
    observer.observe({ type: 'longtask' })
    const frame = (now: number) => {
      if (last > 0) gaps.push(now - last)
      last = now
      handle = requestAnimationFrame(frame)
    }
    handle = requestAnimationFrame(frame)
    const watch = {
      gaps,
      longTasks,
      stop() {
        cancelAnimationFrame(handle)
        for (const entry of observer.takeRecords()) longTasks.push(entry.duration)
        observer.disconnect()
      }
    }
    ;(globalThis as Watched).frameWatch = watch
  })
}

/** What was seen since `watchFrames`. */
export function stopFrames(page: Page): Promise<FrameTimes> {
  return page.evaluate(() => {
    const watch = (globalThis as Watched).frameWatch
    if (!watch) throw new Error('Nothing is being watched')
    watch.stop()
    return { gaps: watch.gaps, longTasks: watch.longTasks }
  })
}
