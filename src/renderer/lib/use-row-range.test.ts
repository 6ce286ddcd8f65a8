import { act, renderHook, waitFor } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { useRowRange } from './use-row-range.ts'

const TOTAL = 30_000

/** A list of which only its first ten rows are here. */
function show(fetch: (first: number, last: number) => Promise<number[]>) {
  const choose = vi.fn()
  const goTo = vi.fn()
  const list = {
    total: TOTAL,
    at: 5,
    itemAt: (index: number) => (index < 10 ? index : undefined),
    fetch,
    goTo,
    choose,
    onError: vi.fn()
  }
  const { result } = renderHook(() => useRowRange<number>(list))
  return { range: result.current, choose, goTo, list }
}

const rows = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, at) => first + at)

it('asks for the rows that are not here, as many as can be named, and goes to the last', async () => {
  const fetch = vi.fn(async (first: number, last: number) => rows(first, last))
  const { range, choose, goTo } = show(fetch)
  act(() => range.extendTo(7))
  expect(choose).toHaveBeenLastCalledWith([5, 6, 7])
  act(() => range.extendTo(12))
  await waitFor(() => expect(choose).toHaveBeenLastCalledWith(rows(5, 12)))
  act(() => range.extendTo(TOTAL + 5))
  expect(fetch).toHaveBeenLastCalledWith(13, 10_004)
  expect(goTo).toHaveBeenLastCalledWith(10_004)
  await waitFor(() => expect(choose.mock.lastCall?.[0]).toHaveLength(10_000))
})

it('what else is chosen while the rows are on their way stands', async () => {
  const answers: ((rows: number[]) => void)[] = []
  const { range, choose, list } = show(() => new Promise((resolve) => void answers.push(resolve)))
  act(() => range.extendTo(20))
  act(() => range.begin(3))
  act(() => range.extendTo(4))
  await act(async () => answers[0]!(rows(10, 20)))
  expect(choose.mock.calls).toEqual([[[3, 4]]])
  act(() => range.extendTo(20))
  act(() => range.forget())
  await act(async () => answers[1]!(rows(10, 20)))
  expect(choose).toHaveBeenCalledOnce()
  expect(list.onError).not.toHaveBeenCalled()
})

it('asks once for the rows of a long range, however many keys make it longer and shorter', async () => {
  const answers: ((rows: number[]) => void)[] = []
  const fetch = vi.fn(
    (_first: number, _last: number) => new Promise<number[]>((resolve) => void answers.push(resolve))
  )
  const { range, choose } = show(fetch)
  for (const to of [9_000, 8_999, 8_998, 9_001]) act(() => range.extendTo(to))
  expect(fetch.mock.calls).toEqual([[10, 9_000]])
  await act(async () => answers[0]!(rows(10, 9_000)))
  // Only what came to it meanwhile.
  expect(fetch.mock.calls.slice(1)).toEqual([[9_001, 9_001]])
  await act(async () => answers[1]!([9_001]))
  expect(choose.mock.calls).toEqual([[rows(5, 9_001)]])
  for (const to of [9_000, 8_000, 8_001]) act(() => range.extendTo(to))
  expect(fetch).toHaveBeenCalledTimes(2)
  expect(choose).toHaveBeenLastCalledWith(rows(5, 8_001))
})

it('chooses what there is of a list that has become shorter', async () => {
  const fetch = vi.fn(async (first: number, last: number) => rows(first, Math.min(last, 14)))
  const { range, choose, list } = show(fetch)
  act(() => range.extendTo(20))
  await waitFor(() => expect(choose).toHaveBeenLastCalledWith(rows(5, 14)))
  expect(fetch).toHaveBeenCalledOnce()
  expect(list.onError).not.toHaveBeenCalled()
})
