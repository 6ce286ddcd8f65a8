import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { defaultSettings } from '../../../shared/settings.ts'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { sampleHighlight } from '../../testing/samples.ts'
import { Highlights } from './Highlights.tsx'

const here = () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent

async function show() {
  const items = ['alpha', 'beta', 'gamma'].map((exact, index) => ({
    ...sampleHighlight(index, { exact }),
    articleTitle: 'Tides',
    verdict: null
  }))
  fakeBridge({
    'highlights.list': { total: 3, items },
    'tags.list': [],
    'settings.get': defaultSettings,
    'highlights.verdicts': { unsure: 0, lost: 0, changed: 0, moved: 0 }
  })
  renderPart(<Highlights visit={{}} onOpen={vi.fn()} onGather={vi.fn()} />)
  await screen.findByRole('button', { name: 'gamma' })
  return userEvent.setup()
}

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
