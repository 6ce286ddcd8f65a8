import { runNamed } from './run-named.mjs'
import { main } from './say.mjs'

// npm run bench [name] [-- its options]: measures.
await main(() => {
  const [name, ...args] = process.argv.slice(2)
  return runNamed('bench', name, args)
})
