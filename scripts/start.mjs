import { buildWhenStale } from './build-app.mjs'
import { hasDisplay } from './display.mjs'
import { electronPath } from './electron-path.mjs'
import { root } from './paths.mjs'
import { prepare } from './prepare.mjs'
import { runShown } from './run-command.mjs'
import { windowArgs } from './run-on-electron.mjs'
import { runTour } from './run-tour.mjs'
import { main, say } from './say.mjs'

// npm start [-- Lectern's options]: the app in a window; where there is no display, the tour.
await main(async () => {
  await prepare()
  const code = await buildWhenStale()
  if (code !== 0) return code
  if (!hasDisplay()) {
    say('There is no display here, so the tour runs on a virtual one. Screenshots go to out/tour/.')
    return runTour()
  }
  return runShown(electronPath(), [...windowArgs(), root, ...process.argv.slice(2)])
})
