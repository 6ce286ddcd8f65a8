import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import type { SavedNote } from '../../../shared/notes.ts'
import { NoteDraft } from './note-draft.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('NoteDraft', () => {
  it('stores half a second after the last key', async () => {
    const save = vi.fn(async (body: string, _base: string) => ({ body, joined: false }))
    const draft = new NoteDraft({ text: '', save })
    draft.write('a')
    await vi.advanceTimersByTimeAsync(400)
    draft.write('ab')
    await vi.advanceTimersByTimeAsync(499)
    expect(save).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(save).toHaveBeenCalledExactlyOnceWith('ab', '')
    expect(draft.isStored).toBe(true)
  })

  it('stores at least once a second while typing goes on', async () => {
    const save = vi.fn(async (body: string, _base: string) => ({ body, joined: false }))
    const draft = new NoteDraft({ text: '', save })
    for (let i = 1; i <= 30; i++) {
      draft.write('x'.repeat(i))
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(save.mock.calls.length).toBeGreaterThanOrEqual(2)
  })

  it('flushes at once, and not twice', async () => {
    const save = vi.fn(async (body: string, _base: string) => ({ body, joined: false }))
    const draft = new NoteDraft({ text: '', save })
    draft.write('a')
    await draft.flush()
    await draft.flush()
    await vi.advanceTimersByTimeAsync(2000)
    expect(save).toHaveBeenCalledExactlyOnceWith('a', '')
  })

  it('keeps what was typed while a write was on its way', async () => {
    const saved: string[] = []
    const draft = new NoteDraft({
      text: '',
      save: (body) =>
        new Promise((resolve) =>
          setTimeout(() => {
            saved.push(body)
            resolve({ body, joined: false })
          }, 300)
        )
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
      .fn<(body: string) => Promise<SavedNote>>()
      .mockRejectedValueOnce(new Error('disk full'))
      .mockResolvedValue({ body: 'new', joined: false })
    const draft = new NoteDraft({ text: 'old', save, onState: (state) => states.push(state) })
    draft.write('new')
    await vi.advanceTimersByTimeAsync(600)
    expect(states.at(-1)).toBe('failed')
    expect(draft.text).toBe('new')
    await vi.advanceTimersByTimeAsync(5000)
    expect(states.at(-1)).toBe('saved')
  })

  it('tries less and less often while nothing can be stored, and anew from the next key or when asked to', async () => {
    const states: string[] = []
    const save = vi.fn<(body: string) => Promise<SavedNote>>().mockRejectedValue(new Error('disk full'))
    const draft = new NoteDraft({ text: '', save, onState: (state) => states.push(state) })
    /** Seconds between one try and the next. */
    const gaps: number[] = []
    const gapsOf = async (tries: number) => {
      for (let seconds = 1; gaps.length < tries; seconds++) {
        const before = save.mock.calls.length
        await vi.advanceTimersByTimeAsync(1000)
        if (save.mock.calls.length === before) continue
        gaps.push(seconds)
        seconds = 0
      }
      return gaps.splice(0)
    }
    draft.write('a')
    expect(await gapsOf(7)).toEqual([1, 5, 10, 20, 40, 60, 60])
    draft.write('ab')
    expect(await gapsOf(3)).toEqual([1, 5, 10])
    // What is said does not come and go with every try.
    expect(new Set(states.slice(states.indexOf('failed')))).toEqual(new Set(['failed']))
    save.mockImplementation(async (body) => ({ body, joined: false }))
    await draft.flush()
    expect(states.at(-1)).toBe('saved')
    save.mockRejectedValue(new Error('disk full'))
    draft.write('abc')
    expect(await gapsOf(2)).toEqual([1, 5])
  })

  it('does not go on trying where there is nothing left to store it with, unless asked to', async () => {
    const states: string[] = []
    const gone = new AppError('not-found', 'errors.library.noArticle')
    const save = vi.fn<(body: string) => Promise<SavedNote>>().mockRejectedValue(gone)
    const draft = new NoteDraft({ text: '', save, onState: (state) => states.push(state) })
    draft.write('a')
    await vi.advanceTimersByTimeAsync(600_000)
    expect(save).toHaveBeenCalledOnce()
    expect(states.at(-1)).toBe('gone')
    // It may have come back from where it was deleted.
    save.mockImplementation(async (body) => ({ body, joined: false }))
    await draft.flush()
    expect(draft.isStored).toBe(true)
    expect(states.at(-1)).toBe('saved')
  })

  it('takes in what another window wrote, and joins it with typing that is not stored yet', async () => {
    const heard: [string, boolean][] = []
    const save = vi.fn(async (body: string, _base: string) => ({ body, joined: false }))
    const draft = new NoteDraft({ text: 'one', save, onText: (text, joined) => heard.push([text, joined]) })
    draft.hear('one two')
    expect(heard).toEqual([['one two', false]])
    draft.write('zero one two')
    draft.hear('one two three')
    expect(heard.at(-1)).toEqual(['zero one two three', true])
    await vi.advanceTimersByTimeAsync(1000)
    expect(save).toHaveBeenCalledExactlyOnceWith('zero one two three', 'one two three')
  })

  it('goes on from what main has joined, with the keys that came meanwhile', async () => {
    const save = vi
      .fn<(body: string, base: string) => Promise<SavedNote>>()
      .mockImplementationOnce(
        (body) =>
          new Promise((resolve) => setTimeout(() => resolve({ body: `theirs ${body}`, joined: true }), 300))
      )
      .mockImplementation(async (body) => ({ body, joined: false }))
    const kept: string[] = []
    const draft = new NoteDraft({ text: '', save, keep: (text) => kept.push(text) })
    draft.write('mine')
    await vi.advanceTimersByTimeAsync(600)
    draft.write('mine and more')
    await vi.advanceTimersByTimeAsync(3000)
    expect(draft.text).toBe('theirs mine and more')
    expect(save).toHaveBeenLastCalledWith('theirs mine and more', 'theirs mine')
    expect(kept).toEqual(['mine', 'mine and more'])
  })

  it('takes a late answer about its own earlier text for an echo', async () => {
    const draft = new NoteDraft({ text: 'a', save: async (body) => ({ body, joined: false }) })
    draft.write('ab')
    await draft.flush()
    draft.hear('a')
    expect(draft.text).toBe('ab')
    await vi.advanceTimersByTimeAsync(2000)
    draft.hear('a')
    expect(draft.text).toBe('a')
  })
})
