import { fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { Menu } from './Menu.tsx'

it('names an item by its words alone, and says its keys apart from them', async () => {
  const items = [
    { label: 'Move to Trash', shortcut: 'Delete', onSelect: vi.fn() },
    { label: 'Gather', shortcut: 'Mod+Shift+b', onSelect: vi.fn() },
    { label: 'Edit', onSelect: vi.fn() }
  ]
  render(<Menu trigger={<button type="button">More</button>} items={items} />)
  await userEvent.click(screen.getByRole('button', { name: 'More' }))
  const trash = await screen.findByRole('menuitem', { name: 'Move to Trash' })
  expect(trash.getAttribute('aria-keyshortcuts')).toBe('Delete')
  expect(trash.querySelector('kbd')).not.toBeNull()
  const gather = screen.getByRole('menuitem', { name: 'Gather' })
  expect(gather.getAttribute('aria-keyshortcuts')).toBe('Control+Shift+B')
  expect(screen.getByRole('menuitem', { name: 'Edit' }).getAttribute('aria-keyshortcuts')).toBeNull()
})

it('says of choices which one holds, each row of them apart', async () => {
  const chosen = vi.fn()
  const choice = (label: string, checked: boolean) => ({
    kind: 'choice' as const,
    label,
    checked,
    onSelect: () => chosen(label)
  })
  const items = [
    { label: 'Open', onSelect: vi.fn() },
    choice('Title', false),
    choice('Date', true),
    { kind: 'separator' as const },
    choice('Up', true),
    choice('Down', false)
  ]
  render(<Menu trigger={<button type="button">Sort</button>} items={items} />)
  await userEvent.click(screen.getByRole('button', { name: 'Sort' }))
  await screen.findByRole('menuitemradio', { name: 'Title' })
  const rows = screen.getAllByRole('group').map((group) =>
    within(group)
      .getAllByRole('menuitemradio')
      .map((one) => `${one.textContent} ${one.ariaChecked}`)
  )
  expect(rows).toEqual([
    ['Title false', 'Date true'],
    ['Up true', 'Down false']
  ])
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}')
  expect(chosen).toHaveBeenCalledWith('Title')
  await userEvent.click(screen.getByRole('button', { name: 'Sort' }))
  // The one that holds can be chosen again: sorting anew is more than a tick.
  await userEvent.click(await screen.findByRole('menuitemradio', { name: 'Date' }))
  expect(chosen).toHaveBeenCalledWith('Date')
})

const twoItems = ['Edit', 'Copy'].map((label) => ({ label, onSelect: vi.fn() }))
const focusedItem = (name: string) =>
  waitFor(() => expect(document.activeElement).toBe(screen.getByRole('menuitem', { name })))

it.each([
  ['{Enter}', 'Edit'],
  [' ', 'Edit'],
  ['{ArrowDown}', 'Edit'],
  ['{ArrowUp}', 'Copy']
])('opens at the first press of %j, though it was only a button until then', async (key, item) => {
  render(<Menu trigger={<button type="button">More</button>} items={() => twoItems} />)
  await userEvent.tab()
  await userEvent.keyboard(key)
  await focusedItem(item)
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'More' })))
})

it('opens for what presses without pointing, and once for a press of the mouse', async () => {
  const { unmount } = render(<Menu trigger={<button type="button">More</button>} items={twoItems} />)
  fireEvent.click(screen.getByRole('button', { name: 'More' }))
  await screen.findByRole('menuitem', { name: 'Edit' })
  unmount()
  render(<Menu trigger={<button type="button">More</button>} items={twoItems} />)
  fireEvent.mouseDown(screen.getByRole('button', { name: 'More' }))
  const own = await screen.findByRole('button', { name: 'More', expanded: true, hidden: true })
  fireEvent.mouseUp(own)
  fireEvent.click(own)
  expect(screen.getByRole('menu')).not.toBeNull()
})
