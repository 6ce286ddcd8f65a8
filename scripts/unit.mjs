import { prepare } from './prepare.mjs'
import { main } from './say.mjs'
import { unit } from './stages.mjs'

// npm run unit [-- paths and Vitest's options]
await main(async () => {
  await prepare()
  return unit(process.argv.slice(2))
})
