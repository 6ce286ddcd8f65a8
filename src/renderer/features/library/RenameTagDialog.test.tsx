import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { RenameTagDialog } from './RenameTagDialog.tsx'

it('RenameTagDialog deletes a tag, says so, and offers to take it back', async () => {
  const { calls } = fakeBridge({ 'tags.delete': null, 'tags.list': [] })
  const deleted = vi.fn()
  renderPart(<RenameTagDialog tag="sea" onClose={() => {}} onRenamed={() => {}} onDeleted={deleted} />)
  await userEvent.setup().click(screen.getByRole('button', { name: 'Delete tag' }))
  expect(calls.filter(({ method }) => method === 'tags.delete')).toEqual([
    { method: 'tags.delete', input: { tag: 'sea' } }
  ])
  expect(
    (await screen.findAllByText('The tag “sea” is deleted. What had it is still here.')).length
  ).toBeGreaterThan(0)
  expect(screen.getByRole('button', { name: /Undo/ })).toBeTruthy()
  expect(deleted).toHaveBeenCalledOnce()
})

function show(isMerged: boolean) {
  const bridge = fakeBridge({
    'tags.list': [
      { tag: 'sea', articleCount: 3, highlightCount: 0 },
      { tag: 'Ozean', articleCount: 1, highlightCount: 12 }
    ],
    'tags.rename': ({ to }) => ({ tag: isMerged ? 'Ozean' : to, isMerged })
  })
  const renamed = vi.fn()
  renderPart(<RenameTagDialog tag="sea" onClose={() => {}} onRenamed={renamed} onDeleted={() => {}} />)
  return { ...bridge, renamed, field: screen.getByRole('textbox', { name: 'New name' }) }
}

it('says before two tags become one that they will, and then that they are, with a way back', async () => {
  const { inputsOf, field, renamed } = show(true)
  const user = userEvent.setup()
  await user.clear(field)
  expect(screen.getByRole('status').textContent).toBe('')
  await user.type(field, ' oZEAN ')
  expect(screen.getByRole('status').textContent).toBe(
    '“Ozean” is a tag already (1 article, 12 highlights). The two become one; Undo makes them two again.'
  )
  await user.click(screen.getByRole('button', { name: 'Merge the tags' }))
  expect(inputsOf('tags.rename')).toEqual([{ from: 'sea', to: 'oZEAN' }])
  expect((await screen.findAllByText('The tag “sea” is now one with “Ozean”.')).length).toBeGreaterThan(0)
  expect(screen.getByRole('button', { name: /Undo/ })).toBeTruthy()
  expect(renamed).toHaveBeenCalledExactlyOnceWith('Ozean')
})

it('another name, or its own in capitals, warns of nothing and can be taken back', async () => {
  const { field } = show(false)
  const user = userEvent.setup()
  await user.clear(field)
  await user.type(field, 'SEA')
  expect(screen.getByRole('status').textContent).toBe('')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect((await screen.findAllByText('The tag “sea” is now called “SEA”.')).length).toBeGreaterThan(0)
  expect(screen.getByRole('button', { name: /Undo/ })).toBeTruthy()
})
