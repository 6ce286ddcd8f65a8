import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
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

it('of ten thousand tags the most used are drawn, and every other one is found by its name', async () => {
  fakeBridge({
    ...sampleFirstAnswers([sampleArticle(1)]),
    'tags.list': Array.from({ length: 10_000 }, (_, at) => ({
      tag: `tag ${at}`,
      articleCount: 10_000 - at,
      highlightCount: 0
    }))
  })
  const shown = vi.fn()
  renderPart(<LibraryLists list={undefined} tag="tag 9000" onShow={nothing} onShowTag={shown} />)
  const tags = await screen.findByRole('navigation', { name: 'Tags' })
  const names = () => [...tags.querySelectorAll<HTMLElement>('.sidebar-tag')].map((one) => one.dataset.tag)
  // The one that is shown beside is among them, however seldom it is used.
  expect(names()).toHaveLength(201)
  expect(names().slice(0, 2)).toEqual(['tag 9000', 'tag 0'])
  const user = userEvent.setup()
  await user.click(screen.getByRole('button', { name: '9,799 more, found by name' }))
  await user.keyboard('TAG 777')
  await waitFor(() =>
    expect(names()).toEqual(['tag 777', ...Array.from({ length: 10 }, (_, at) => `tag 777${at}`)])
  )
  const told = within(tags).getByRole('status')
  expect(told.textContent).toBe('')
  await user.keyboard('x')
  await waitFor(() => expect(told.textContent).toBe('No tag is called that.'))
  await user.keyboard('{Backspace}{ArrowDown}')
  await waitFor(() => expect(document.activeElement?.textContent).toBe('tag 7779,223'))
  await user.keyboard('{ArrowDown}{Enter}')
  expect(shown).toHaveBeenCalledExactlyOnceWith('tag 7770')
})

it.each([
  ['found by its old name', 'tag 77', 'tag 77'],
  ['drawn as one of the most used', '', 'tag 5']
])('of very many tags the focus stays with one that is renamed, too: %s', async (_, typed, old) => {
  let names = Array.from({ length: 300 }, (_, at) => `tag ${at}`)
  fakeBridge({
    ...sampleFirstAnswers([sampleArticle(1)]),
    'tags.list': () => names.map((tag) => ({ tag, articleCount: 1, highlightCount: 0 })),
    'tags.rename': ({ from, to }) => {
      names = [...names.filter((name) => name !== from), to]
      return { tag: to, isMerged: false }
    }
  })
  const { container } = renderPart(
    <LibraryLists list="all" tag={undefined} onShow={nothing} onShowTag={nothing} />
  )
  const user = userEvent.setup()
  // Asking hundreds of buttons for their names takes seconds.
  const pencilOf = (tag: string) =>
    waitFor(() => {
      const pencil = container.querySelector<HTMLElement>(`[data-tag="${tag}"] .icon-button`)
      expect(pencil).not.toBeNull()
      return pencil!
    })
  if (typed) await user.type(await screen.findByLabelText('Find a tag'), typed)
  await user.click(await pencilOf(old))
  await user.clear(await screen.findByLabelText('New name'))
  await user.keyboard('warblers{Enter}')
  const renamed = await pencilOf('warblers')
  await waitFor(() => expect(document.activeElement).toBe(renamed))
})
