import { screen, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { fakeBridge } from '../testing/fake-bridge.ts'
import { renderPart } from '../testing/render-part.tsx'
import { StartGate } from './StartGate.tsx'

const open = { language: 'en', isUpdating: false, trouble: null } as const
const updating = { ...open, isUpdating: true }

it('shows the app once the library is up to date, also when main had no time to answer once', async () => {
  let asked = 0
  fakeBridge({
    'app.start': () => {
      if (++asked === 1) throw new AppError('busy', 'errors.internal')
      return { ...open, isUpdating: asked < 3 }
    }
  })
  renderPart(
    <StartGate first={updating} answered={Promise.resolve(updating)}>
      <p>The library</p>
    </StartGate>
  )
  expect(screen.queryByText(/^Making a safety copy/)).not.toBeNull()
  await waitFor(() => expect(screen.queryByText('The library')).not.toBeNull(), { timeout: 5000 })
  expect(asked).toBe(3)
})

it('shows the library as the last start knew it, until main says that it is not open', async () => {
  fakeBridge({ 'app.start': open })
  const answered = Promise.withResolvers<typeof updating>()
  renderPart(
    <StartGate first={open} answered={answered.promise}>
      <p>The library</p>
    </StartGate>
  )
  expect(screen.queryByText('The library')).not.toBeNull()
  answered.resolve(updating)
  await waitFor(() => expect(screen.queryByText(/^Making a safety copy/)).not.toBeNull())
})

it('goes on showing it where main does not say', async () => {
  fakeBridge({})
  const answered = Promise.reject(new AppError('busy', 'errors.internal'))
  renderPart(
    <StartGate first={open} answered={answered}>
      <p>The library</p>
    </StartGate>
  )
  await answered.catch(() => undefined)
  expect(screen.queryByText('The library')).not.toBeNull()
})
