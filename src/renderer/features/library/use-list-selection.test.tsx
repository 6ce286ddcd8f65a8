import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { ArticleId } from '../../../shared/values.ts'
import { useListSelection } from './use-list-selection.ts'

const every = Array.from({ length: 1000 }, (_, index) => `article ${index}` as ArticleId)
afterEach(cleanup)

/** A list of a thousand of which the first and the last ten are loaded. */
function select() {
  const ids = Promise.withResolvers<ArticleId[]>()
  const { result } = renderHook(() =>
    useListSelection({
      total: every.length,
      idAt: (index) => (index < 10 || index >= 990 ? every[index] : undefined),
      allIds: () => ids.promise,
      onError: (error) => {
        throw error
      }
    })
  )
  return { result, come: () => act(async () => ids.resolve(every)) }
}

describe('what is ticked in a long list', () => {
  it('reaches over the rows that nobody has scrolled past', async () => {
    const { result, come } = select()
    act(() => result.current.toggle(5))
    act(() => result.current.extendTo(994))
    await come()
    expect([...result.current.selected]).toEqual(every.slice(5, 995))
  })

  it('is what was ticked last, however late the rest is known', async () => {
    const { result, come } = select()
    act(() => result.current.extendTo(994))
    act(() => result.current.clear())
    act(() => result.current.toggle(2))
    await come()
    expect([...result.current.selected]).toEqual([every[2]])
  })

  it('reaches from where it began, whichever way it is made longer and shorter', () => {
    const { result } = select()
    act(() => result.current.toggle(5))
    act(() => result.current.extendTo(8))
    act(() => result.current.extendTo(7))
    expect([...result.current.selected]).toEqual(every.slice(5, 8))
    act(() => result.current.extendTo(2))
    expect([...result.current.selected]).toEqual(every.slice(2, 6))
  })

  it('needs to ask for nothing where all rows between are there', async () => {
    const { result } = select()
    act(() => result.current.toggle(2))
    act(() => result.current.extendTo(7))
    expect(result.current.coming.current).toBeUndefined()
    expect([...result.current.selected]).toEqual(every.slice(2, 8))
  })
})
