import { useCallback, useEffect, useRef, useState } from 'react'
import type { ReadingPosition } from '../../../../shared/reading.ts'
import type { ArticleId, VersionId } from '../../../../shared/values.ts'
import { useAction } from '../../../lib/use-data.ts'
import { READING_LINE, type ReadingFrame } from '../page/reading-frame.ts'
import { watchShortText } from './watch-short-text.ts'

/**
 * While the page is scrolling it is looked at no more often than this, ms: looking measures, and everything
 * that shows the position is drawn anew.
 */
const LOOK_EVERY = 120
/** The position is stored this long after scrolling ends, ms. */
const SAVE_AFTER = 400

/**
 * Where the reader is: the canonical offset of the first whole line below the bar. Brings a stored position
 * back to the same line, keeps the line when type or width change, and stores it after scrolling.
 *
 * @param start Where to begin: the stored position, or undefined when something else decides (a target).
 */
export function useReadingPosition(options: {
  frame: ReadingFrame | null
  articleId: ArticleId
  versionId: VersionId
  textLength: number
  /** How long reading all of it takes, ms. */
  readingTime: number
  start: ReadingPosition | undefined
}) {
  const { frame, articleId, versionId, textLength, readingTime, start } = options
  const savePosition = useAction('reading.savePosition')
  const [progress, setProgress] = useState(start?.progress ?? 0)
  const [offset, setOffset] = useState(start?.offset ?? 0)
  const settled = useRef(start?.offset ?? 0)
  const stored = useRef({ offset: start?.offset ?? 0, progress: start?.progress ?? 0 })
  const reflowing = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const first = useRef(start)
  /** What is all on screen at once is read only after a while. */
  const isRead = useRef(start?.progress === 1)

  const measure = useCallback(() => {
    if (!frame) return undefined
    const atTop = frame.axis.position < 4
    const visible = frame.firstVisibleOffset()
    if (visible === undefined && !atTop) return undefined
    const from = atTop ? 0 : visible!
    const to = frame.atEnd ? textLength : (frame.lastVisibleOffset() ?? from)
    const left = Math.max(0, textLength - to)
    if (atTop && frame.atEnd && !isRead.current)
      return { offset: from, progress: first.current?.progress ?? 0 }
    return { offset: from, progress: frame.atEnd ? 1 : Math.min(1, from / Math.max(1, from + left)) }
  }, [frame, textLength])

  const save = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = undefined
    const now = { offset: settled.current, progress: latestProgress.current }
    if (now.offset === stored.current.offset && now.progress === stored.current.progress) return
    stored.current = now
    // A position that could not be stored is no reason to disturb: the next scroll stores another.
    void savePosition({ articleId, versionId, ...now }).catch(() => {})
  }, [articleId, versionId, savePosition])
  const latestProgress = useRef(progress)

  const look = useCallback(() => {
    const here = measure()
    if (!here) return false
    settled.current = here.offset
    latestProgress.current = here.progress
    setOffset(here.offset)
    setProgress(here.progress)
    return true
  }, [measure])

  useEffect(() => {
    if (!frame) return
    let waiting = false
    let blind = 0
    let looked = 0
    let pause: ReturnType<typeof setTimeout> | undefined
    const scrolled = () => {
      if (reflowing.current || waiting) return
      waiting = true
      const rest = looked + LOOK_EVERY - performance.now()
      if (rest > 0) pause = setTimeout(lookNextFrame, rest)
      else lookNextFrame()
    }
    const lookNextFrame = () =>
      frame.window.requestAnimationFrame(() => {
        waiting = false
        looked = performance.now()
        if (reflowing.current) return
        // After a jump the sections that came into sight are rendered a frame later: then it looks again.
        if (!look() && ++blind < 20) scrolled()
        else blind = 0
        clearTimeout(timer.current)
        timer.current = setTimeout(() => {
          if (!reflowing.current) look()
          save()
        }, SAVE_AFTER)
      })
    const hidden = () => {
      if (document.visibilityState === 'hidden') save()
    }
    const bring = async (position: ReadingPosition) => {
      reflowing.current = true
      await frame.bringTo(position.offset, READING_LINE)
      reflowing.current = false
      look()
      settled.current = position.offset
    }
    let stopGrowing = () => {}
    const back = async () => {
      const position = first.current
      if (!position || position.offset === 0) return void look()
      // What stands below the last line comes later, and only with it is there room to bring a late line up.
      let length = frame.axis.length
      stopGrowing = frame.onMove(() => {
        if (frame.walking || frame.axis.length <= length) return
        length = frame.axis.length
        // The reader, or another jump, has gone elsewhere.
        if (frame.brought?.offset === position.offset) void bring(position)
        else stopGrowing()
      })
      await bring(position)
    }
    void back()
    frame.document.addEventListener('scroll', scrolled, { passive: true })
    document.addEventListener('visibilitychange', hidden)
    window.addEventListener('pagehide', save)
    const stopArrivals = frame.onArrival(() => frame.complete && scrolled())
    return () => {
      frame.document.removeEventListener('scroll', scrolled)
      document.removeEventListener('visibilitychange', hidden)
      window.removeEventListener('pagehide', save)
      stopArrivals()
      stopGrowing()
      clearTimeout(pause)
      save()
    }
  }, [frame, look, save])

  useEffect(() => {
    if (!frame || isRead.current) return
    return watchShortText(frame.document, readingTime, () => {
      isRead.current = true
      look()
      save()
    })
  }, [frame, readingTime, look, save])

  /**
   * Keeps the line that is being read where it is, after the lines have been made anew. A jump that was just
   * made, or is still on its way, ends where it was going: nobody has looked yet at the lines it passed.
   */
  const keepLine = useCallback(async () => {
    if (!frame) return
    const line = settled.current
    const { offset, place } = frame.brought ?? { offset: line, place: READING_LINE }
    reflowing.current = true
    if (offset > 0) await frame.bringTo(offset, place)
    reflowing.current = false
    if (offset === line) settled.current = line
    else look()
  }, [frame, look])

  return { offset, progress, keepLine, look }
}
