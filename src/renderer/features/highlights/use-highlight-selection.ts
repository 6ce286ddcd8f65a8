import { useCallback, useMemo, useState } from 'react'
import type { HighlightFilter } from '../../../shared/highlights.ts'
import type { HighlightId } from '../../../shared/values.ts'
import { useData } from '../../lib/use-data.ts'
import type { ListedHighlight } from './highlights-as-markdown.ts'

/** What an action is for: certain highlights, or everything that fits a filter but a few. */
export type Chosen =
  | { kind: 'some'; highlights: readonly ListedHighlight[]; count: number }
  | { kind: 'all'; filter: HighlightFilter; except: readonly HighlightId[]; count: number }

type Selection =
  | { kind: 'some'; highlights: ReadonlyMap<HighlightId, ListedHighlight> }
  | { kind: 'all'; except: ReadonlySet<HighlightId> }

/** Of highlights ticked one by one so many are looked at again whenever something changes; as many as one call answers. */
const LOOKED_AT = 500

/** More than one call takes by their names: then all of the list can be chosen. */
const MOST_NAMED = 10_000

const nothing: Selection = { kind: 'some', highlights: new Map() }

/** What is ticked: highlights one by one, or all that fit the filter, whether they were ever on screen or not. */
export function useHighlightSelection(filter: HighlightFilter, total: number) {
  const [selection, setSelection] = useState<Selection>(nothing)
  const clear = useCallback(() => setSelection(nothing), [])
  const selectAll = useCallback(() => setSelection({ kind: 'all', except: new Set() }), [])
  const toggle = useCallback((highlight: ListedHighlight) => {
    setSelection((before) => {
      if (before.kind === 'all') {
        const except = new Set(before.except)
        if (!except.delete(highlight.id)) except.add(highlight.id)
        return { kind: 'all', except }
      }
      const highlights = new Map(before.highlights)
      if (!highlights.delete(highlight.id) && highlights.size < MOST_NAMED)
        highlights.set(highlight.id, highlight)
      return { kind: 'some', highlights }
    })
  }, [])
  const choose = useCallback(
    (chosen: readonly ListedHighlight[]) =>
      setSelection({ kind: 'some', highlights: new Map(chosen.map((one) => [one.id, one])) }),
    []
  )
  const has = (id: HighlightId) =>
    selection.kind === 'all' ? !selection.except.has(id) : selection.highlights.has(id)
  // What was ticked may have been deleted since, as by undo, or have another note and other tags.
  const ids = selection.kind === 'some' ? [...selection.highlights.keys()] : []
  const { data: today } = useData(
    'highlights.list',
    { filter: { ids }, page: { offset: 0, limit: LOOKED_AT } },
    { enabled: ids.length > 0 }
  )
  const chosen = useMemo<Chosen>(() => {
    if (selection.kind === 'all') {
      const except = [...selection.except]
      return { kind: 'all', filter, except, count: Math.max(0, total - except.length) }
    }
    const ticked = [...selection.highlights.values()]
    const highlights = today && today.total === today.items.length ? today.items : ticked
    return { kind: 'some', highlights, count: today?.total ?? ticked.length }
  }, [selection, filter, total, today])
  return { chosen, has, toggle, choose, selectAll, clear }
}
