import { useCallback, useEffect, useRef } from 'react'
import type { Settings } from '../../../../shared/settings.ts'
import type { ReadingFrame } from '../page/reading-frame.ts'
import { CurrentParagraph } from './current-paragraph.ts'
import { Pager } from './pager.ts'
import { ReadingRuler } from './reading-ruler.ts'

/** Arrow keys and what they mean along the text, before the page's direction is asked. */
const arrows: Record<string, 1 | -1> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }

/** Pages, the ruler and focus mode, as the settings say, and their keys. */
export function useReadingAids(frame: ReadingFrame | null, settings: Settings) {
  const { pageMode, focusMode, ruler, vertical } = settings
  const pager = useRef<Pager | null>(null)
  const paragraph = useRef<CurrentParagraph | null>(null)
  const band = useRef<ReadingRuler | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: turned on its side, the page is another page
  useEffect(() => {
    if (!frame || pageMode !== 'pages') return
    const made = new Pager(frame)
    pager.current = made
    return () => {
      made.close()
      pager.current = null
    }
  }, [frame, pageMode, vertical])

  // biome-ignore lint/correctness/useExhaustiveDependencies: as above; pages hold the paragraph elsewhere
  useEffect(() => {
    if (!frame || !focusMode) return
    const made = new CurrentParagraph(frame)
    paragraph.current = made
    return () => {
      made.close()
      paragraph.current = null
    }
  }, [frame, focusMode, pageMode, vertical])

  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useEffect(() => {
    if (!frame || !ruler) return
    const made = new ReadingRuler(frame, pageMode === 'pages' ? (by) => pager.current?.turn(by) : undefined)
    band.current = made
    return () => {
      made.close()
      band.current = null
    }
  }, [frame, ruler, pageMode, vertical])

  const turn = useCallback((by: 1 | -1) => pager.current?.turn(by), [])

  /** Keys of the page; true when it took one. */
  const onKey = useCallback(
    (event: KeyboardEvent): boolean => {
      if (!frame || event.ctrlKey || event.metaKey || event.altKey) return false
      const target = event.target as Element
      if (target.closest('a[href], button, [role="button"]') && (event.key === ' ' || event.key === 'Enter'))
        return false
      const page = frame.document.documentElement
      const { axis } = frame
      const sideways = event.key === 'ArrowLeft' || event.key === 'ArrowRight'
      // A wide table or listing that has the focus scrolls itself.
      const scroller = target.closest('pre, table, .math')
      if (sideways && scroller && scroller.scrollWidth > scroller.clientWidth) return false
      const backwards =
        axis.writing === 'vertical-rl'
          ? sideways
          : axis.writing === 'horizontal' && sideways && page.dir === 'rtl'
      const by = arrows[event.key]
      if (by && !event.shiftKey) {
        const along = backwards ? (by === 1 ? -1 : 1) : by
        const across = axis.writing === 'horizontal' ? sideways : !sideways
        if (!across && band.current) band.current.step(along)
        else if (!across && paragraph.current) paragraph.current.step(along)
        else if (pager.current) pager.current.turn(along)
        else if (axis.writing !== 'horizontal' && !across) axis.scrollTo(axis.position + along * 60)
        else return false
        return true
      }
      const page1 =
        event.key === 'PageDown' || (event.key === ' ' && !event.shiftKey)
          ? 1
          : event.key === 'PageUp' || (event.key === ' ' && event.shiftKey)
            ? -1
            : undefined
      if (page1) {
        if (pager.current) pager.current.turn(page1)
        else if (axis.writing !== 'horizontal') axis.scrollTo(axis.position + page1 * (axis.extent - 96))
        else return false
        return true
      }
      if (event.key === 'Home' && !event.shiftKey && (pager.current || axis.writing !== 'horizontal')) {
        axis.scrollTo(0)
        return true
      }
      if (event.key === 'End' && !event.shiftKey) {
        void frame.goToEnd()
        return true
      }
      return false
    },
    [frame]
  )

  /** A click beside the text turns the page, where there are pages; true when it did. */
  const onClick = useCallback(
    (x: number, y: number): boolean => {
      if (!frame || !pager.current) return false
      const { axis, window: view } = frame
      const column = frame.document.querySelector('main')!.getBoundingClientRect()
      const upright = axis.writing === 'horizontal'
      const left = x < (upright ? column.left - 8 : view.innerWidth * 0.08)
      const right = x > (upright ? column.right + 8 : view.innerWidth * 0.92)
      if ((!left && !right) || y < 0) return false
      const mirrored = upright ? frame.document.documentElement.dir === 'rtl' : axis.writing === 'vertical-rl'
      pager.current.turn(left === mirrored ? 1 : -1)
      return true
    },
    [frame]
  )

  return { turn, onKey, onClick }
}
