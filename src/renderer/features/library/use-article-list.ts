import { useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { listQuestion, orderOf } from '../../../shared/list-question.ts'
import { invoke, onEvent } from '../../lib/invoke.ts'
import { refetchStale } from '../../lib/query-client.ts'
import { usePagesInView } from '../../lib/use-pages.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { useToast } from '../../ui/Toast.tsx'
import type { ShownList } from './library-props.ts'
import { useListSelection } from './use-list-selection.ts'

/** Where a visit to a list was left: going back from an article finds the list as it was. */
const left = new WeakMap<object, { typed: string; active: number }>()

/** The list on screen: what is asked for, what of it is here, which rows are chosen, and where the focus should be. */
export function useArticleList({ list, tag, savedSearch, visit }: ShownList) {
  const query = savedSearch?.query
  const [before] = useState(() => left.get(visit))
  const { settings } = useSettings()
  const { showError } = useToast()
  const [typed, setTyped] = useState(before?.typed ?? '')
  const contains = useDeferredValue(typed)
  const [focusRequest, setFocusRequest] = useState(before ? 1 : 0)
  const answered = useRef(0)

  const { sort, descending } = orderOf(list, settings)
  // Another object means another question, and the list goes to its top: not whenever any setting changes.
  const question = useMemo(
    () => listQuestion(list, tag, query, contains, { sort, descending }),
    [list, tag, query, contains, sort, descending]
  )
  const { pages, onRange } = usePagesInView('articles.list', question)
  const allIds = () => invoke('articles.ids', question)
  const selection = useListSelection({
    total: pages.total,
    idAt: (index) => pages.itemAt(index)?.id,
    allIds,
    onError: showError,
    start: before?.active
  })
  const { active, selected } = selection
  useEffect(() => void left.set(visit, { typed, active }), [visit, typed, active])

  const client = useQueryClient()
  // What a query finds changes once more when the index has taken in what was written.
  useEffect(
    () =>
      query === undefined ? undefined : onEvent('search.status', () => refetchStale(client, ['search'])),
    [client, query]
  )
  const current = pages.itemAt(active)
  return {
    question,
    order: { sort, descending },
    pages,
    allIds,
    selection,
    /** The row at work; undefined where it is not here yet. */
    current,
    /** What a command is for: the rows ticked, else the row at work. */
    chosen: selected.size > 0 ? [...selected] : current ? [current.id] : [],
    typed,
    /** What is typed, as far as the list has followed it. */
    contains,
    type(text: string) {
      setTyped(text)
      selection.moveTo(0)
      selection.clear()
    },
    /** Which rows are on screen. */
    onRange,
    /** Rises by one whenever the list is to have the focus; `answered` is the last that it had. */
    focusRequest,
    answered,
    focusList: () => setFocusRequest((before) => before + 1),
    /** One goes to the article of a row. */
    leave: (index: number) => void left.set(visit, { typed, active: index })
  }
}
