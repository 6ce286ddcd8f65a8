import { render, screen } from '@testing-library/react'
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
