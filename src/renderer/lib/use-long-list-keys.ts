import type { Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useRef } from 'react'
import { isModalOpen } from './modal.ts'
import { isLeaving } from './use-command.ts'

type Rows = Pick<
  Virtualizer<HTMLElement, Element>,
  'getVirtualItemForOffset' | 'measurementsCache' | 'options' | 'scrollElement'
>

/** The row a screen below another (`by` 1) or above it (-1), so that what was at one edge is at the other. */
export function rowAScreenOn(rows: Rows, from: number, by: 1 | -1): number {
  const here = rows.measurementsCache[from]
  const screen = rows.scrollElement?.clientHeight ?? 0
  const last = rows.options.count - 1
  if (!here) return from
  const there = by === 1 ? here.start + screen - here.size : here.end - screen + here.size
  const found = rows.getVirtualItemForOffset(Math.max(0, there))?.index ?? from
  return Math.max(0, Math.min(last, by === 1 ? Math.max(found, from + 1) : Math.min(found, from - 1)))
}

/**
 * Home, End and the page keys in a long list whose commands go up and down in it, wherever the place itself or a row
 * has the focus. With Shift they extend what is ticked, where the list can do that.
 */
export function useLongListKeys(list: {
  scroller: RefObject<HTMLElement | null>
  virtualizer: Rows
  /** The row at work. */
  at: number
  /** Only while a row has the focus: elsewhere these keys are for what is beside the list. */
  beside?: boolean
  goTo(index: number): void
  extendTo?(index: number): void
}): void {
  const latest = useRef(list)
  latest.current = list
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { scroller, virtualizer, at, beside, goTo, extendTo } = latest.current
      const go = event.shiftKey ? extendTo : goTo
      if (!go || !isForList(event, scroller.current, beside) || virtualizer.options.count === 0) return
      const row = rowOfKey(event.key, virtualizer, at)
      if (row === undefined) return
      event.preventDefault()
      go(row)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}

function rowOfKey(key: string, rows: Rows, at: number): number | undefined {
  switch (key) {
    case 'Home':
      return 0
    case 'End':
      return rows.options.count - 1
    case 'PageDown':
      return rowAScreenOn(rows, at, 1)
    case 'PageUp':
      return rowAScreenOn(rows, at, -1)
    default:
      return undefined
  }
}

/** A menu that a row opened is drawn elsewhere, and has keys of its own. */
function isForList(event: KeyboardEvent, scroller: HTMLElement | null, beside = false): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented || isModalOpen()) return false
  const target = event.target as HTMLElement
  const isInPlace = !beside && (target === document.body || target.matches('main') || isLeaving(target))
  return isInPlace || scroller?.contains(target) === true
}
