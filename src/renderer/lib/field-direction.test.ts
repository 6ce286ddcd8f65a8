import { expect, it } from 'vitest'
import { fieldDirection } from './field-direction.ts'

it('leaves short text to the browser, and decides for long text by its first letter', () => {
  expect(fieldDirection('')).toBe('auto')
  expect(fieldDirection('مد وجزر')).toBe('auto')
  expect(fieldDirection(`1. «${'مد وجزر '.repeat(2000)}`)).toBe('rtl')
  expect(fieldDirection(`12 ${'שלום '.repeat(2000)}`)).toBe('rtl')
  expect(fieldDirection(`1. ${'The tide, مد. '.repeat(2000)}`)).toBe('ltr')
  expect(fieldDirection('潮汐'.repeat(5000))).toBe('ltr')
  expect(fieldDirection('. '.repeat(5000))).toBe('ltr')
})
