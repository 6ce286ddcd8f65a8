import { act, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { defaultSettings, type Settings } from '../../shared/settings.ts'
import { fakeBridge } from '../testing/fake-bridge.ts'
import { renderPart } from '../testing/render-part.tsx'
import { useSettings } from './use-settings.ts'

let change: ReturnType<typeof useSettings>['change']
/** Every size that was rendered, in order. */
const seen: number[] = []

function Size() {
  const chosen = useSettings()
  change = chosen.change
  seen.push(chosen.settings.fontSize)
  return <output>{chosen.settings.fontSize}</output>
}
const shown = () => Number(screen.getByRole('status').textContent)

/** Main, whose answers to the window are held back until they are let go. */
function slowMain() {
  let stored: Settings = defaultSettings
  const held: (() => void)[] = []
  fakeBridge({
    'settings.get': () => {
      const asked = stored
      return new Promise<Settings>((resolve) => held.push(() => resolve(asked)))
    },
    'settings.set': (part) => {
      stored = { ...stored, ...(part as Partial<Settings>) }
      return stored
    }
  })
  const letGo = () =>
    act(async () => {
      for (const answer of held.splice(0)) answer()
    })
  return { held, letGo }
}

describe('a setting', () => {
  it('that is changed twice never jumps back to what was chosen first', async () => {
    const { held, letGo } = slowMain()
    renderPart(<Size />)
    await expect.poll(() => held.length).toBe(1)
    await letGo()
    await act(() => change({ fontSize: 20 }))
    // Asked again after the first change; answered with it after the second.
    await expect.poll(() => held.length).toBe(1)
    await act(() => {
      const kept = change({ fontSize: 21 })
      for (const answer of held.splice(0)) answer()
      return kept
    })
    await expect.poll(shown).toBe(21)
    // What was asked before and what is asked now, as often as anything is.
    for (let round = 0; round < 5; round++) {
      await letGo()
      await act(() => new Promise((done) => setTimeout(done, 20)))
    }
    expect(shown()).toBe(21)
    expect(seen.slice(seen.indexOf(21))).not.toContain(20)
  })

  it('that could not be kept is shown as it is kept', async () => {
    fakeBridge({
      'settings.get': defaultSettings,
      'settings.set': () => {
        throw new AppError('disk-full', { told: 'The disk is full.' })
      }
    })
    renderPart(<Size />)
    await expect.poll(shown).toBe(defaultSettings.fontSize)
    await act(() => expect(change({ fontSize: 30 })).rejects.toThrow('The disk is full.'))
    await expect.poll(shown).toBe(defaultSettings.fontSize)
  })
})
