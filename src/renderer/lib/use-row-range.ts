import { type ChangeEvent, type MouseEvent as Press, useRef } from 'react'

/** More than one call takes by their names. */
const MOST = 10_000

/** How a press on a row is meant, by the keys that are held: as in any list of files. */
export function pressOf(
  event: Pick<Press, 'shiftKey' | 'ctrlKey' | 'metaKey'>
): 'extend' | 'toggle' | 'open' {
  if (event.shiftKey) return 'extend'
  return event.ctrlKey || event.metaKey ? 'toggle' : 'open'
}

/** Whether the press that ticked a box was one with Shift. */
export const isWithShift = ({ nativeEvent }: Pick<ChangeEvent, 'nativeEvent'>): boolean =>
  nativeEvent instanceof MouseEvent && nativeEvent.shiftKey

/** Rows of a long list that are chosen together: all from where that began to where it has come. */
export function useRowRange<T>(list: {
  total: number
  /** The row at work. */
  at: number
  /** Undefined for a row that is not here yet. */
  itemAt(index: number): T | undefined
  /** The rows from one to another, for when not all of them are here. */
  fetch(first: number, last: number): Promise<readonly T[]>
  /** Brings the keys and the focus to a row. */
  goTo(index: number): void
  choose(items: readonly T[]): void
  onError(error: unknown): void
}) {
  /** Where it began; null where nothing did. */
  const anchor = useRef<number | null>(null)
  /** Under a press with Shift, which goes on from the row that was at work before it took the focus. */
  const isExtending = useRef(false)
  /** The last request for rows that are not here; what else is done since then makes it void. */
  const request = useRef(0)
  const begin = (index: number | null) => {
    anchor.current = index
    request.current++
  }
  return {
    /** For the element of the list. */
    listProps: {
      onMouseDownCapture: (event: Press) => {
        isExtending.current = event.shiftKey
      },
      onClickCapture: () => {
        isExtending.current = false
      }
    },
    /** Whether a row that takes the focus just now is not to become the one at work. */
    isExtending: () => isExtending.current,
    /** A row was chosen by itself: the next range begins there. */
    begin,
    /** What comes begins where the keys are then. */
    forget: () => begin(null),
    extendTo(index: number) {
      const from = anchor.current ?? list.at
      const bound = Math.max(from - MOST + 1, Math.min(from + MOST - 1, index))
      const to = Math.max(0, Math.min(list.total - 1, bound))
      const [first, last] = [Math.min(from, to), Math.max(from, to)]
      begin(from)
      list.goTo(to)
      const here = Array.from({ length: last - first + 1 }, (_, step) => list.itemAt(first + step))
      const known = here.filter((item) => item !== undefined)
      if (known.length === here.length) return list.choose(known)
      const mine = request.current
      list.fetch(first, last).then((items) => mine === request.current && list.choose(items), list.onError)
    }
  }
}
