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
  const latest = useRef(list)
  latest.current = list
  /** Where it began; null where nothing did. */
  const anchor = useRef<number | null>(null)
  /** Under a press with Shift, which goes on from the row that was at work before it took the focus. */
  const isExtending = useRef(false)
  /** What is being chosen; what else is done makes it void. */
  const gathering = useRef<Gathering<T> | null>(null)
  const begin = (index: number | null) => {
    anchor.current = index
    gathering.current = null
  }
  /** Chooses what is wanted as soon as all of it is known, and asks for what is not: once, however fast keys come. */
  const gather = (its: Gathering<T>) => {
    const { first, last } = its
    const here = Array.from(
      { length: last - first + 1 },
      (_, step) => latest.current.itemAt(first + step) ?? its.fetched.get(first + step)
    )
    const known = here.filter((item) => item !== undefined)
    if (known.length === here.length) return latest.current.choose(known)
    if (its.isAsking) return
    its.isAsking = true
    const from = first + here.indexOf(undefined)
    const to = first + here.lastIndexOf(undefined)
    list.fetch(from, to).then((items) => {
      its.isAsking = false
      if (gathering.current !== its) return
      for (const [step, item] of items.entries()) its.fetched.set(from + step, item)
      if (items.length > to - from) gather(its)
      // The list has become shorter.
      else latest.current.choose([...known, ...items])
    }, giveUp)

    function giveUp(error: unknown) {
      its.isAsking = false
      list.onError(error)
    }
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
      anchor.current = from
      list.goTo(to)
      const before = gathering.current
      // In a list that is longer or shorter now, other rows may be in their places.
      const its = before?.total === list.total ? before : beginning<T>(list.total)
      its.first = Math.min(from, to)
      its.last = Math.max(from, to)
      gathering.current = its
      gather(its)
    }
  }
}

/** A range that grows and shrinks from where it began. */
interface Gathering<T> {
  /** How long the list was. */
  total: number
  first: number
  last: number
  /** Rows that had to be asked for, by where they stand. */
  fetched: Map<number, T>
  isAsking: boolean
}

const beginning = <T>(total: number): Gathering<T> => ({
  total,
  first: 0,
  last: 0,
  fetched: new Map(),
  isAsking: false
})
