import { act, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBridge } from '../testing/fake-bridge.ts'
import { renderPart } from '../testing/render-part.tsx'
import { type ToastMessage, useToast } from './Toast.tsx'

let show: (message: ToastMessage) => void
function Speaker() {
  show = useToast().show
  return null
}
const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds))

describe('Toast', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    fakeBridge({})
    renderPart(<Speaker />)
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('leaves by itself, also while the focus is in the article’s frame', async () => {
    act(() => show({ message: 'Copied' }))
    await pass(100)
    act(() => void window.dispatchEvent(new FocusEvent('blur')))
    expect(screen.getByRole('dialog', { name: 'Copied' })).toBeTruthy()
    await pass(6000)
    expect(screen.queryByText('Copied')).toBeNull()
  })

  it('begins again with new words, and drops the button of the old ones', async () => {
    act(() => show({ message: 'Deleted', action: { label: 'Undo', onClick: () => {} } }))
    await pass(3000)
    expect(screen.getByRole('button', { name: 'Undo' })).toBeTruthy()
    act(() => show({ message: 'Taken back' }))
    await pass(3000)
    expect(screen.queryByText('Deleted')).toBeNull()
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
    expect(screen.getByText('Taken back')).toBeTruthy()
    await pass(3000)
    expect(screen.queryByText('Taken back')).toBeNull()
  })
})
