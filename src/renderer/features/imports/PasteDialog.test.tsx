import { createEvent, fireEvent, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { PasteDialog } from './PasteDialog.tsx'

function show() {
  fakeBridge({})
  const added: { text: string; html: string }[] = []
  renderPart(<PasteDialog open onClose={() => {}} onAdd={(text, html) => added.push({ text, html })} />)
  const field = screen.getByRole('textbox') as HTMLTextAreaElement
  const paste = (text: string, html: string) => {
    const clipboardData = { getData: (kind: string) => (kind === 'text/html' ? html : text) }
    const event = createEvent.paste(field, { clipboardData })
    fireEvent(field, event)
    // As the browser does where nobody took it.
    if (!event.defaultPrevented) fireEvent.change(field, { target: { value: text.replaceAll('\r\n', '\n') } })
  }
  return { added, field, paste }
}

describe('PasteDialog', () => {
  it('keeps the rich form of what was pasted as long as its text stays as it came', async () => {
    const user = userEvent.setup()
    const first = show()
    first.paste('One.\r\nTwo.', '<p>One.</p><p>Two.</p>')
    await user.click(screen.getByRole('button', { name: 'Add to library' }))
    expect(first.added).toEqual([{ text: 'One.\nTwo.', html: '<p>One.</p><p>Two.</p>' }])
  })

  it('adds a whole book at once, as it came: it is neither shown nor gone through', () => {
    const { added, field, paste } = show()
    const book = 'A line of a book.\r\n'.repeat(40_000)
    paste(book, '')
    expect(added).toEqual([{ text: book, html: '' }])
    expect(field.value).toBe('')
  })
})
