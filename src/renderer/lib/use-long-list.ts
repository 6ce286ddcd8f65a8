import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect } from 'react'
import type { Input } from '../../shared/contract.ts'
import { useIsShown } from './first-drawing.ts'
import { rowsNear, useFocusedRow } from './use-focused-row.ts'
import { type PagedMethod, usePagesInView } from './use-pages.ts'

/** Pixels that the head of a place takes at least. */
const HEAD = 64

interface Rows {
  /** The row at which Tab comes into the list, where it is one of them only. */
  stop?: number
  /** The element that scrolls. */
  scroller: RefObject<HTMLElement | null>
  /** Pixels of a usual row, or of each; real heights are measured. */
  rowHeight: number | ((index: number) => number)
  /** Rows drawn beyond either end of the screen. */
  overscan?: number
}

/**
 * A list of which only the rows near the screen are drawn. The list's body takes the total height and `bodyProps`,
 * every row `data-index` and `virtualizer.measureElement`.
 */
export function useLongList(
  list: Rows & {
    count: number
    /** The rows near the screen and those that are kept wherever that is, whenever they are others. */
    onRange(first: number, last: number, kept: readonly number[]): void
  }
) {
  const { scroller, rowHeight, overscan = 6, onRange } = list
  const stop = list.stop === undefined ? undefined : Math.min(list.stop, list.count - 1)
  const { rangeExtractor, kept, bodyProps } = useFocusedRow(stop)
  // The first drawing is of what is seen: the rows beyond would be a third of it.
  const isShown = useIsShown()
  const virtualizer = useVirtualizer({
    rangeExtractor,
    count: list.count,
    getScrollElement: () => scroller.current,
    estimateSize: typeof rowHeight === 'number' ? () => rowHeight : rowHeight,
    overscan: isShown ? overscan : 0,
    // Before it is measured the list counts as high as what the window has below its head, so that rows are there
    // at first paint.
    initialRect: { width: 800, height: outerHeight - HEAD }
  })
  const { first, last } = rowsNear(virtualizer)
  useEffect(() => onRange(first, last, kept), [first, last, kept, onRange])
  return { virtualizer, bodyProps }
}

/** The same of a list that main gives in pages: those around the rows near the screen are asked for. */
export function usePagedList<M extends PagedMethod>(method: M, input: Omit<Input<M>, 'page'>, rows: Rows) {
  const { pages, onRange } = usePagesInView(method, input)
  return { pages, ...useLongList({ ...rows, count: pages.total, onRange }) }
}
