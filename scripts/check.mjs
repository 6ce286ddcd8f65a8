import { prepare } from './prepare.mjs'
import { runStages, together } from './run-stages.mjs'
import { main } from './say.mjs'
import { lint, types, unit } from './stages.mjs'

// npm run check: the quick part of npm test.
await main(async () => {
  await prepare()
  const failed = await runStages([
    together([
      ['types', types],
      ['lint', lint]
    ]),
    ['unit', () => unit()]
  ])
  return failed === undefined ? 0 : 1
})
