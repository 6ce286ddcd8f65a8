import fc from 'fast-check'
import { expect, it } from 'vitest'
import { testApp } from '../testing/test-app.ts'
import { changeOnce } from './app-storm.ts'
import { askSearch, randomFrom, scanLibrary } from './edit-storm.ts'
import { killStorm } from './kill-storm.ts'

it('the index equals a scan of the library after any sequence of what the window can do', async () => {
  let found = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 1, maxLength: 4 }),
      fc.nat(),
      async (steps, seed) => {
        const test = testApp()
        try {
          const random = randomFrom(seed)
          // It begins beside the first changes, as in the app.
          const begun = test.app.search.caughtUp()
          for (const changes of steps) {
            for (let count = 0; count < changes; count++) await changeOnce(test, random)
            await begun
            await test.app.search.caughtUp()
            const scan = scanLibrary(test.app.context)
            expect(await askSearch(test.app.search)).toEqual(scan)
            found += Object.values(scan).flat().length
          }
          expect(test.bugs).toEqual([])
        } finally {
          await test.close()
        }
      }
    ),
    { numRuns: 5 }
  )
  expect(found).toBeGreaterThan(10)
})

// Fifty times: `npm run torture -- search`.
it('a kill in the midst of changing and indexing loses nothing of the index', async () => {
  const rounds = await killStorm(3)
  expect(rounds.filter(({ differs }) => differs.length > 0)).toEqual([])
  expect(rounds.at(-1)?.found).toBeGreaterThan(5)
})
