import { useCallback, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { ArticleId } from '../../../shared/values.ts'

/** The row at work and the rows ticked, of a list of which only the rows near the screen are known. */
export function useListSelection(list: {
  total: number
  /** Undefined for a row that is not loaded yet. */
  idAt(index: number): ArticleId | undefined
  /** Every id, in the order of the list. */
  allIds(): Promise<readonly ArticleId[]>
  onError(error: unknown): void
  /** The row at work to begin with. */
  start?: number | undefined
}) {
  const { total, idAt, allIds, onError, start = 0 } = list
  const [active, setActive] = useState(start)
  const [anchor, setAnchor] = useState<number | null>(null)
  const [selected, setSelected] = useState<ReadonlySet<ArticleId>>(new Set())
  /** Ids that are asked for; resolves to whether they were ticked, which they are unless something else was since. */
  const coming = useRef<Promise<boolean>>(undefined)
  const clamp = (index: number) => Math.max(0, Math.min(total - 1, index))
  const current = clamp(active)

  const tickOfAll = (part: (ids: readonly ArticleId[]) => readonly ArticleId[]) => {
    const asked = allIds()
      .then((ids) => {
        if (coming.current !== asked) return false
        flushSync(() => setSelected(new Set(part(ids))))
        return true
      })
      .catch((error: unknown) => {
        onError(error)
        return false
      })
      .finally(() => {
        if (coming.current === asked) coming.current = undefined
      })
    coming.current = asked
  }
  const moveTo = (index: number) => {
    setAnchor(null)
    setActive(clamp(index))
  }
  /** The row at work is another; a selection that was begun goes on from where it began. */
  const attend = (index: number) => setActive(clamp(index))
  const toggle = (index: number) => {
    const id = idAt(index)
    if (!id) return
    coming.current = undefined
    setActive(index)
    setAnchor(index)
    setSelected((before) => {
      const after = new Set(before)
      if (!after.delete(id)) after.add(id)
      return after
    })
  }
  /** Ticks everything between where the selection began and `index`, rows that are not here yet as soon as they are known. */
  const extendTo = (index: number) => {
    const target = clamp(index)
    const from = anchor ?? current
    const [low, high] = [Math.min(from, target), Math.max(from, target)]
    const ids = Array.from({ length: high - low + 1 }, (_, step) => idAt(low + step))
    const known = ids.filter((id) => id !== undefined)
    setAnchor(from)
    setActive(target)
    setSelected(new Set(known))
    coming.current = undefined
    if (known.length < ids.length) tickOfAll((all) => all.slice(low, high + 1))
  }
  const clear = useCallback(() => {
    coming.current = undefined
    setSelected(new Set())
    setAnchor(null)
  }, [])
  const selectAll = () => tickOfAll((all) => all)
  const ways = { attend, move: moveTo, toggle, extend: extendTo }
  /** What a row was pointed at for. */
  const point = (index: number, how: keyof typeof ways) => ways[how](index)
  return { active: current, selected, coming, moveTo, point, toggle, extendTo, clear, selectAll }
}
