import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { LibraryLists } from './LibraryLists.tsx'

const nothing = () => {}

it('the focus stays with a tag that is renamed, wherever it stands then', async () => {
  let names = ['birds', 'ice', 'sea']
  const { inputsOf } = fakeBridge({
    'articles.counts': {
      all: 1,
      later: 1,
      reading: 0,
      finished: 0,
      starred: 0,
      extracts: 0,
      trashed: 0,
      highlights: 0
    },
    'tags.list': () => names.map((tag) => ({ tag, articleCount: 1, highlightCount: 0 })),
    'tags.rename': ({ from, to }) => {
      names = names.map((name) => (name === from ? to : name)).sort()
      return { tag: to }
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
