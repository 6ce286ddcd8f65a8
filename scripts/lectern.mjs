import { at } from './paths.mjs'
import { prepare } from './prepare.mjs'
import { runOnElectronNode } from './run-on-electron.mjs'
import { main } from './say.mjs'

// npm run -s lectern -- <command>: the command line from a checkout, needing neither build nor display.
// npm runs scripts in the checkout; INIT_CWD is where the person stands, so that relative paths are theirs.
await main(async () => {
  await prepare()
  return runOnElectronNode([at('src/main/cli/cli.ts'), ...process.argv.slice(2)], {
    cwd: process.env.INIT_CWD ?? process.cwd()
  })
})
