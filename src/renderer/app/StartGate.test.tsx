import { screen, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { fakeBridge } from '../testing/fake-bridge.ts'
import { renderPart } from '../testing/render-part.tsx'
import { StartGate } from './StartGate.tsx'

it('shows the app once the library is up to date, also when main had no time to answer once', async () => {
  let asked = 0
  fakeBridge({
    'app.start': () => {
      if (++asked === 1) throw new AppError('busy', 'errors.internal')
      return { language: 'en', isUpdating: asked < 3, trouble: null }
    }
  })
  renderPart(
    <StartGate first={{ language: 'en', isUpdating: true, trouble: null }}>
      <p>The library</p>
    </StartGate>
  )
  expect(screen.queryByText(/^Making a safety copy/)).not.toBeNull()
  await waitFor(() => expect(screen.queryByText('The library')).not.toBeNull(), { timeout: 5000 })
  expect(asked).toBe(3)
})
