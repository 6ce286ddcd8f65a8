import { pathToFileURL } from 'node:url'
import { hasDisplay } from './display.mjs'
import { installPackages } from './install-packages.mjs'
import { installLibraries } from './linux-libraries.mjs'
import { obtainElectron } from './obtain-electron.mjs'
import { main, Stop } from './say.mjs'

/** The oldest Node the build tools run on (package.json, engines). */
const OLDEST_NODE = [20, 19]

/**
 * Everything a fresh machine lacks, with Node's built-ins only. Says nothing when nothing is missing.
 * Each step looks before it does anything, so this can run before every command.
 */
export async function prepare() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    throw new Stop(`Lectern needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`)
  }
  await installPackages()
  await installLibraries({ hasDisplay: hasDisplay() })
  await obtainElectron()
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main(async () => {
    await prepare()
    return 0
  })
}
