import { act } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { defaultSettings } from '../../../shared/settings.ts'
import type { VaultReport } from '../../../shared/vault.ts'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { useVaultCommand } from './use-vault-sync.ts'

function Desk() {
  useVaultCommand()
  return null
}

const quiet: VaultReport = { written: 0, brought: 0, joined: 0, problems: [] }
let hasFocus = true
beforeEach(() => {
  vi.useFakeTimers()
  hasFocus = true
  vi.spyOn(document, 'hasFocus').mockImplementation(() => hasFocus)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
async function go(where: 'away' | 'back') {
  hasFocus = where === 'back'
  window.dispatchEvent(new FocusEvent(hasFocus ? 'focus' : 'blur'))
  await pass(1000)
}

async function show(sync: () => VaultReport | Promise<VaultReport>) {
  const bridge = fakeBridge({
    'vault.state': { folder: '/notes', syncedAt: null },
    'settings.get': { ...defaultSettings, vaultAuto: true },
    'vault.sync': sync
  })
  renderPart(<Desk />)
  await pass(100)
  return { ...bridge, rounds: () => bridge.inputsOf('vault.sync').length }
}

it('brings into step on the way out only when something changed, and on the way back always', async () => {
  const { rounds, emit } = await show(() => quiet)
  await go('away')
  expect(rounds()).toBe(1)
  await go('back')
  expect(rounds()).toBe(2)
  await go('away')
  expect(rounds()).toBe(2)
  await go('back')
  emit('data.changed', { nouns: ['reading', 'statistics'] })
  await go('away')
  expect(rounds()).toBe(3)
  await go('back')
  emit('data.changed', { nouns: ['highlights', 'search'] })
  await go('away')
  expect(rounds()).toBe(5)
})

it('takes along what an editor stores as the window is left', async () => {
  const { rounds, emit } = await show(() => quiet)
  await go('away')
  await go('back')
  hasFocus = false
  window.dispatchEvent(new FocusEvent('blur'))
  emit('data.changed', { nouns: ['notes'] })
  await pass(1000)
  expect(rounds()).toBe(3)
})

it('tries again after a round that failed, and after one that was joined on its way', async () => {
  let finish = () => {}
  const answers: (() => VaultReport | Promise<VaultReport>)[] = [
    () => {
      throw new AppError('not-found', 'errors.vault.noFolder')
    },
    () => {
      throw new AppError('not-found', 'errors.vault.noFolder')
    },
    () =>
      new Promise((resolve) => {
        finish = () => resolve(quiet)
      })
  ]
  const { rounds, emit } = await show(() => answers.shift()?.() ?? quiet)
  await go('away')
  await go('back')
  await go('away')
  expect(rounds()).toBe(3)
  // While that one is under way, it may have passed the article that changes.
  emit('data.changed', { nouns: ['notes'] })
  await go('back')
  expect(rounds()).toBe(4)
  finish()
  await pass(10)
  await go('away')
  expect(rounds()).toBe(5)
})
