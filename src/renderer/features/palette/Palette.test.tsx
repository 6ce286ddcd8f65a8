import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import type { SavedSearchId } from '../../../shared/saved-searches.ts'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { Palette } from './Palette.tsx'

const saved = { id: crypto.randomUUID() as SavedSearchId, name: 'Résumés to read', query: 'resume' }

function show() {
  fakeBridge({
    'articles.list': { total: 0, items: [] },
    'notebooks.list': { total: 0, items: [] },
    'tags.list': Array.from({ length: 50 }, (_, at) => ({
      tag: `summer ${at}`,
      articleCount: 1,
      highlightCount: 0
    })),
    'savedSearches.list': [saved]
  })
  const went = vi.fn()
  const Opened = () => {
    const [open, setOpen] = useState(true)
    return (
      <Palette
        open={open}
        onClose={() => setOpen(false)}
        onOpenArticle={went}
        onOpenNotebook={went}
        onShowTag={(tag) => went('tag', tag)}
        onShowSavedSearch={(id) => went('saved search', id)}
        onSearch={went}
        onAddress={went}
      />
    )
  }
  renderPart(<Opened />)
  return { went, user: userEvent.setup() }
}

const options = () => screen.getAllByRole('option').map((one) => one.textContent)

it('offers tags and saved searches by their names, a few of each, and none before something is typed', async () => {
  const { user, went } = show()
  await screen.findByRole('combobox')
  expect(screen.queryAllByRole('option')).toEqual([])
  await user.keyboard('SUM')
  await waitFor(() => expect(options()).toContain('summer 3'))
  expect(options().filter((one) => one?.startsWith('summer'))).toHaveLength(4)
  expect(options()).toContain('Résumés to read')
  await user.keyboard('mer 42')
  await waitFor(() => expect(options()).toContain('summer 42'))
  await user.click(screen.getByRole('option', { name: 'summer 42' }))
  await waitFor(() => expect(went).toHaveBeenCalledExactlyOnceWith('tag', 'summer 42'))
})

it('goes to a saved search by its name', async () => {
  const { user, went } = show()
  await screen.findByRole('combobox')
  await user.keyboard('resumes to')
  await waitFor(() => expect(options()).toContain('Résumés to read'))
  await user.click(screen.getByRole('option', { name: 'Résumés to read' }))
  await waitFor(() => expect(went).toHaveBeenCalledExactlyOnceWith('saved search', saved.id))
})
