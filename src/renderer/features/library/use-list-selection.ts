import { useCallback, useState } from 'react'
import type { ArticleId } from '../../../shared/values.ts'

/** The row at work and the rows ticked. `idAt` is undefined for a row not loaded yet. */
export function useListSelection(total: number, idAt: (index: number) => ArticleId | undefined, start = 0) {
  const [active, setActive] = useState(start)
  const [anchor, setAnchor] = useState<number | null>(null)
  const [selected, setSelected] = useState<ReadonlySet<ArticleId>>(new Set())
  const clamp = (index: number) => Math.max(0, Math.min(total - 1, index))
  const current = clamp(active)

  const moveTo = (index: number) => {
    setAnchor(null)
    setActive(clamp(index))
  }
  const toggle = (index: number) => {
    const id = idAt(index)
    if (!id) return
    setActive(index)
    setAnchor(index)
    setSelected((before) => {
      const after = new Set(before)
      if (!after.delete(id)) after.add(id)
      return after
    })
  }
  /** Ticks everything between where the selection began and `index`. */
  const extendTo = (index: number) => {
    const target = clamp(index)
    const from = anchor ?? current
    const ids: ArticleId[] = []
    for (let at = Math.min(from, target); at <= Math.max(from, target); at++) {
      const id = idAt(at)
      if (id) ids.push(id)
    }
    setAnchor(from)
    setActive(target)
    setSelected(new Set(ids))
  }
  const clear = useCallback(() => {
    setSelected(new Set())
    setAnchor(null)
  }, [])
  return { active: current, selected, moveTo, toggle, extendTo, clear, selectAll: setSelected }
}
