import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { NoteDraft } from './note-draft.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('NoteDraft', () => {
  it('stores half a second after the last key', async () => {
    const save = vi.fn(async () => {})
    const draft = new NoteDraft({ text: '', save })
    draft.write('a')
    await vi.advanceTimersByTimeAsync(400)
    draft.write('ab')
    await vi.advanceTimersByTimeAsync(499)
    expect(save).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(save).toHaveBeenCalledExactlyOnceWith('ab')
    expect(draft.isStored).toBe(true)
  })

  it('stores at least once a second while typing goes on', async () => {
    const save = vi.fn(async () => {})
    const draft = new NoteDraft({ text: '', save })
    for (let i = 1; i <= 30; i++) {
      draft.write('x'.repeat(i))
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(save.mock.calls.length).toBeGreaterThanOrEqual(2)
  })

  it('flushes at once, and not twice', async () => {
    const save = vi.fn(async () => {})
    const draft = new NoteDraft({ text: '', save })
    draft.write('a')
    await draft.flush()
    await draft.flush()
    await vi.advanceTimersByTimeAsync(2000)
    expect(save).toHaveBeenCalledExactlyOnceWith('a')
  })

  it('keeps what was typed while a write was on its way', async () => {
    const saved: string[] = []
    const draft = new NoteDraft({
      text: '',
      save: (text) => new Promise<void>((resolve) => setTimeout(() => resolve(void saved.push(text)), 300))
    })
    draft.write('a')
    await vi.advanceTimersByTimeAsync(600)
    draft.write('ab')
    await vi.advanceTimersByTimeAsync(3000)
    expect(saved).toEqual(['a', 'ab'])
    expect(draft.isStored).toBe(true)
  })

  it('keeps the text when storing fails, and tries again', async () => {
    const states: string[] = []
    const save = vi
      .fn<() => Promise<void>>()
      .mockRejectedValueOnce(new Error('disk full'))
      .mockResolvedValue()
    const draft = new NoteDraft({ text: 'old', save, onState: (state) => states.push(state) })
    draft.write('new')
    await vi.advanceTimersByTimeAsync(600)
    expect(states.at(-1)).toBe('failed')
    expect(draft.text).toBe('new')
    await vi.advanceTimersByTimeAsync(5000)
    expect(states.at(-1)).toBe('saved')
  })

  it('lets a change from elsewhere in only when nothing is unsaved', async () => {
    const draft = new NoteDraft({ text: 'one', save: async () => {} })
    expect(draft.replaceStored('two')).toBe(true)
    draft.write('mine')
    expect(draft.replaceStored('three')).toBe(false)
    expect(draft.text).toBe('mine')
  })
})
