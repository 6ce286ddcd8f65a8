import { afterEach, beforeEach, expect, it, vi } from 'vitest'

beforeEach(() => vi.resetModules())
afterEach(() => vi.restoreAllMocks())

const isCommand = async (platform: string, key: string, init: KeyboardEventInit) => {
  vi.spyOn(navigator, 'platform', 'get').mockReturnValue(platform)
  const { isCommandKey } = await import('./silent-keys.ts')
  return isCommandKey(new KeyboardEvent('keydown', { key, ...init }))
}

it.each([
  ['MacIntel', '@', { altKey: true }, false],
  ['MacIntel', '{', { altKey: true, shiftKey: true }, false],
  ['MacIntel', 'Backspace', { altKey: true }, true],
  ['MacIntel', 'v', { altKey: true, metaKey: true }, true],
  ['Win32', '@', { altKey: true }, true],
  ['Win32', '@', { altKey: true, ctrlKey: true, modifierAltGraph: true }, false],
  ['Linux x86_64', 'a', {}, false]
] as const)('on %s %j with %j is a command: %j', async (platform, key, init, expected) => {
  expect(await isCommand(platform, key, init)).toBe(expected)
})

it('letters that a Mac writes with Option are kept for a field that is coming', async () => {
  vi.spyOn(navigator, 'platform', 'get').mockReturnValue('MacIntel')
  const { TypedAhead } = await import('./typed-ahead.ts')
  const typed = new TypedAhead()
  typed.begin(true)
  for (const [key, altKey] of [
    ['a', false],
    ['Alt', true],
    ['@', true],
    ['b', false]
  ] as const)
    typed.onKey(new KeyboardEvent('keydown', { key, altKey }))
  expect(typed.take()).toBe('a@b')
})
