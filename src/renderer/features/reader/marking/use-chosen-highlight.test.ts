import { act, renderHook } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { Highlight } from '../../../../shared/highlights.ts'
import type { VersionId } from '../../../../shared/values.ts'
import { sampleHighlight } from '../../../testing/samples.ts'
import { useChosenHighlight } from './use-chosen-highlight.ts'

const one = sampleHighlight(1, { note: 'Mine' })

function open() {
  const { result, rerender } = renderHook(
    ({ stored }: { stored: readonly Highlight[] }) => useChosenHighlight(stored, one.versionId),
    { initialProps: { stored: [one] } }
  )
  act(() => {
    result.current.setChosen(one.id)
    result.current.setPopover({ id: one.id, at: [one.id], focus: 'note' })
  })
  return { result, rerender }
}

it('keeps the open highlight as it was known last when it is deleted elsewhere, and chooses it no more', () => {
  const { result, rerender } = open()
  expect(result.current).toMatchObject({ opened: one, isGone: false, chosen: one.id })
  rerender({ stored: [] })
  expect(result.current).toMatchObject({ opened: one, isGone: true, chosen: undefined })
})

it('says of none that it is gone which went along to a version that is not shown yet', () => {
  const { result, rerender } = open()
  rerender({ stored: [{ ...one, versionId: 'v2' as VersionId, start: 40, end: 45 }] })
  expect(result.current).toMatchObject({ opened: one, isGone: false })
})
