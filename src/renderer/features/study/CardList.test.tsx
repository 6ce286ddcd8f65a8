import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { openMenu } from '../../testing/open-menu.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { sampleCard } from '../../testing/samples.ts'
import { CardList } from './CardList.tsx'
import { type CardWork, useCardWork } from './use-card-work.ts'

const nothing = () => {}

function show(visit = {}) {
  let tags = [{ tag: 'birds', count: 2 }]
  const bridge = fakeBridge({ 'cards.list': { total: 0, items: [] }, 'cards.tags': () => tags })
  const { unmount } = renderPart(
    <CardList
      visit={visit}
      work={{} as CardWork}
      onEdit={nothing}
      onDue={nothing}
      onNew={nothing}
      onStudy={nothing}
    />
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
  await openMenu(first.user, 'Any tag')
  await first.user.click(await screen.findByRole('menuitemradio', { name: 'birds' }))
  await waitFor(() =>
    expect(first.inputsOf('cards.list').at(-1)).toMatchObject({ filter: { status: 'all', tag: 'birds' } })
  )
  await screen.findByText('No such cards')
  first.unmount()

  const again = show(visit)
  const filter = await screen.findByRole('button', { name: 'Tag: birds' })
  expect(again.inputsOf('cards.list')[0]).toMatchObject({ filter: { tag: 'birds' } })
  again.forget()
  await waitFor(() => expect(again.inputsOf('cards.tags')).toHaveLength(2))
  await openMenu(again.user, filter.textContent)
  await again.user.click(await screen.findByRole('menuitemradio', { name: 'Any tag' }))
  await waitFor(() =>
    expect(again.inputsOf('cards.list').at(-1)).toMatchObject({ filter: { status: 'all' } })
  )
  expect(again.inputsOf('cards.list').at(-1)).not.toHaveProperty('filter.tag')
})

/** The work itself, with a list of three cards. */
function showThree(isStep = true) {
  const items = [1, 2, 3].map((n) => sampleCard(n))
  const bridge = fakeBridge({
    'cards.list': { total: 3, items },
    'cards.tags': [],
    'cards.tagsOf': [{ tag: 'exam', count: 1 }],
    'tags.list': [],
    'cards.changeMany': { count: 2, isWhole: true, isStep },
    'history.state': { undo: null, redo: null }
  })
  const onStudy = vi.fn()
  const onDue = vi.fn()
  const List = () => (
    <CardList
      visit={items}
      work={useCardWork(nothing)}
      onEdit={nothing}
      onDue={onDue}
      onNew={nothing}
      onStudy={onStudy}
    />
  )
  renderPart(<List />)
  return { ...bridge, onStudy, onDue, user: userEvent.setup(), ids: items.map(({ id }) => id) }
}

