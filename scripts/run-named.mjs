import { readdir } from 'node:fs/promises'
import { buildWhenStale } from './build-app.mjs'
import { onVirtualDisplay } from './display.mjs'
import { at } from './paths.mjs'
import { prepare } from './prepare.mjs'
import { runOnElectronNode, runWindowScript } from './run-on-electron.mjs'
import { Stop, say } from './say.mjs'

/**
 * Runs `bench/<name>.<kind>.ts`, or all of the kind, each in a process of its own, with the arguments that
 * follow the name. A `bench/<name>.window.<kind>.ts` drives the built app, on a virtual display as the
 * end-to-end tests do.
 * @param {'bench' | 'torture'} kind
 * @param {string | undefined} name
 * @param {readonly string[]} args
 * @returns {Promise<number>} the worst exit code
 */
export async function runNamed(kind, name, args) {
  const window = `.window.${kind}.ts`
  const nameOf = (/** @type {string} */ file) =>
    file.slice(0, file.endsWith(window) ? -window.length : -`.${kind}.ts`.length)
  const files = (await readdir(at('bench'))).filter((file) => file.endsWith(`.${kind}.ts`)).sort()
  const chosen = name === undefined ? files : files.filter((file) => nameOf(file) === name)
  if (chosen.length === 0) {
    const names = files.map(nameOf).join(', ')
    throw new Stop(`There is no ${kind} named ${name ?? 'anything'}. There are: ${names || 'none yet'}.`)
  }
  await prepare()
  if (chosen.some((file) => file.endsWith(window))) {
    const code = await buildWhenStale()
    if (code !== 0) return code
  }
  let worst = 0
  for (const file of chosen) {
    say(`\n== ${file}`)
    const script = [at('bench', file), ...args]
    const code = file.endsWith(window)
      ? await onVirtualDisplay((env) => runWindowScript(script, env))
      : await runOnElectronNode(script)
    worst = Math.max(worst, code)
  }
  return worst
}
