import { readdir } from 'node:fs/promises'
import { at } from './paths.mjs'
import { prepare } from './prepare.mjs'
import { runOnElectronNode } from './run-on-electron.mjs'
import { main, Stop, say } from './say.mjs'

// npm run bench [name] [-- its options]: bench/<name>.bench.ts, or all, each in a process of its own.
await main(async () => {
  const [name, ...args] = process.argv.slice(2)
  const files = (await readdir(at('bench'))).filter((file) => file.endsWith('.bench.ts')).sort()
  const chosen = name === undefined ? files : files.filter((file) => file === `${name}.bench.ts`)
  if (chosen.length === 0) {
    const names = files.map((file) => file.slice(0, -'.bench.ts'.length)).join(', ')
    throw new Stop(`There is no benchmark named ${name ?? 'anything'}. There are: ${names || 'none yet'}.`)
  }
  await prepare()
  let worst = 0
  for (const file of chosen) {
    say(`\n== ${file}`)
    worst = Math.max(worst, await runOnElectronNode([at('bench', file), ...args]))
  }
  return worst
})
