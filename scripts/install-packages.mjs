import { readFile } from 'node:fs/promises'
import { at } from './paths.mjs'
import { npmCommand, runQuietly, stopWith } from './run-command.mjs'
import { say } from './say.mjs'

/**
 * Whether what npm says it installed is what the lockfile asks for. npm writes its own record
 * (`node_modules/.package-lock.json`) last, so an interrupted install has none. Optional packages may be
 * missing: most of them are for other platforms.
 * @param {{ packages: Record<string, { version?: string, integrity?: string, optional?: boolean }> }} lockfile
 * @param {{ packages: Record<string, { version?: string, integrity?: string }> } | undefined} installed
 */
export function isInstalled(lockfile, installed) {
  if (installed === undefined) return false
  return Object.entries(lockfile.packages).every(([path, wanted]) => {
    if (path === '') return true
    const found = installed.packages[path]
    if (found === undefined) return wanted.optional === true
    return found.version === wanted.version && found.integrity === wanted.integrity
  })
}

/** Step 1: the packages, exactly as locked. */
export async function installPackages() {
  const lockfile = JSON.parse(await readFile(at('package-lock.json'), 'utf8'))
  const record = await readFile(at('node_modules', '.package-lock.json'), 'utf8').catch(() => undefined)
  if (isInstalled(lockfile, record === undefined ? undefined : JSON.parse(record))) return
  say(
    record === undefined
      ? 'Installing packages (npm ci).'
      : 'The lockfile changed: installing packages (npm ci).'
  )
  const [command, args, options] = npmCommand(['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  const { ok, output, seconds } = await runQuietly('installing packages', command, args, options)
  if (!ok) throw stopWith('npm ci failed; nothing else was tried. It said:', output)
  say(`Packages installed in ${seconds} s.`)
}
