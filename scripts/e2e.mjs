import { buildWhenStale } from './build-app.mjs'
import { prepare } from './prepare.mjs'
import { main } from './say.mjs'
import { e2e } from './stages.mjs'

// npm run e2e [-- paths and Playwright's options]
await main(async () => {
  await prepare()
  return (await buildWhenStale()) || e2e(process.argv.slice(2))
})