it('acts on the cards that are ticked, or on all that are listed but a few', async () => {
  const { user, inputsOf, ids } = showThree()
  await user.click(await screen.findByRole('checkbox', { name: 'Select: Question 1' }))
  await user.click(screen.getByRole('checkbox', { name: 'Select: Question 3' }))
  expect(screen.queryByText('2 selected')).not.toBeNull()
  await user.click(screen.getByRole('button', { name: 'Suspend' }))
  expect(inputsOf('cards.changeMany')).toEqual([
    {
      which: { kind: 'some', cardIds: [ids[0], ids[2]] },
      change: { kind: 'suspended', suspended: true }
    }
  ])
  await screen.findByText('2 cards suspended')
  expect(screen.queryByRole('toolbar')).toBeNull()

  await user.keyboard('{Control>}a{/Control}')
  expect(screen.queryByText('3 selected')).not.toBeNull()
  await user.click(screen.getByRole('checkbox', { name: 'Select: Question 2' }))
  const toolbar = within(screen.getByRole('toolbar'))
  await user.click(toolbar.getByRole('button', { name: 'Tags' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Tags of 2 cards' }))
  await dialog.findByText('on 1 of 2')
  await user.keyboard('week{Enter}')
  const which = { kind: 'all', filter: { status: 'all' }, except: [ids[1]] }
  await waitFor(() =>
    expect(inputsOf('cards.changeMany').at(-1)).toEqual({ which, change: { kind: 'addTag', tag: 'week' } })
  )
  await user.click(dialog.getAllByRole('button', { name: 'Close' })[0]!)
  await user.click(screen.getByRole('button', { name: 'Delete' }))
  await waitFor(() =>
    expect(inputsOf('cards.changeMany').at(-1)).toEqual({ which, change: { kind: 'delete' } })
  )
})

it('is studied as it is narrowed', async () => {
  const { user, onStudy } = showThree()
  await screen.findByText('Question 1')
  await user.click(screen.getByRole('radio', { name: 'Due' }))
  await user.keyboard('s')
  expect(onStudy).toHaveBeenCalledWith({ status: 'waiting' })
  // Cards that rest are not asked.
  await user.click(screen.getByRole('radio', { name: 'Suspended' }))
  await user.keyboard('s')
  expect(onStudy).toHaveBeenCalledOnce()
  expect(screen.queryByRole('button', { name: /^Study these now/ })).toBeNull()
})

it('makes cards new again, and asks for the day they come back on: the one with the focus, or those that are ticked', async () => {
  const { user, inputsOf, onDue, ids } = showThree()
  await user.click(await screen.findByRole('button', { name: 'Edit: Question 2' }))
  await user.keyboard('{Shift>}R{/Shift}')
  await screen.findByText('The card is new again')
  expect(screen.queryByRole('button', { name: 'Undo' })).not.toBeNull()
  await user.keyboard('d')
  expect(onDue).toHaveBeenCalledWith({
    chosen: { which: { kind: 'some', cardIds: [ids[1]] }, count: 1 },
    inDays: 1
  })
  await user.keyboard('x')
  await user.click(screen.getByRole('checkbox', { name: 'Select: Question 3' }))
  const chosen = { which: { kind: 'some', cardIds: [ids[1], ids[2]] }, count: 2 }
  await user.click(screen.getByRole('button', { name: 'Day…' }))
  expect(onDue).toHaveBeenLastCalledWith({ chosen, inDays: 1, onSet: expect.any(Function) })
  await user.click(screen.getByRole('button', { name: 'Make new' }))
  await screen.findByText('2 cards are new again')
  expect(inputsOf('cards.changeMany')).toEqual([
    { which: { kind: 'some', cardIds: [ids[1]] }, change: { kind: 'reset' } },
    { which: chosen.which, change: { kind: 'reset' } }
  ])
})

it('is sorted as one wishes, and still is when one comes back', async () => {
  const visit = {}
  const first = show(visit)
  expect(first.inputsOf('cards.list')[0]).toMatchObject({ sort: 'newest' })
  await openMenu(first.user, 'Sort: Newest first')
  await first.user.click(await screen.findByRole('menuitemradio', { name: 'Least firmly known' }))
  await waitFor(() => expect(first.inputsOf('cards.list').at(-1)).toMatchObject({ sort: 'weakest' }))
  first.unmount()
  const again = show(visit)
  await screen.findByRole('button', { name: 'Sort: Least firmly known' })
  expect(again.inputsOf('cards.list')[0]).toMatchObject({ sort: 'weakest' })
})

it('offers to take back what it did to cards, and nothing where they were so already', async () => {
  const { user } = showThree(false)
  await user.click(await screen.findByRole('button', { name: 'Edit: Question 2' }))
  await user.keyboard('{Shift>}R{/Shift}')
  await screen.findByText('The card is new again')
  // The step before it would be taken back.
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
})

it('keys are for the first card of a list that was narrowed or sorted, which is the one on screen', async () => {
  const { user, onDue, ids } = showThree()
  const chosen = (at: number) => ({ which: { kind: 'some', cardIds: [ids[at]] }, count: 1 })
  const last = await screen.findByRole('button', { name: 'Edit: Question 3' })
  await user.click(last)
  await user.keyboard('d')
  expect(onDue).toHaveBeenLastCalledWith(expect.objectContaining({ chosen: chosen(2) }))
  await user.click(screen.getByRole('radio', { name: 'Due' }))
  await user.keyboard('d')
  expect(onDue).toHaveBeenLastCalledWith(expect.objectContaining({ chosen: chosen(0) }))
  await user.click(last)
  await openMenu(user, 'Sort: Newest first')
  await user.click(await screen.findByRole('menuitemradio', { name: 'Least firmly known' }))
  await screen.findByRole('button', { name: 'Sort: Least firmly known' })
  await user.keyboard('d')
  await waitFor(() => expect(onDue).toHaveBeenCalledTimes(3))
  expect(onDue).toHaveBeenLastCalledWith(expect.objectContaining({ chosen: chosen(0) }))
})

it('Shift chooses all from where one began, on boxes and with keys', async () => {
  const { user, inputsOf, ids } = showThree()
  await user.click(await screen.findByRole('checkbox', { name: 'Select: Question 3' }))
  await user.keyboard('{Shift>}')
  await user.click(screen.getByRole('checkbox', { name: 'Select: Question 1' }))
  await user.keyboard('{/Shift}')
  expect(screen.getByText('3 selected')).toBeTruthy()
  await user.keyboard('{Shift>}{ArrowDown}{/Shift}')
  await screen.findByText('2 selected')
  await user.keyboard('@')
  await waitFor(() => expect(inputsOf('cards.changeMany')).toHaveLength(1))
  expect(inputsOf('cards.changeMany')[0]).toMatchObject({ which: { kind: 'some', cardIds: ids.slice(1) } })
})

it('Shift begins anew after a key that goes through the list', async () => {
  const { user, inputsOf, ids } = showThree()
  await user.click(await screen.findByRole('checkbox', { name: 'Select: Question 3' }))
  await user.keyboard('{Home}{Shift>}{ArrowDown}{/Shift}@')
  await waitFor(() => expect(inputsOf('cards.changeMany')).toHaveLength(1))
  expect(inputsOf('cards.changeMany')[0]).toMatchObject({
    which: { kind: 'some', cardIds: ids.slice(0, 2) }
  })
})
