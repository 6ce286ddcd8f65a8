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
    act(() => void library.plan('/a.csv'))
    act(() => library.close())
    act(() => void library.plan('/b.csv'))
    expect(shown()).toBe('planning')
    await act(async () => readings.get('/a.csv')!.reject(new AppError('cancelled', { told: 'Stopped.' })))
    expect(shown()).toBe('planning')
    await act(async () => readings.get('/b.csv')!.resolve(planOf('Pocket', crypto.randomUUID())))
    expect(shown()).toBe('planned Pocket')
  })
})
