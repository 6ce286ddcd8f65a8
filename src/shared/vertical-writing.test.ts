import { describe, expect, it } from 'vitest'
import { verticalWriting } from './vertical-writing.ts'

describe('verticalWriting', () => {
  it('knows the scripts that are set in columns', () => {
    expect(verticalWriting('ja')).toBe('vertical-rl')
    expect(verticalWriting('zh-Hant-TW')).toBe('vertical-rl')
    expect(verticalWriting('mn-Mong')).toBe('vertical-lr')
    expect(verticalWriting('mn')).toBeUndefined()
    expect(verticalWriting('en')).toBeUndefined()
    expect(verticalWriting('')).toBeUndefined()
  })
})
