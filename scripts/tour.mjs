import { buildWhenStale } from './build-app.mjs'
import { prepare } from './prepare.mjs'
import { runTour } from './run-tour.mjs'
import { main } from './say.mjs'

// npm run tour
await main(async () => {
  await prepare()
  return (await buildWhenStale()) || runTour(process.argv.slice(2))
})
