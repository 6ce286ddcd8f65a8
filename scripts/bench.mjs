import { readdir } from 'node:fs/promises'
import { buildWhenStale } from './build-app.mjs'
import { onVirtualDisplay } from './display.mjs'
import { at } from './paths.mjs'
import { prepare } from './prepare.mjs'
import { runOnElectronNode, runWindowScript } from './run-on-electron.mjs'
import { main, Stop, say } from './say.mjs'

const WINDOW = '.window.bench.ts'
const nameOf = (/** @type {string} */ file) => file.replace(/(\.window)?\.bench\.ts$/, '')

// npm run bench [name] [-- its options]: bench/<name>.bench.ts, or all, each in a process of its own.
// A bench/<name>.window.bench.ts drives the built app, on a virtual display as the end-to-end tests do.
await main(async () => {
  const [name, ...args] = process.argv.slice(2)
  const files = (await readdir(at('bench'))).filter((file) => file.endsWith('.bench.ts')).sort()
  const chosen = name === undefined ? files : files.filter((file) => nameOf(file) === name)
  if (chosen.length === 0) {
    const names = files.map(nameOf).join(', ')
    throw new Stop(`There is no benchmark named ${name ?? 'anything'}. There are: ${names || 'none yet'}.`)
  }
  await prepare()
  if (chosen.some((file) => file.endsWith(WINDOW))) {
    const code = await buildWhenStale()
    if (code !== 0) return code
  }
  let worst = 0
  for (const file of chosen) {
    say(`\n== ${file}`)
    const script = [at('bench', file), ...args]
    const code = file.endsWith(WINDOW)
      ? await onVirtualDisplay((env) => runWindowScript(script, env))
      : await runOnElectronNode(script)
    worst = Math.max(worst, code)
  }
  return worst
})
