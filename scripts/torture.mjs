import { runNamed } from './run-named.mjs'
import { main, say } from './say.mjs'

/**
 * What runs when nothing is named: every kind but `pictures` and `many-files` once, cut so that all of it stays
 * under a quarter of an hour on a machine of two cores that does nothing else. The first numbers are shares, rounds,
 * actions or seconds, as each file says at its top; named, each runs in full.
 * @type {readonly (readonly [string, ...string[]])[]}
 */
const SHORT = [
  // Kills, power cuts, kills at every step of an update, a full disk and damaged files: in full.
  ['durability', '100'],
  ['operations', '1', '1', '6'],
  ['search', '10'],
  ['hostile', '1'],
  ['bad-input', 'short'],
  ['pauses', 'short'],
  ['soak', '200', '1', '2000'],
  ['network', 'story'],
  ['fuzz', '5']
]
const BOUND_MINUTES = 15

// npm run torture [name] [-- its options]: breaks things on purpose, many times, and fails when it succeeds.
await main(async () => {
  const [name, ...args] = process.argv.slice(2)
  if (name !== undefined) return runNamed('torture', name, args)
  const began = performance.now()
  let worst = 0
  const minutesSince = (/** @type {number} */ start) => (performance.now() - start) / 60_000
  for (const [part, ...short] of SHORT) {
    const start = performance.now()
    worst = Math.max(worst, await runNamed('torture', part, short))
    say(`-- ${part}: ${minutesSince(start).toFixed(1)} minutes`)
  }
  const minutes = minutesSince(began)
  say(`\nAll of it took ${minutes.toFixed(1)} minutes; it is meant to stay under ${BOUND_MINUTES}.`)
  return worst
})
