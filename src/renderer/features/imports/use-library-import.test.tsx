import { act, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import type { LibraryImportPlan } from '../../../shared/library-imports.ts'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { useLibraryImport } from './use-library-import.ts'

let library: ReturnType<typeof useLibraryImport>

function State() {
  library = useLibraryImport(
    () => {},
    () => {}
  )
  const { state } = library
  return <output>{state.step === 'planned' ? `${state.step} ${state.plan.app}` : state.step}</output>
}
const shown = () => screen.getByRole('status').textContent

const planOf = (app: string, batchId: string): LibraryImportPlan => ({
  batchId,
  app,
  fileName: `${app}.csv`,
  wouldAdd: 1,
  alreadyHere: 0,
  inTrash: 0,
  unreadable: 0,
  highlights: 0,
  withText: 0,
  sample: []
})

it('says so when everything was here already', async () => {
  const batchId = crypto.randomUUID()
  fakeBridge({
    'libraryImports.interrupted': null,
    'libraryImports.plan': planOf('Pocket', batchId),
    'libraryImports.run': {
      batchId,
      app: 'Pocket',
      added: 0,
      updated: 0,
      alreadyHere: 3,
      inTrash: 0,
      unreadable: 0,
      failed: 0,
      cancelled: false,
      problems: []
    }
  })
  renderPart(<State />)
  await act(() => library.run(planOf('Pocket', batchId), false))
  expect(await screen.findByText('Nothing new from Pocket: all of it was here already')).toBeTruthy()
})

describe('planning an import of another app', () => {
  it('goes on for the file chosen last when the one before was called off meanwhile', async () => {
    const readings = new Map<string, PromiseWithResolvers<LibraryImportPlan>>()
    fakeBridge({
      'libraryImports.interrupted': null,
      'libraryImports.plan': ({ path }) => {
        const reading = Promise.withResolvers<LibraryImportPlan>()
        readings.set(path, reading)
        return reading.promise
      },
      'imports.cancel': null
    })
    renderPart(<State />)
    act(() => void library.planAll(['/a.csv']))
    act(() => library.close())
    act(() => void library.planAll(['/b.csv']))
    expect(shown()).toBe('planning')
    await act(async () => readings.get('/a.csv')!.reject(new AppError('cancelled', { told: 'Stopped.' })))
    expect(shown()).toBe('planning')
    await act(async () => readings.get('/b.csv')!.resolve(planOf('Pocket', crypto.randomUUID())))
    expect(shown()).toBe('planned Pocket')
  })

  it('asks about one export after the other when several came at once', async () => {
    fakeBridge({
      'libraryImports.interrupted': null,
      'libraryImports.plan': ({ path }) => planOf(path, crypto.randomUUID()),
      'libraryImports.drop': null,
      'libraryImports.run': ({ batchId }) => ({
        batchId,
        app: 'b',
        added: 0,
        updated: 0,
        alreadyHere: 0,
        inTrash: 0,
        unreadable: 1,
        failed: 0,
        cancelled: false,
        problems: []
      })
    })
    renderPart(<State />)
    await act(() => library.planAll(['a', 'b', 'c']))
    expect(shown()).toBe('planned a')
    await act(async () => library.close())
    expect(shown()).toBe('planned b')
    const planned = library.state
    if (planned.step !== 'planned') throw new Error('not planned')
    await act(() => library.run(planned.plan, false))
    // What was wrong with the second is told beside the third, not in its place.
    expect(await screen.findByRole('button', { name: 'Look' })).toBeTruthy()
    expect(screen.getByText('planned c')).toBeTruthy()
    await act(async () => library.close())
    expect(screen.getByText('none')).toBeTruthy()
  })
})
