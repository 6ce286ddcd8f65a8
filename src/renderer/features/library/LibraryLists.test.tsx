import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { sampleArticle, sampleFirstAnswers } from '../../testing/samples.ts'
import { LibraryLists } from './LibraryLists.tsx'

const nothing = () => {}

it('the focus stays with a tag that is renamed, wherever it stands then', async () => {
  let names = ['birds', 'ice', 'sea']
  const { inputsOf } = fakeBridge({
    ...sampleFirstAnswers([sampleArticle(1)]),
    'tags.list': () => names.map((tag) => ({ tag, articleCount: 1, highlightCount: 0 })),
    'tags.rename': ({ from, to }) => {
      names = names.map((name) => (name === from ? to : name)).sort()
      return { tag: to, isMerged: false }
    }
  })
  renderPart(<LibraryLists list="all" tag={undefined} onShow={nothing} onShowTag={nothing} />)
  const user = userEvent.setup()
  await user.click(await screen.findByRole('button', { name: 'Rename tag: birds' }))
  await user.clear(screen.getByRole('textbox', { name: 'New name' }))
  await user.keyboard('warblers{Enter}')
  const renamed = await screen.findByRole('button', { name: 'Rename tag: warblers' })
  await waitFor(() => expect(renamed).toBe(document.activeElement))
  expect(inputsOf('tags.rename')).toEqual([{ from: 'birds', to: 'warblers' }])
})

it('is one stop for Tab however many tags there are; arrow keys walk them', async () => {
  fakeBridge({
    ...sampleFirstAnswers([sampleArticle(1)]),
    'tags.list': ['birds', 'ice', 'sea'].map((tag) => ({ tag, articleCount: 1, highlightCount: 0 }))
  })
  renderPart(<LibraryLists list="all" tag={undefined} onShow={nothing} onShowTag={nothing} />)
  const user = userEvent.setup()
  const tags = await screen.findByRole('navigation', { name: 'Tags' })
  const stops = () => [...tags.querySelectorAll('button')].filter((one) => one.tabIndex === 0)
  const here = () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent
  expect(stops()).toHaveLength(2)
  stops()[0]!.focus()
  await user.keyboard('{ArrowDown}')
  expect(here()).toBe('ice1')
  await user.tab()
  expect(here()).toBe('Rename tag: ice')
  await user.keyboard('{End}{ArrowDown}')
  expect(here()).toBe('sea1')
  await user.keyboard('{Home}')
  expect(here()).toBe('birds1')
  expect(stops()).toHaveLength(2)
})
