import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import type { CardHistory as History, ReviewId } from '../../../shared/reviews.ts'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { sampleCard } from '../../testing/samples.ts'
import { CardHistory } from './CardHistory.tsx'

const show = (history: History) => {
  const bridge = fakeBridge({ 'reviews.ofCard': history })
  renderPart(<CardHistory cardId={sampleCard(1).id} />)
  return bridge
}

const answer = (n: number, part: Partial<History['answers'][number]>): History['answers'][number] => ({
  id: `00000000-0000-7000-8000-00000000000${n}` as ReviewId,
  reviewedAt: Date.UTC(2026, 2, n, 12),
  grade: 3,
  state: 'review',
  interval: 1440,
  ...part
})

it('tells each answer with how the card stood, what comes of it, and what it leaves out', async () => {
  const answers = [
    answer(3, { grade: 1, state: 'review', interval: 10 }),
    answer(2, { grade: 4, state: 'learning', interval: 3 * 1440 }),
    answer(1, { grade: 3, state: 'new', interval: 10 })
  ]
  show({ total: 105, answers, chance: 0.873 })
  await userEvent.click(await screen.findByText('Answered 105 times'))
  expect(screen.queryByText('You would know it today with a chance of 87%.')).not.toBeNull()
  const rows = screen.getAllByRole('row').slice(1)
  const cells = rows.map((row) => [...row.querySelectorAll('td')].slice(1).map((cell) => cell.textContent))
  expect(cells).toEqual([
    ['Known', 'Again', '10 min'],
    ['Being learned', 'Easy', '3 days'],
    ['New', 'Good', '10 min']
  ])
  expect(screen.queryByText('and 102 earlier answers')).not.toBeNull()
})

it('is not there for a card that was never asked', async () => {
  const { inputsOf } = show({ total: 0, answers: [], chance: null })
  await expect.poll(() => inputsOf('reviews.ofCard').length).toBe(1)
  expect(document.querySelector('details')).toBeNull()
})
