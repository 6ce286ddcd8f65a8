import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import type { Input, Output } from '../../shared/contract.ts'
import { PAGE_SIZE } from '../../shared/list-question.ts'
import { invoke } from './invoke.ts'

export type PagedMethod =
  | 'articles.list'
  | 'highlights.list'
  | 'cards.list'
  | 'imports.reportRows'
  | 'queue.list'
type Item<M extends PagedMethod> = Output<M>['items'][number]

/** How one page of a list is asked for and kept, for `usePages` and for what asks ahead of it. */
export function pageQuery<M extends PagedMethod>(method: M, input: Omit<Input<M>, 'page'>, number: number) {
  const whole = { ...input, page: { offset: number * PAGE_SIZE, limit: PAGE_SIZE } } as Input<M>
  return {
    queryKey: [method, whole],
    queryFn: () => invoke(method, whole) as Promise<Output<PagedMethod>>
  }
}

/** Rows that one call answers. */
const MOST_PER_CALL = 500

/** The rows of a list from one to another, as main has them now; fewer where the list has become shorter. */
export async function rowsBetween<M extends PagedMethod>(
  method: M,
  input: Omit<Input<M>, 'page'>,
  first: number,
  last: number
): Promise<Item<M>[]> {
  const rows: Item<M>[] = []
  while (rows.length <= last - first) {
    const limit = Math.min(MOST_PER_CALL, last - first + 1 - rows.length)
    const page = { offset: first + rows.length, limit }
    const { items } = (await invoke(method, { ...input, page } as Input<M>)) as { items: Item<M>[] }
    if (items.length === 0) break
    rows.push(...items)
  }
  return rows
}

interface RowsInView {
  first: number
  last: number
  /** Rows that are drawn wherever the list has been scrolled to. */
  kept: readonly number[]
}

/** The page that the row `index` is on. */
const pageOf = (index: number) => Math.floor(Math.max(0, index) / PAGE_SIZE)

/** The pages that some rows are on. The first is always wanted: it knows how long the list is. */
function pagesOf({ first, last, kept }: RowsInView): number[] {
  const from = pageOf(first)
  const near = Array.from({ length: Math.max(1, pageOf(last) - from + 1) }, (_, step) => from + step)
  return [...new Set([0, ...near, ...kept.map(pageOf)])]
}

/**
 * A long list, of which only the pages around `first` to `last`, and those of the rows in `kept`, are asked for.
 * `itemAt` answers undefined for a row that is still on its way.
 */
export function usePages<M extends PagedMethod>(
  method: M,
  input: Omit<Input<M>, 'page'>,
  first: number,
  last: number,
  kept: readonly number[] = []
): { total: number; itemAt(index: number): Item<M> | undefined; isLoading: boolean; error: Error | null } {
  const numbers = pagesOf({ first, last, kept })
  const answers = useQueries({
    queries: numbers.map((number) => ({
      ...pageQuery(method, input, number),
      placeholderData: number === 0 ? keepPreviousData : undefined
    }))
  })
  const head = answers[0]
  const known = useRef(0)
  if (head?.data) known.current = head.data.total
  return {
    total: known.current,
    itemAt: (index) => {
      const answer = answers[numbers.indexOf(Math.floor(index / PAGE_SIZE))]
      return answer?.data?.items[index % PAGE_SIZE] as Item<M> | undefined
    },
    isLoading: head?.data === undefined && head?.error === null,
    error: head?.error ?? null
  }
}

/** The same for the rows on screen, which `onRange` is told of. Nothing is drawn again while the pages are the same. */
export function usePagesInView<M extends PagedMethod>(method: M, input: Omit<Input<M>, 'page'>) {
  const [rows, setRows] = useState<RowsInView>({ first: 0, last: 0, kept: [] })
  const onRange = useCallback((first: number, last: number, kept: readonly number[]) => {
    const next = { first, last, kept }
    setRows((before) => (pagesOf(before).join() === pagesOf(next).join() ? before : next))
  }, [])
  return { pages: usePages(method, input, rows.first, rows.last, rows.kept), onRange }
}
