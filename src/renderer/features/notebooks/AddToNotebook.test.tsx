import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { NotebookId } from '../../../shared/notebooks.ts'
import type { HighlightId } from '../../../shared/values.ts'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { AddToNotebook } from './AddToNotebook.tsx'

const notebook = (title: string) => ({
  id: `notebook ${title}` as NotebookId,
  title,
  excerpt: '',
  highlights: 0,
  createdAt: 1,
  updatedAt: 1
})
const notebooks = ['Gardens', 'Tides'].map(notebook)
const one = ['highlight 1' as HighlightId]

/** Names and Enter in one breath: nothing that is asked about a name is answered before `answer` is called. */
function show(highlightIds = one) {
  let answer = () => {}
  const asked = new Promise<void>((done) => {
    answer = done
  })
  const bridge = fakeBridge({
    'notebooks.list': async ({ contains, page }) => {
      if (contains) await asked
      const items = notebooks.filter((one) => one.title.toLowerCase().includes(contains?.toLowerCase() ?? ''))
      return { total: items.length, items: items.slice(0, page.limit) }
    },
    'notebooks.gather': (input) => ({ id: input.id }) as never,
    'notebooks.create': null as never
  })
  renderPart(<AddToNotebook highlightIds={highlightIds} onClose={() => {}} onOpen={() => {}} />)
  return { ...bridge, answer, user: userEvent.setup() }
}

describe('AddToNotebook', () => {
  it('puts into the notebook that was named, also when Enter comes before its list', async () => {
    const { user, inputsOf, answer } = show()
    await screen.findByRole('button', { name: 'Gardens' })
    await user.type(screen.getByRole('textbox'), 'tid{Enter}')
    answer()
    await waitFor(() =>
      expect(inputsOf('notebooks.gather')).toEqual([{ id: notebooks[1]!.id, highlightIds: one }])
    )
    expect(inputsOf('notebooks.create')).toEqual([])
  })

  it('puts in every one of many, as it says', async () => {
    const many = Array.from({ length: 2500 }, (_, index) => `highlight ${index}` as HighlightId)
    const { user, inputsOf } = show(many)
    await user.click(await screen.findByRole('button', { name: 'Gardens' }))
    await waitFor(() =>
      expect(inputsOf('notebooks.gather')).toEqual([{ id: notebooks[0]!.id, highlightIds: many }])
    )
  })

  it('makes the notebook that was named when there is none yet', async () => {
    const { user, inputsOf, answer } = show()
    await screen.findByRole('button', { name: 'Gardens' })
    await user.type(screen.getByRole('textbox'), 'Lamps{Enter}')
    answer()
    await waitFor(() => expect(inputsOf('notebooks.create')).toMatchObject([{ title: 'Lamps', body: '' }]))
    await waitFor(() => expect(inputsOf('notebooks.gather')).toHaveLength(1))
  })
})
