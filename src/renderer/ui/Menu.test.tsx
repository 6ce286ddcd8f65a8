import { fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, onTestFinished, vi } from 'vitest'
import { openRowMenu } from '../lib/row-menu.ts'
import { openMenu } from '../testing/open-menu.ts'
import { Menu } from './Menu.tsx'

it('names an item by its words alone, and says its keys apart from them', async () => {
  const items = [
    { label: 'Move to Trash', shortcut: 'Delete', onSelect: vi.fn() },
    { label: 'Gather', shortcut: 'Mod+Shift+b', onSelect: vi.fn() },
    { label: 'Edit', onSelect: vi.fn() }
  ]
  render(<Menu trigger={<button type="button">More</button>} items={items} />)
  await openMenu(userEvent, 'More')
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
  await openMenu(userEvent, 'Sort')
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
  await openMenu(userEvent, 'Sort')
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

it('opens for what presses without pointing', async () => {
  render(<Menu trigger={<button type="button">More</button>} items={twoItems} />)
  fireEvent.click(screen.getByRole('button', { name: 'More' }))
  await focusedItem('Edit')
})

it('is whole when it is pointed at, but not under a press nor under the focus', () => {
  render(<Menu trigger={<button type="button">More</button>} items={twoItems} />)
  const light = screen.getByRole('button', { name: 'More' })
  fireEvent.pointerMove(light, { buttons: 1 })
  expect(light.isConnected).toBe(true)
  light.focus()
  fireEvent.pointerMove(light)
  expect(light.isConnected).toBe(true)
  light.blur()
  fireEvent.pointerMove(light)
  expect(light.isConnected).toBe(false)
})

/** A row with a menu, and one that has none. */
function showRows() {
  document.addEventListener('contextmenu', openRowMenu)
  onTestFinished(() => document.removeEventListener('contextmenu', openRowMenu))
  const row = (name: string, more?: React.ReactNode) => (
    <li data-index={0}>
      <button type="button">{name}</button>
      {more}
    </li>
  )
  render(
    <ul>
      {row('Row', <Menu trigger={<button type="button">More</button>} items={() => twoItems} />)}
      {row('Other')}
    </ul>
  )
  return (name: string, button: number) => {
    const target = screen.getByRole('button', { name })
    target.focus()
    const event = new PointerEvent('contextmenu', {
      bubbles: true,
      cancelable: true,
      clientX: 30,
      clientY: 40,
      pointerType: 'mouse',
      button
    })
    // True when nobody took it.
    return fireEvent(target, event)
  }
}

// As Chromium tells of a right click, and of the menu key.
it.each([2, -1])(
  'opens for its row, asked for by the button %j, and leaves the focus where it was',
  async (by) => {
    const ask = showRows()
    expect(ask('Row', by)).toBe(false)
    await screen.findByRole('menuitem', { name: 'Edit' })
    if (by === -1) await focusedItem('Edit')
    else await userEvent.keyboard('{ArrowDown}')
    await focusedItem('Edit')
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Row' }))
    // By its button it is as it was.
    await openMenu(userEvent, 'More')
    await screen.findByRole('menuitem', { name: 'Edit' })
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'More' })))
  }
)

it('leaves rows that have no menu alone', () => {
  expect(showRows()('Other', 2)).toBe(true)
  expect(screen.queryByRole('menu')).toBeNull()
})
