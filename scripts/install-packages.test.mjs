import { expect, it } from 'vitest'
import { isInstalled } from './install-packages.mjs'

const lockfile = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/only-on-windows': { version: '1.0.0', integrity: 'sha512-w', optional: true }
  }
}

it('takes the lockfile as installed only when every package that must be there is the locked one', () => {
  const a = { version: '1.0.0', integrity: 'sha512-a' }
  expect(isInstalled(lockfile, { packages: { 'node_modules/a': a } })).toBe(true)
  expect(isInstalled(lockfile, undefined)).toBe(false)
  expect(isInstalled(lockfile, { packages: {} })).toBe(false)
  expect(isInstalled(lockfile, { packages: { 'node_modules/a': { ...a, version: '1.0.1' } } })).toBe(false)
  expect(isInstalled(lockfile, { packages: { 'node_modules/a': { ...a, integrity: 'sha512-b' } } })).toBe(
    false
  )
})
