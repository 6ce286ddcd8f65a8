import { act, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import type { Session } from '../../../shared/reviews.ts'
import { useCommand } from '../../lib/use-command.ts'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { sampleCard } from '../../testing/samples.ts'
import { ReviewSession } from './ReviewSession.tsx'
import type { CardWork } from './use-card-work.ts'

const card = sampleCard(1, { front: 'Who keeps the book?', back: 'Ines Calder' })
const session: Session = {
  card,
  intervals: [1, 6, 10, 8640],
  waiting: { due: 0, learning: 0, fresh: 1 },
  done: 0,
  nextAt: null,
  beyondLimits: 0,
  hasCards: true
}

function Undo({ onUndo }: { onUndo(): void }) {
  useCommand('history.undo', onUndo)
  return null
}

/** A session of one card; `last` is what was done last in the library. */
function show(last: string | null) {
  const bridge = fakeBridge({
    'reviews.session': session,
    'reviews.grade': { minutes: 10, leech: false },
    'history.state': { undo: last ? { id: 1, label: last, count: 1, articleId: null } : null, redo: null }
  })
  const onUndo = vi.fn()
  renderPart(
    <>
      <Undo onUndo={onUndo} />
      <ReviewSession
        only={undefined}
        work={{} as CardWork}
        onEdit={() => {}}
        onDue={() => {}}
        onLeave={() => {}}
      />
    </>
  )
  return { ...bridge, onUndo, user: userEvent.setup() }
}

it('takes back an answer, and nothing that was done elsewhere', async () => {
  const { user, onUndo } = show('undo.review')
  await screen.findByText('Who keeps the book?', { selector: '.face *' })
  await user.keyboard('u')
  await waitFor(() => expect(onUndo).toHaveBeenCalledOnce())
})

it.each(['undo.createHighlight', 'undo.trash', null])('leaves %s as it is', async (last) => {
  const { user, onUndo } = show(last)
  await user.click(await screen.findByRole('button', { name: 'Take back the last answer' }))
  await screen.findByText('No answer to take back.')
  expect(onUndo).not.toHaveBeenCalled()
})

it('can be answered again when its answer was taken back before the next card was there', async () => {
  const { user, inputsOf, emit } = show('undo.review')
  await screen.findByText('Who keeps the book?', { selector: '.face *' })
  await user.keyboard(' 3')
  await waitFor(() => expect(inputsOf('reviews.grade')).toHaveLength(1))
  // Main answers with the same card: the answer and its undoing were done by then.
  const asked = inputsOf('reviews.session').length
  act(() => emit('data.changed', { nouns: ['reviews'] }))
  await waitFor(() => expect(inputsOf('reviews.session').length).toBeGreaterThan(asked))
  await act(() => new Promise((done) => setTimeout(done, 20)))
  await user.keyboard('4')
  await waitFor(() => expect(inputsOf('reviews.grade')).toMatchObject([{ grade: 3 }, { grade: 4 }]))
})
