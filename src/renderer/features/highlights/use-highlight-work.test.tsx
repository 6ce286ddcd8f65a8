import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import type { Output } from '../../../shared/contract.ts'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { useHighlightWork } from './use-highlight-work.ts'

/** A button that makes cards of everything, with what main says became of them. */
function show(became: Output<'cards.createFromHighlights'>) {
  const bridge = fakeBridge({ 'cards.createFromHighlights': became })
  const Make = () => {
    const work = useHighlightWork()
    const chosen = { kind: 'all', filter: { tag: 'exam' }, except: [], count: 9 } as const
    return (
      <button type="button" onClick={() => work.makeCards(chosen)}>
        Make
      </button>
    )
  }
  renderPart(<Make />)
  return { ...bridge, make: () => userEvent.click(screen.getByRole('button', { name: 'Make' })) }
}

it('says how many cards were made, and of how many highlights none was', async () => {
  const { make, inputsOf } = show({ made: 5, alreadyHere: 3, leftOut: 1, isWhole: true })
  await make()
  await screen.findByText('5 cards made · 3 have cards already · 1 is too long for a card')
  expect(screen.queryByRole('button', { name: 'Undo' })).not.toBeNull()
  expect(inputsOf('cards.createFromHighlights')).toEqual([{ filter: { tag: 'exam' }, except: [] }])
})

it('offers nothing to take back where nothing was made', async () => {
  const { make } = show({ made: 0, alreadyHere: 9, leftOut: 0, isWhole: true })
  await make()
  await screen.findByText('9 have cards already')
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
})

it('says that it was stopped, and takes back what was made until then', async () => {
  const { make } = show({ made: 4, alreadyHere: 1, leftOut: 0, isWhole: false })
  await make()
  await screen.findByText('Stopped · 4 cards made · 1 has a card already')
  expect(screen.queryByRole('button', { name: 'Undo' })).not.toBeNull()
})

it('says that it was stopped before the first card, with nothing to take back', async () => {
  const { make } = show({ made: 0, alreadyHere: 0, leftOut: 0, isWhole: false })
  await make()
  await screen.findByText('Stopped · 0 cards made')
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
})
