import { act, fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { NoteEditor } from './NoteEditor.tsx'

describe('NoteEditor', () => {
  it('stores what was typed when it goes away', async () => {
    const save = vi.fn(async () => {})
    const { unmount } = render(<NoteEditor label="Note" body="" save={save} />)
    await userEvent.type(screen.getByRole('textbox', { name: 'Note' }), 'half a thou')
    unmount()
    expect(save).toHaveBeenLastCalledWith('half a thou')
  })

  it('is done with Ctrl+Enter and stores first', async () => {
    const save = vi.fn(async () => {})
    const done = vi.fn()
    render(<NoteEditor label="Note" body="old" save={save} onDone={done} />)
    await userEvent.type(screen.getByRole('textbox'), ' and new{Control>}{Enter}{/Control}')
    expect(save).toHaveBeenCalledWith('old and new')
    expect(done).toHaveBeenCalledOnce()
  })

  it('stores when the window is hidden', async () => {
    const save = vi.fn(async () => {})
    render(<NoteEditor label="Note" body="" save={save} />)
    fireEvent.change(screen.getByRole('textbox'), { target: { value: 'x' } })
    await act(async () => void document.dispatchEvent(new Event('visibilitychange')))
    expect(save).toHaveBeenCalledExactlyOnceWith('x')
  })

  it('says that a note is not stored, and keeps it', async () => {
    render(<NoteEditor label="Note" body="" save={async () => Promise.reject(new Error('disk full'))} />)
    await userEvent.type(screen.getByRole('textbox'), 'kept')
    fireEvent.blur(screen.getByRole('textbox'))
    expect(await screen.findByText(/Not stored yet/)).toBeTruthy()
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('kept')
  })

  it('follows an undo made elsewhere, but never over unsaved typing', async () => {
    const save = vi.fn(() => new Promise<void>(() => {}))
    const { rerender } = render(<NoteEditor label="Note" body="one" save={save} />)
    rerender(<NoteEditor label="Note" body="two" save={save} />)
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('two')
    await userEvent.type(screen.getByRole('textbox'), '!')
    rerender(<NoteEditor label="Note" body="one" save={save} />)
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('two!')
  })
})
