import { runNamed } from './run-named.mjs'
import { main } from './say.mjs'

// npm run bench [name] [-- its options]: measures.
await main(() => runNamed('bench'))
