import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'

function show(kind: 'dialog' | 'alert', isTaken = false) {
  const save = vi.fn()
  const cancel = vi.fn()
  const flip = vi.fn()
  render(
    <Dialog
      open
      kind={kind}
      title="A letter"
      onClose={() => {}}
      actions={
        <>
          <Button onClick={cancel}>Cancel</Button>
          <Button look="primary" onClick={save}>
            Save
          </Button>
        </>
      }
    >
      <textarea aria-label="Words" onKeyDown={(event) => isTaken && event.preventDefault()} />
      <button type="button" role="switch" aria-checked={true} onClick={flip}>
        Stamp
      </button>
    </Dialog>
  )
  return { save, cancel, flip, user: userEvent.setup() }
}

it.each(['Control', 'Meta'])('does what its main button does at %s+Enter, from any field', async (key) => {
  const { save, user } = show('dialog')
  await user.click(screen.getByRole('textbox', { name: 'Words' }))
  await user.keyboard('{Enter}')
  expect(save).not.toHaveBeenCalled()
  await user.keyboard(`{${key}>}{Enter}{/${key}}`)
  expect(save).toHaveBeenCalledOnce()
})

it('does so from a switch, too, which stays as it is', async () => {
  const { save, flip, user } = show('dialog')
  screen.getByRole('switch', { name: 'Stamp' }).focus()
  await user.keyboard('{Control>}{Enter}{/Control}')
  expect(save).toHaveBeenCalledOnce()
  expect(flip).not.toHaveBeenCalled()
})

it('leaves the keys to a field that has a use for them, and to a button', async () => {
  const taken = show('dialog', true)
  await taken.user.click(screen.getByRole('textbox', { name: 'Words' }))
  await taken.user.keyboard('{Control>}{Enter}{/Control}')
  expect(taken.save).not.toHaveBeenCalled()
  screen.getByRole('button', { name: 'Cancel' }).focus()
  await taken.user.keyboard('{Control>}{Enter}{/Control}')
  expect(taken.save).not.toHaveBeenCalled()
})

it('leaves a question that must be answered to its buttons', async () => {
  const { save, user } = show('alert')
  await user.click(screen.getByRole('textbox', { name: 'Words' }))
  await user.keyboard('{Control>}{Enter}{/Control}')
  expect(save).not.toHaveBeenCalled()
})

it('is nothing until it is opened for the first time, and then has the focus, and gives it back', async () => {
  const user = userEvent.setup()
  function Part() {
    const [open, setOpen] = useState(false)
    return (
      <>
        <button type="button" onClick={() => setOpen(true)}>
          Write
        </button>
        <Dialog open={open} title="A letter" onClose={() => setOpen(false)}>
          <textarea aria-label="Words" />
        </Dialog>
      </>
    )
  }
  render(<Part />)
  const opener = screen.getByRole('button', { name: 'Write' })
  await user.click(opener)
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Words' })))
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(document.activeElement).toBe(opener)
})
