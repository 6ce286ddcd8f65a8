/**
 * Kills the app, and fills its disk, in the middle of everything it can be told to do:
 * npm run torture -- operations [kills of each, 6 by default] [seed] [of so many operations only]
 */
import { fillDuring } from '../src/main/testing/durability/full-disk-operations.ts'
import { killOperations } from '../src/main/testing/durability/operation-kills.ts'
import { operations } from '../src/main/testing/durability/operations.ts'

const each = Number(process.argv[2] ?? 6)
const seed = Number(process.argv[3] ?? 1)
const all = Object.keys(operations)
const names = all.slice(0, Number(process.argv[4] ?? all.length))
if (!(each > 0) || !Number.isInteger(seed)) throw new Error('Give a number of kills and a whole seed')
const began = performance.now()
const seconds = () => `${Math.round((performance.now() - began) / 1000)} s`
const show = (list: readonly string[]) => {
  for (const line of list.slice(0, 20)) console.log(`    ${line}`)
}

const killed = await killOperations(each, seed, names, (name, { kills, inside, wrong }) =>
  console.log(`  ${name}: ${kills} kills, ${inside} in the middle, ${wrong.length} things wrong`)
)
console.log(
  `SIGKILL: ${killed.kills} kills of ${names.length} operations, ${killed.inside} in the middle, ${killed.wrong.length} things wrong (${seconds()})`
)
show(killed.wrong)

const rooms = each > 1 ? [20_000, 100_000, 600_000, 2_000_000] : [300_000]
const full = await fillDuring(rooms, names)
if (full)
  console.log(
    `full disk: ${full.tried} times, ${full.full} of them full in the middle, ${full.wrong.length} things wrong (${seconds()})`
  )
else console.log('full disk: NOT RUN, this machine does not let us mount a small one')
show(full?.wrong ?? [])

const isWell = killed.wrong.length === 0 && (full?.wrong.length ?? 0) === 0 && killed.inside > 0
console.log(isWell ? `all well after ${seconds()}` : 'FAILED')
process.exit(isWell ? 0 : 1)
