import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { defaultSettings } from '../../../shared/settings.ts'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { openMenu } from '../../testing/open-menu.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { sampleHighlight } from '../../testing/samples.ts'
import { Highlights } from './Highlights.tsx'

const here = () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent

async function showList(visit: object) {
  const items = ['alpha', 'beta', 'gamma'].map((exact, index) => ({
    ...sampleHighlight(index, { exact }),
    articleTitle: 'Tides',
    verdict: null
  }))
  const { inputsOf } = fakeBridge({
    'highlights.list': { total: 3, items },
    'tags.list': [],
    'settings.get': defaultSettings,
    'highlights.verdicts': { unsure: 0, lost: 0, changed: 0, moved: 0 }
  })
  const { unmount } = renderPart(<Highlights visit={visit} onOpen={vi.fn()} onGather={vi.fn()} />)
  await screen.findByRole('button', { name: 'gamma' })
  return { user: userEvent.setup(), inputsOf, unmount }
}
const show = async () => (await showList({})).user

it('the cards are one stop for Tab and the buttons of one card; keys go from card to card', async () => {
  const user = await show()
  await user.keyboard('j')
  await waitFor(() => expect(here()).toBe('alpha'))
  await user.keyboard('{End}')
  await waitFor(() => expect(here()).toBe('gamma'))
  await user.keyboard('{ArrowUp}')
  await waitFor(() => expect(here()).toBe('beta'))
  const stops: unknown[] = []
  for (; document.activeElement !== document.body && stops.length < 9; await user.tab()) stops.push(here())
  expect(stops).toEqual(['beta', 'Copy', 'More for this highlight'])
  await user.tab({ shift: true })
  expect(here()).toBe('More for this highlight')
  await user.keyboard('{Home}')
  await waitFor(() => expect(here()).toBe('alpha'))
})

it.each([
  ['{End}', 'gamma'],
  ['{ArrowDown}', 'beta'],
  ['j', 'beta']
])('the first key on a card that Tab came to goes on from it: %s', async (key, card) => {
  const user = await show()
  screen.getByRole('button', { name: 'alpha' }).focus()
  await user.keyboard(key)
  await waitFor(() => expect(here()).toBe(card))
})

it('Tab comes to the first card of a list that was narrowed', async () => {
  const user = await show()
  screen.getByRole('button', { name: 'gamma' }).focus()
  await user.type(screen.getByRole('textbox'), 'a')
  await waitFor(() => expect(screen.getByRole('button', { name: 'alpha' }).tabIndex).toBe(0))
  expect(screen.getByRole('button', { name: 'gamma' }).tabIndex).toBe(-1)
})

const ticked = () =>
  screen.getAllByRole<HTMLInputElement>('checkbox').flatMap((one) => (one.checked ? one.ariaLabel : []))
const boxOf = (words: string) => screen.getByRole('checkbox', { name: `Select highlight: ${words}` })

it('Shift chooses all from where one began: with arrow keys, on a box, and on a passage', async () => {
  const user = await show()
  await user.keyboard('jx{Shift>}{ArrowDown}{/Shift}')
  await waitFor(() => expect(ticked()).toHaveLength(2))
  await waitFor(() => expect(here()).toBe('beta'))
  await user.keyboard('{Shift>}J{/Shift}')
  await waitFor(() => expect(ticked()).toHaveLength(3))
  await user.keyboard('{Shift>}{ArrowUp}{ArrowUp}{/Shift}')
  await waitFor(() => expect(ticked()).toEqual(['Select highlight: alpha']))
  await user.keyboard('{Escape}')
  expect(ticked()).toEqual([])

  await user.click(boxOf('gamma'))
  await user.keyboard('{Shift>}')
  await user.click(boxOf('beta'))
  await user.keyboard('{/Shift}')
  expect(ticked()).toEqual(['Select highlight: beta', 'Select highlight: gamma'])
  await user.keyboard('{Escape}{Control>}')
  await user.click(screen.getByRole('button', { name: 'beta' }))
  await user.keyboard('{/Control}{Shift>}')
  await user.click(screen.getByRole('button', { name: 'alpha' }))
  await user.keyboard('{/Shift}')
  expect(ticked()).toEqual(['Select highlight: alpha', 'Select highlight: beta'])
})

it.each([
  ['{Home}', ['alpha', 'beta'], '{Shift>}{ArrowDown}{/Shift}'],
  ['{End}', ['beta', 'gamma'], '{Shift>}{ArrowUp}{/Shift}']
])('Shift begins anew after a key that goes through the list: %s', async (key, chosen, extend) => {
  const user = await show()
  await user.keyboard('jjx{Shift>}{ArrowDown}{/Shift}')
  await waitFor(() => expect(ticked()).toHaveLength(2))
  await user.keyboard(key)
  await user.keyboard(extend)
  expect(ticked()).toEqual(chosen.map((words) => `Select highlight: ${words}`))
})

it('Shift goes on from the row that had the focus, where none was ticked', async () => {
  const user = await show()
  screen.getByRole('button', { name: 'alpha' }).focus()
  await user.keyboard('{Shift>}')
  await user.click(screen.getByRole('button', { name: 'beta' }))
  await user.keyboard('{/Shift}')
  expect(ticked()).toEqual(['Select highlight: alpha', 'Select highlight: beta'])
})

it('is sorted by when they were made, from the top, and comes back as it was left', async () => {
  const visit = {}
  const { user, inputsOf, unmount } = await showList(visit)
  await openMenu(user, 'Sort: By article')
  await user.click(await screen.findByRole('menuitemradio', { name: 'Newest first' }))
  await waitFor(() =>
    expect(inputsOf('highlights.list').at(-1)).toMatchObject({ sort: 'newest', filter: {} })
  )
  unmount()
  const again = await showList(visit)
  expect(again.inputsOf('highlights.list')[0]).toMatchObject({ sort: 'newest' })
  expect(screen.getByRole('button', { name: 'Sort: Newest first' })).toBeTruthy()
})
