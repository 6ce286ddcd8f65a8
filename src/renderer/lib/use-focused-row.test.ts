import { renderHook } from '@testing-library/react'
import { expect, it } from 'vitest'
import { useFocusedRow } from './use-focused-row.ts'

const near = { startIndex: 10, endIndex: 12, overscan: 0, count: 50 }

it('keeps the row at which Tab comes into the list, wherever it has been scrolled to', () => {
  const { result, rerender } = renderHook(({ stop }) => useFocusedRow(stop), {
    initialProps: { stop: 2 as number | undefined }
  })
  expect(result.current.rangeExtractor(near)).toEqual([2, 10, 11, 12])
  rerender({ stop: 40 })
  expect(result.current.rangeExtractor(near)).toEqual([10, 11, 12, 40])
  rerender({ stop: 11 })
  expect(result.current.rangeExtractor(near)).toEqual([10, 11, 12])
  // A list that has become shorter has no such row.
  rerender({ stop: 50 })
  expect(result.current.rangeExtractor(near)).toEqual([10, 11, 12])
  rerender({ stop: undefined })
  expect(result.current.rangeExtractor(near)).toEqual([10, 11, 12])
})
