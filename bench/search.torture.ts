/**
 * Kills an app that is being changed and indexed, and compares the index with a scan of the library after
 * each restart: npm run torture -- search [rounds, 50 by default] [seed]
 */
import { killStorm } from '../src/main/search/kill-storm.ts'

const rounds = Number(process.argv[2] ?? 50)
const seed = Number(process.argv[3] ?? 1)
if (!(rounds >= 1) || !Number.isInteger(seed)) throw new Error('Give a number of rounds and a whole seed')
const began = performance.now()
const all = await killStorm(
  rounds,
  ({ round, after, articles, found, differs }) => {
    const verdict = differs.length === 0 ? 'equal' : `DIFFERS for ${differs.join(', ')}`
    console.log(
      `kill ${String(round).padStart(3)} after ${String(after).padStart(3)} ms: ${articles} articles, ${found} answers, ${verdict}`
    )
  },
  seed
)
const wrong = all.filter(({ differs }) => differs.length > 0)
const seconds = Math.round((performance.now() - began) / 1000)
console.log(
  `${all.length} kills in ${seconds} s: ${all.length - wrong.length} equal a scan, ${wrong.length} differ`
)
process.exit(wrong.length === 0 ? 0 : 1)
