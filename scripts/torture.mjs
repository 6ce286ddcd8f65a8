import { runNamed } from './run-named.mjs'
import { main } from './say.mjs'

// npm run torture [name] [-- its options]: breaks things on purpose, many times, and fails when it succeeds.
await main(() => runNamed('torture'))
