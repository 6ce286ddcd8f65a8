import { useEffect } from 'react'
import { ReadingClock } from '../../../../shared/reading-clock.ts'
import { MOST_TOLD } from '../../../../shared/statistics.ts'
import type { ArticleId } from '../../../../shared/values.ts'
import { invoke } from '../../../lib/invoke.ts'
import type { ReadingFrame } from '../page/reading-frame.ts'

/** Told to main this often, ms; a crash loses no more than this. */
const TELL_EVERY = 30_000

/** Signs of a reader in the page. */
const signs = ['scroll', 'keydown', 'pointerdown', 'pointermove', 'wheel', 'selectionchange'] as const

/** Counts how long the open article is read, while the window is in front and somebody is there. */
export function useReadingClock(frame: ReadingFrame | null, articleId: ArticleId, enabled: boolean): void {
  useEffect(() => {
    if (!frame || !enabled) return
    const clock = new ReadingClock()
    const isInFront = () => document.visibilityState === 'visible' && document.hasFocus()
    const see = () => {
      if (isInFront()) clock.see(Date.now())
    }
    const tell = () => {
      const ms = Math.min(MOST_TOLD, clock.take())
      // What cannot be kept (a read-only disk) is no reason to disturb.
      if (ms > 0) void invoke('statistics.addReading', { articleId, ms }).catch(() => {})
    }
    const leave = () => {
      // The frame taking the focus from the window around it is no leaving.
      if (isInFront()) return
      clock.leave(Date.now())
      tell()
    }
    see()
    const { document: page, window: view } = frame
    for (const sign of signs) page.addEventListener(sign, see, { passive: true, capture: true })
    for (const target of [window, view]) {
      target.addEventListener('focus', see)
      target.addEventListener('blur', leave)
    }
    window.addEventListener('keydown', see, { capture: true })
    window.addEventListener('pointerdown', see, { capture: true })
    document.addEventListener('visibilitychange', leave)
    const timer = setInterval(tell, TELL_EVERY)
    return () => {
      clearInterval(timer)
      for (const sign of signs) page.removeEventListener(sign, see, { capture: true })
      for (const target of [window, view]) {
        target.removeEventListener('focus', see)
        target.removeEventListener('blur', leave)
      }
      window.removeEventListener('keydown', see, { capture: true })
      window.removeEventListener('pointerdown', see, { capture: true })
      document.removeEventListener('visibilitychange', leave)
      see()
      clock.leave(Date.now())
      tell()
    }
  }, [frame, articleId, enabled])
}
