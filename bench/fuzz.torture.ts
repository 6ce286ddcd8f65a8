/**
 * Gives everything that reads what strangers give a hundred thousand odd things to read:
 * npm run torture -- fuzz [seconds for each, 60 by default] [seed] [a part of the name of what to fuzz]
 */
import { libraryTargets } from '../src/main/testing/fuzz/library-targets.ts'
import { fuzz } from '../src/main/testing/fuzz/run-fuzz.ts'
import { targets } from '../src/main/testing/fuzz/targets.ts'

const CASES = 100_000

const seconds = Number(process.argv[2] ?? 60)
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31)
const only = process.argv[4] ?? ''
if (!(seconds > 0) || !Number.isInteger(seed)) throw new Error('Give seconds and a whole seed')
const library = await libraryTargets()
console.log(`seed ${seed}; for each ${CASES} cases or ${seconds} s`)
let failed = 0
for (const one of [...targets, ...library.targets].filter(({ name }) => name.includes(only))) {
  const report = await fuzz(one, { cases: CASES, seconds, seed })
  const verdict = report.failure ? 'BROKEN' : 'held'
  console.log(
    `${report.name}: ${report.cases} cases in ${report.seconds.toFixed(0)} s, slowest ${report.slowest.toFixed(0)} ms, ${verdict}`
  )
  if (report.failure) {
    failed++
    console.log(report.failure)
  }
}
await library.close()
console.log(failed === 0 ? 'nothing broke' : `${failed} broke`)
process.exit(failed === 0 ? 0 : 1)
