import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual'
import { type FocusEvent, useCallback, useMemo, useState } from 'react'

/**
 * Keeps the row that has the focus while a long list is scrolled away from it: it would take the focus along when
 * it is taken down. The list's body takes `bodyProps`, every row `data-index`, the virtualizer `rangeExtractor`.
 *
 * @param stop the row at which Tab comes into the list, which is kept, too
 */
export function useFocusedRow(stop?: number) {
  const [focused, setFocused] = useState<number>()
  const kept = useMemo(() => [focused, stop].filter((row) => row !== undefined), [focused, stop])
  const rangeExtractor = useCallback(
    (range: Range) => {
      const shown = defaultRangeExtractor(range)
      const rows = new Set([...shown, ...kept.filter((row) => row >= 0 && row < range.count)])
      return rows.size === shown.length ? shown : [...rows].sort((a, b) => a - b)
    },
    [kept]
  )
  return {
    rangeExtractor,
    /** The rows that are there wherever the list has been scrolled to. */
    kept,
    bodyProps: {
      onFocus(event: FocusEvent<HTMLElement>) {
        const row = event.target.closest<HTMLElement>('[data-index]')
        setFocused(row ? Number(row.dataset.index) : undefined)
      },
      onBlur(event: FocusEvent<HTMLElement>) {
        if (!event.currentTarget.contains(event.relatedTarget)) setFocused(undefined)
      }
    }
  }
}

/** First and last row near the screen, without one that is only kept for its focus. */
export function rowsNear(instance: { range: { startIndex: number; endIndex: number } | null }) {
  return { first: instance.range?.startIndex ?? 0, last: instance.range?.endIndex ?? 0 }
}
