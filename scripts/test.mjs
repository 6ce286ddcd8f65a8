import { buildWhenStale } from './build-app.mjs'
import { prepare } from './prepare.mjs'
import { runStages, together } from './run-stages.mjs'
import { main, say } from './say.mjs'
import { e2eCounted, forgetCounts, lint, readCounts, readSecondTries, types, unitCounted } from './stages.mjs'

// npm test: everything, as CI runs it. The last line is for machines as much as for people.
await main(async () => {
  await forgetCounts()
  const failedStage = await runStages([
    ['prepare', () => prepare().then(() => 0)],
    // Types alone would keep one core.
    together([
      ['types', types],
      ['lint', lint],
      ['build', buildWhenStale]
    ]),
    ['unit', unitCounted],
    ['e2e', e2eCounted]
  ])
  const counts = await readCounts()
  const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ kind) =>
    counts.reduce((total, one) => total + one[kind], 0)
  // A stage that failed without a failing test (types, lint, build, a crash) is one failure.
  const failed = failedStage === undefined ? sum('failed') : Math.max(1, sum('failed'))
  if (sum('skipped') > 0) say(`${sum('skipped')} skipped`)
  for (const title of await readSecondTries()) say(`passed only at the second try: ${title}`)
  process.stdout.write(`${sum('passed')} passed, ${failed} failed\n`)
  return failed === 0 ? 0 : 1
})
