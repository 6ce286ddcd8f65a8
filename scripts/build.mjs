import { build } from './build-app.mjs'
import { prepare } from './prepare.mjs'
import { main } from './say.mjs'

// npm run build [-- electron-vite's options]
await main(async () => {
  await prepare()
  return build(process.argv.slice(2))
})
