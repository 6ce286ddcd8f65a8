import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { libraryTargets } from './library-targets.ts'
import { fuzz } from './run-fuzz.ts'
import { type FuzzTarget, targets } from './targets.ts'

// The short cut of `npm run torture -- fuzz`: the same targets, always the same few cases.

const CASES = 15
const SECONDS = 1
const SEED = 26_11_2026

let library: Awaited<ReturnType<typeof libraryTargets>>
beforeAll(async () => {
  library = await libraryTargets()
})
afterAll(() => library.close())

const libraryNames = [
  'contract, every method',
  'search through the app',
  'exported libraries, changed',
  'exported libraries and Anki packages, damaged',
  'Anki packages, odd values in their tables'
]
const named = (name: string) => {
  const found = [...targets, ...library.targets].find((one) => one.name === name)
  if (!found) throw new Error(`There is no target ${name}`)
  return found as FuzzTarget
}

describe('what strangers give is read or refused in a sentence', () => {
  it.each([...targets.map(({ name }) => name), ...libraryNames])('%s', async (name) => {
    const report = await fuzz(named(name), { cases: CASES, seconds: SECONDS, seed: SEED })
    expect(report.failure).toBe('')
    expect(report.cases).toBeGreaterThan(0)
  })

  it('names every target that needs a library', () => {
    expect(library.targets.map(({ name }) => name)).toEqual(libraryNames)
  })

  it('sees a target that breaks', async () => {
    const broken = {
      ...named('queries'),
      check: (text: unknown) => {
        if (String(text).includes('tag:')) throw new Error('broke')
      }
    }
    const { failure } = await fuzz(broken, { cases: 2000, seconds: 10, seed: SEED })
    expect(failure).toContain('broke')
  })
})

/** What fuzzing broke once, as small as it could be made. */
const found: [name: string, what: string, input: unknown][] = [
  [
    'Anki packages, odd values in their tables',
    'a note without a name (seed 1)',
    [
      [14, null],
      [0, new Uint8Array()]
    ]
  ],
  [
    'other apps’ libraries',
    'a broken reference cut inside a pair of surrogates (seed 1)',
    { seed: 11, list: [{ do: 'insert', at: 400_035_654, text: ' 𐀀𐀀𐀀' }] }
  ],
  [
    'contract, every method',
    'a library to bring back whose name no disk can hold (seed 11)',
    { method: 'exports.restoreLibrary', input: { path: 'a'.repeat(600) } }
  ]
]

describe('what broke once', () => {
  it.each(found)('%s: %s', async (name, _what, input) => {
    await named(name).check(input)
  })
})
