import { describe, expect, it } from 'vitest'
import { aptNames, installedPackages, missingPackages, NEEDED } from './linux-libraries.mjs'

describe('system libraries', () => {
  it('counts a renamed library as there, and a removed one whose settings stayed as missing', () => {
    const listing = [...NEEDED.filter((name) => name !== 'libasound2' && name !== 'libnss3')]
      .map((name) => `${name} installed`)
      .concat('libasound2t64 installed', 'libnss3 config-files')
      .join('\n')
    expect(missingPackages(installedPackages(listing))).toEqual(['libnss3'])
  })

  it('asks apt for the name it knows', () => {
    const missing = ['libgtk-3-0', 'libasound2', 'libnss3']
    expect(aptNames(missing, new Set(['libgtk-3-0', 'libasound2', 'libnss3']))).toEqual(missing)
    // Ubuntu 24.04 still lists libasound2, as a virtual name that cannot be installed.
    expect(aptNames(missing, new Set(['libgtk-3-0t64', 'libasound2', 'libasound2t64', 'libnss3']))).toEqual([
      'libgtk-3-0t64',
      'libasound2t64',
      'libnss3'
    ])
  })
})
