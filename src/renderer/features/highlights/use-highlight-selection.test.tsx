import { QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, it } from 'vitest'
import type { Input } from '../../../shared/contract.ts'
import { createQueryClient } from '../../lib/query-client.ts'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { sampleHighlight } from '../../testing/samples.ts'
import { useHighlightSelection } from './use-highlight-selection.ts'

/** As many as one call takes by their names (`HighlightFilter`). */
const MOST = 10_000

it('ticks no more than one call takes by their names', async () => {
  const { inputsOf } = fakeBridge({ 'highlights.list': { total: MOST, items: [] } })
  const client = createQueryClient()
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  )
  const rows = Array.from({ length: MOST + 1 }, (_, at) => ({
    ...sampleHighlight(at),
    articleTitle: 'Tides',
    verdict: null
  }))
  const { result } = renderHook(() => useHighlightSelection({}, MOST + 1), { wrapper })
  await act(async () => result.current.choose(rows.slice(0, MOST)))
  await act(async () => result.current.toggle(rows[MOST]!))
  expect(result.current.has(rows[MOST]!.id)).toBe(false)
  await act(async () => result.current.toggle(rows[0]!))
  await act(async () => result.current.toggle(rows[MOST]!))
  expect(result.current.has(rows[MOST]!.id)).toBe(true)
  for (const { filter } of inputsOf('highlights.list') as Input<'highlights.list'>[])
    expect(filter.ids?.length).toBeLessThanOrEqual(MOST)
})
