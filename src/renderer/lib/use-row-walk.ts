import { type FocusEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react'

/**
 * Walks the rows of a list with keys: one row is at work, and Tab reaches the buttons of that one only. The
 * list takes `listProps`, every row `data-index`, and the button that stands for its row `rowProps(index)`.
 */
export interface RowWalk<T, L extends HTMLElement = HTMLUListElement> {
  listProps: {
    ref: RefObject<L | null>
    onFocus(event: FocusEvent<HTMLElement>): void
    onBlur(event: FocusEvent<HTMLElement>): void
  }
  rowProps(index: number): { 'data-row': true; tabIndex: 0 | -1 }
  /** For the other buttons of a row. */
  tabIndex(index: number): 0 | -1
  /** The row at work; undefined in an empty list. */
  item: T | undefined
  /** The first step only shows where one is. */
  step(by: number): void
  /** Goes to the first row or the last one. */
  goTo(end: 'first' | 'last'): void
  /** Brings the focus to the row at work. */
  focus(): void
}

/** @param idOf what stays the same of an item while others come and go */
export function useRowWalk<T, L extends HTMLElement = HTMLUListElement>(
  items: readonly T[],
  idOf: (item: T) => string
): RowWalk<T, L> {
  const list = useRef<L>(null)
  const isInside = useRef(false)
  const [at, setAt] = useState(0)
  const [isWalking, setWalking] = useState(false)
  /** Raised to bring the focus to the row at work. */
  const [asked, setAsked] = useState(0)
  const active = Math.max(0, Math.min(at, items.length - 1))
  const item = items[active]
  const id = item === undefined ? undefined : idOf(item)
  const row = () => list.current?.querySelector<HTMLElement>(`[data-index="${active}"] [data-row]`)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time it is asked for
  useLayoutEffect(() => {
    if (asked > 0) row()?.focus()
  }, [asked])
  // A row that went with the focus on it leaves it to the one that took its place, one that was moved takes it along;
  // who is elsewhere stays there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another row is at work
  useLayoutEffect(() => {
    if (!isInside.current) return
    const here = document.activeElement
    if (here === document.body) row()?.focus()
    else if (list.current?.contains(here)) setAt(indexOf(here!) ?? active)
  }, [active, id])
  const focus = () => setAsked((before) => before + 1)
  const tabIndex = (index: number) => (index === active ? 0 : -1)
  return {
    listProps: {
      ref: list,
      onFocus: (event) => {
        isInside.current = true
        // Any button of a row that is pressed makes it the row at work: keys are for it, and not for another.
        const index = indexOf(event.target)
        if (index !== undefined) setAt(index)
      },
      onBlur: (event) => {
        isInside.current = event.currentTarget.contains(event.relatedTarget)
      }
    },
    rowProps: (index) => ({ 'data-row': true, tabIndex: tabIndex(index) }),
    tabIndex,
    item,
    step(by) {
      if (isWalking || isInside.current) setAt(Math.max(0, Math.min(items.length - 1, active + by)))
      setWalking(true)
      focus()
    },
    goTo(end) {
      setAt(end === 'first' ? 0 : items.length - 1)
      focus()
    },
    focus
  }
}

function indexOf(element: Element): number | undefined {
  const index = element.closest<HTMLElement>('[data-index]')?.dataset.index
  return index === undefined ? undefined : Number(index)
}

/** Walks a list that has no commands of its own: arrow keys up and down, Home and End. */
export function walkByArrows(event: KeyboardEvent, walk: Pick<RowWalk<unknown>, 'step' | 'goTo'>): void {
  if (!isForList(event)) return
  if (event.key === 'Home') walk.goTo('first')
  else if (event.key === 'End') walk.goTo('last')
  else if (event.key === 'ArrowDown') walk.step(1)
  else if (event.key === 'ArrowUp') walk.step(-1)
  else return
  event.preventDefault()
}

/** A menu that a row opened is drawn elsewhere, and has keys of its own. */
function isForList(event: KeyboardEvent): boolean {
  const { altKey, ctrlKey, metaKey, shiftKey } = event
  if (altKey || ctrlKey || metaKey || shiftKey || event.defaultPrevented) return false
  return event.currentTarget.contains(event.target as Node)
}
