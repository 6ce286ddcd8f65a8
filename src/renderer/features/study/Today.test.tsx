import { act } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import type { Session } from '../../../shared/reviews.ts'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { Today } from './Today.tsx'

const session = (due: number): Session => ({
  card: null,
  intervals: [],
  waiting: { due, learning: 0, fresh: 0 },
  done: 0,
  nextAt: null,
  beyondLimits: 0,
  hasCards: true
})

/** Today's page, with an answer that is still on its way. */
function show() {
  const answer = Promise.withResolvers<Session>()
  // What it draws below is no part of this: that answer never comes.
  fakeBridge({ 'reviews.session': () => answer.promise, 'reviews.retention': () => new Promise(() => {}) })
  let started = 0
  renderPart(<Today onStart={() => void started++} onNew={() => {}} />)
  return {
    user: userEvent.setup(),
    come: (due: number) =>
      act(async () => {
        answer.resolve(session(due))
        await new Promise((done) => setTimeout(done, 20))
      }),
    started: () => started
  }
}

it('starts by a key that was pressed before it was known what waits', async () => {
  const { user, come, started } = show()
  await user.keyboard('{Enter}')
  expect(started()).toBe(0)
  await come(2)
  await expect.poll(started).toBe(1)
})

it('does not start by itself, nor where nothing waits', async () => {
  const first = show()
  await first.come(2)
  expect(first.started()).toBe(0)
  await first.user.keyboard('{Enter}')
  expect(first.started()).toBe(1)
})

it('forgets the key where nothing waits', async () => {
  const { user, come, started } = show()
  await user.keyboard('{Enter}')
  await come(0)
  await user.keyboard('{Enter}')
  expect(started()).toBe(0)
})
