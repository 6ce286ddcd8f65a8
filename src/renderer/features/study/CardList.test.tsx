import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { CardList } from './CardList.tsx'
import type { CardWork } from './use-card-work.ts'

const nothing = () => {}

function show(visit = {}) {
  let tags = [{ tag: 'birds', count: 2 }]
  const bridge = fakeBridge({ 'cards.list': { total: 0, items: [] }, 'cards.tags': () => tags })
  const { unmount } = renderPart(
    <CardList visit={visit} work={{} as CardWork} onEdit={nothing} onNew={nothing} onStudy={nothing} />
  )
  return {
    ...bridge,
    unmount,
    user: userEvent.setup(),
    forget: () => {
      tags = []
      bridge.emit('data.changed', { nouns: ['cards'] })
    }
  }
}

it('is narrowed to a tag, keeps it for coming back, and lets go of it when nothing has it any more', async () => {
  const visit = {}
  const first = show(visit)
  await first.user.click(await screen.findByRole('button', { name: 'Any tag' }))
  await first.user.click(await screen.findByRole('menuitemradio', { name: 'birds' }))
  await waitFor(() =>
    expect(first.inputsOf('cards.list').at(-1)).toMatchObject({ filter: { status: 'all', tag: 'birds' } })
  )
  expect(await screen.findByText('No such cards')).toBeDefined()
  first.unmount()

  const again = show(visit)
  const filter = await screen.findByRole('button', { name: 'Tag: birds' })
  expect(again.inputsOf('cards.list')[0]).toMatchObject({ filter: { tag: 'birds' } })
  again.forget()
  await waitFor(() => expect(again.inputsOf('cards.tags')).toHaveLength(2))
  await again.user.click(filter)
  await again.user.click(await screen.findByRole('menuitemradio', { name: 'Any tag' }))
  await waitFor(() =>
    expect(again.inputsOf('cards.list').at(-1)).toMatchObject({ filter: { status: 'all' } })
  )
  expect(again.inputsOf('cards.list').at(-1)).not.toHaveProperty('filter.tag')
})
