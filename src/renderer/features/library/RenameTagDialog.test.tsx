import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { RenameTagDialog } from './RenameTagDialog.tsx'

it('RenameTagDialog deletes a tag, says so, and offers to take it back', async () => {
  const { calls } = fakeBridge({ 'tags.delete': null })
  const deleted = vi.fn()
  renderPart(<RenameTagDialog tag="sea" onClose={() => {}} onRenamed={() => {}} onDeleted={deleted} />)
  await userEvent.setup().click(screen.getByRole('button', { name: 'Delete tag' }))
  expect(calls).toEqual([{ method: 'tags.delete', input: { tag: 'sea' } }])
  expect(
    (await screen.findAllByText('The tag “sea” is deleted. What had it is still here.')).length
  ).toBeGreaterThan(0)
  expect(screen.getByRole('button', { name: /Undo/ })).toBeTruthy()
  expect(deleted).toHaveBeenCalledOnce()
})
