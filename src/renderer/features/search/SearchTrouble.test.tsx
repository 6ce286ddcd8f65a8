import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { SearchTrouble } from './SearchTrouble.tsx'

describe('SearchTrouble', () => {
  it('says that search is down, not what a question was answered, and starts it again', async () => {
    const { calls } = fakeBridge({ 'search.startAgain': null })
    const refused = new AppError('internal', 'errors.search.failed')
    renderPart(<SearchTrouble error={refused} state="down" />)
    expect(screen.queryByText(/could not answer/)).toBeNull()
    expect(screen.getByText(/will soon start again by itself/)).toBeTruthy()
    await userEvent.setup().click(screen.getByRole('button', { name: 'Start search again' }))
    expect(calls.map(({ method }) => method)).toEqual(['search.startAgain'])
  })

  it('says what a question was answered, but not that a newer one followed it', () => {
    fakeBridge({})
    const { unmount } = renderPart(
      <SearchTrouble error={new AppError('internal', 'errors.search.failed')} state="ready" />
    )
    expect(screen.getByText(/could not answer just now/)).toBeTruthy()
    unmount()
    renderPart(<SearchTrouble error={new AppError('cancelled', 'errors.search.failed')} state="ready" />)
    expect(screen.queryByText(/could not answer/)).toBeNull()
  })
})
