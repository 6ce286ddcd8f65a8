import { waitFor } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { fakeBridge } from '../testing/fake-bridge.ts'
import { renderPart } from '../testing/render-part.tsx'
import { onDoneSince, undoAction, withUndo } from './undo-action.ts'
import { useCommand } from './use-command.ts'

const step = (id: number) => ({ id, label: 'undo.deleteHighlight', count: 1, articleId: null })

function show() {
  let newest = 7
  fakeBridge({ 'history.state': () => ({ undo: step(newest), redo: null }) })
  const undone = vi.fn()
  const told = vi.fn()
  function Part() {
    useCommand('history.undo', undone)
    return null
  }
  renderPart(<Part />)
  const stop = onDoneSince(told)
  return {
    undone,
    told,
    stop,
    doMore: () => {
      newest++
    }
  }
}

it('takes back what was just done', async () => {
  const { undone, told, stop } = show()
  undoAction().onClick()
  await waitFor(() => expect(undone).toHaveBeenCalledOnce())
  expect(told).not.toHaveBeenCalled()
  stop()
})

it('takes back nothing that was done after it, and says so', async () => {
  const { undone, told, stop, doMore } = show()
  const action = undoAction()
  await Promise.resolve()
  doMore()
  action.onClick()
  await waitFor(() => expect(told).toHaveBeenCalledOnce())
  expect(undone).not.toHaveBeenCalled()
  stop()
})

it('offers to take back what changed something, and nothing where all was so already', async () => {
  const { undone, stop, doMore } = show()
  const changed = await withUndo(async () => doMore())
  expect(changed.undo.action?.label).toBe('Undo')
  changed.undo.action?.onClick()
  await waitFor(() => expect(undone).toHaveBeenCalledOnce())
  expect((await withUndo(async () => 'so already')).undo).toEqual({})
  stop()
})

it('is asked before the change and does not hold it up', async () => {
  const { stop } = show()
  let isDone = false
  const telling = withUndo(async () => {
    isDone = true
  })
  expect(isDone).toBe(true)
  await telling
  stop()
})
