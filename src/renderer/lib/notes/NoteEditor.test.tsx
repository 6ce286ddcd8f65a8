import { act, fireEvent, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { NoteEditor } from './NoteEditor.tsx'

describe('NoteEditor', () => {
  it('stores what was typed when it goes away', async () => {
    const save = vi.fn(async (body: string, _base: string) => ({ body, joined: false }))
    const { unmount } = render(<NoteEditor label="Note" body="" save={save} />)
    await userEvent.type(screen.getByRole('textbox', { name: 'Note' }), 'half a thou')
    unmount()
    expect(save).toHaveBeenLastCalledWith('half a thou', '')
  })

  it('is done with Ctrl+Enter and stores first', async () => {
    const save = vi.fn(async (body: string, _base: string) => ({ body, joined: false }))
    const done = vi.fn()
    render(<NoteEditor label="Note" body="old" save={save} onDone={done} />)
    await userEvent.type(screen.getByRole('textbox'), ' and new{Control>}{Enter}{/Control}')
    expect(save).toHaveBeenCalledWith('old and new', 'old')
    expect(done).toHaveBeenCalledOnce()
  })

  it('goes on behind the last letter', async () => {
    const save = vi.fn(async (body: string) => ({ body, joined: false }))
    render(<NoteEditor label="Note" body="On the sea" save={save} autoFocus />)
    await userEvent.keyboard(', in May')
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('On the sea, in May')
  })

  it('stores when the window is hidden', async () => {
    const save = vi.fn(async (body: string, _base: string) => ({ body, joined: false }))
    render(<NoteEditor label="Note" body="" save={save} />)
    fireEvent.change(screen.getByRole('textbox'), { target: { value: 'x' } })
    await act(async () => void document.dispatchEvent(new Event('visibilitychange')))
    expect(save).toHaveBeenCalledExactlyOnceWith('x', '')
  })

  it('says that a note is not stored, and keeps it', async () => {
    render(<NoteEditor label="Note" body="" save={async () => Promise.reject(new Error('disk full'))} />)
    await userEvent.type(screen.getByRole('textbox'), 'kept')
    fireEvent.blur(screen.getByRole('textbox'))
    expect(await screen.findByText(/Not stored yet/)).toBeTruthy()
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('kept')
  })

  it('tries again when it is told to, and when the window comes to the front', async () => {
    const save = vi.fn(async (body: string, _base: string) => ({ body, joined: false }))
    save.mockRejectedValue(new Error('disk full'))
    render(<NoteEditor label="Note" body="" save={save} />)
    await userEvent.type(screen.getByRole('textbox'), 'kept')
    fireEvent.blur(screen.getByRole('textbox'))
    const again = await screen.findByRole('button', { name: 'Try again' })
    save.mockClear()
    await act(async () => again.click())
    expect(save).toHaveBeenCalledOnce()
    save.mockImplementation(async (body) => ({ body, joined: false }))
    await act(async () => void window.dispatchEvent(new Event('focus')))
    expect(save).toHaveBeenLastCalledWith('kept', '')
    expect(screen.queryByText(/Not stored yet/)).toBeNull()
  })

  it('is written on in once trying again, by hand, has worked: the button that had the focus is gone', async () => {
    const save = vi.fn(async (body: string, _base: string) => ({ body, joined: false }))
    save.mockRejectedValue(new Error('disk full'))
    render(<NoteEditor label="Note" body="" save={save} />)
    const user = userEvent.setup()
    const field = screen.getByRole('textbox')
    await user.type(field, 'kept')
    await user.tab()
    const again = await screen.findByRole('button', { name: 'Try again' })
    again.focus()
    await user.keyboard('{Enter}')
    await act(async () => {})
    expect(document.activeElement).toBe(again)
    save.mockImplementation(async (body) => ({ body, joined: false }))
    await user.keyboard('{Enter}')
    await waitFor(() => expect(screen.queryByRole('button')).toBeNull())
    expect(document.activeElement).toBe(field)
  })

  it('hands over what could not be stored when it goes away, and nothing that was', async () => {
    const unstored = vi.fn()
    const refuse = async () => Promise.reject(new Error('gone'))
    const { unmount } = render(<NoteEditor label="Note" body="" save={refuse} unstored={unstored} />)
    await userEvent.type(screen.getByRole('textbox'), 'half a thought')
    unmount()
    await vi.waitFor(() => expect(unstored).toHaveBeenCalledExactlyOnceWith('half a thought'))
    unstored.mockClear()
    const save = vi.fn(async (body: string) => ({ body, joined: false }))
    const other = render(<NoteEditor label="Note" body="" save={save} unstored={unstored} />)
    await userEvent.type(screen.getByRole('textbox'), 'kept')
    other.unmount()
    await vi.waitFor(() => expect(save).toHaveBeenCalled())
    await new Promise((done) => setTimeout(done))
    expect(unstored).not.toHaveBeenCalled()
  })

  it('follows a change made elsewhere, joins it with unsaved typing, and says so', async () => {
    const save = vi.fn(() => new Promise<never>(() => {}))
    const { rerender } = render(<NoteEditor label="Note" body="one" save={save} />)
    rerender(<NoteEditor label="Note" body="two" save={save} />)
    const field = screen.getByRole<HTMLTextAreaElement>('textbox')
    expect(field.value).toBe('two')
    await userEvent.type(field, '!')
    rerender(<NoteEditor label="Note" body="then two" save={save} />)
    expect(field.value).toBe('then two!')
    expect(screen.getByText(/Both texts are kept/)).toBeTruthy()
  })

  it.each([
    ['ltr', 'A long text. '],
    ['rtl', 'نص طويل. ']
  ])('has its direction before a long text is pasted or dropped: %s', (direction, words) => {
    const save = vi.fn(async (body: string, _base: string) => ({ body, joined: false }))
    for (const event of ['paste', 'drop'] as const) {
      const { unmount } = render(<NoteEditor label="Note" body="" save={save} />)
      const field = screen.getByRole<HTMLTextAreaElement>('textbox')
      const data = (text: string) => {
        const given = { getData: () => text }
        return event === 'paste' ? { clipboardData: given } : { dataTransfer: given }
      }
      fireEvent[event](field, data(words))
      expect(field.dir).toBe('auto')
      fireEvent[event](field, data(words.repeat(1000)))
      expect(field.dir).toBe(direction)
      unmount()
    }
  })

  it('keeps the direction of a long text into which one of the other is dropped', () => {
    const save = vi.fn(async (body: string, _base: string) => ({ body, joined: false }))
    const latin = 'A long text. '.repeat(1000)
    const arabic = 'نص طويل. '.repeat(1000)
    render(<NoteEditor label="Text" body={latin} begins="start" save={save} />)
    const field = screen.getByRole<HTMLTextAreaElement>('textbox')
    expect(field.dir).toBe('ltr')
    // Where it is dropped, the caret need not be.
    fireEvent.drop(field, { dataTransfer: { getData: () => arabic } })
    fireEvent.change(field, { target: { value: latin + arabic } })
    expect(field.dir).toBe('ltr')
  })

  it('refuses what is longer than a note, with a sentence, and keeps the old text', () => {
    const save = vi.fn(async (body: string, _base: string) => ({ body, joined: false }))
    render(<NoteEditor label="Note" body="old" save={save} />)
    const field = screen.getByRole<HTMLTextAreaElement>('textbox')
    const huge = 'x'.repeat(1_000_001)
    expect(fireEvent.paste(field, { clipboardData: { getData: () => huge } })).toBe(false)
    expect(screen.getByText(/1,000,000/)).toBeTruthy()
    fireEvent.change(field, { target: { value: huge } })
    expect(field.value).toBe('old')
    expect(save).not.toHaveBeenCalled()
  })
})
