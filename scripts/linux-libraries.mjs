import { spawnSync } from 'node:child_process'
import { runQuietly, stopWith } from './run-command.mjs'
import { Stop, say } from './say.mjs'

/**
 * What Electron needs to start on Debian and Ubuntu, a virtual display for the tests, and fonts without
 * which pages in most scripts are boxes.
 */
export const NEEDED = [
  'xvfb',
  'xauth',
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libdrm2',
  'libcups2',
  'libnotify4',
  'fonts-noto-core',
  'fonts-noto-cjk'
]

/**
 * Debian 13 and Ubuntu 24.04 renamed libraries whose binary interface changed with 64-bit times; the old
 * name is then gone, or only a virtual package that apt will not choose by itself.
 * @param {string} name
 */
const renamed = (name) => `${name}t64`

/**
 * Which packages are missing, under the names they had before the renaming.
 * @param {ReadonlySet<string>} installed names of installed packages
 */
export function missingPackages(installed) {
  return NEEDED.filter((name) => !installed.has(name) && !installed.has(renamed(name)))
}

/**
 * The names apt knows for them here.
 * @param {readonly string[]} missing
 * @param {ReadonlySet<string>} known every package name apt knows
 */
export function aptNames(missing, known) {
  return missing.map((name) => (known.has(renamed(name)) ? renamed(name) : name))
}

/**
 * Reads `dpkg-query -W -f '${Package} ${db:Status-Status}\n'`.
 * @param {string} listing
 */
export function installedPackages(listing) {
  const lines = listing.split('\n').map((line) => line.split(' '))
  return new Set(lines.filter(([, status]) => status === 'installed').map(([name]) => name ?? ''))
}

/** Names of packages apt knows, from the lists it has. */
function knownPackages() {
  const { stdout } = spawnSync('apt-cache', ['pkgnames'], { encoding: 'utf8', maxBuffer: 1 << 26 })
  return new Set((stdout ?? '').split('\n'))
}

/**
 * Step 2, on Linux only: the system libraries. Installs them when we may, and otherwise prints the command
 * and goes on where a display shows that this machine runs windows already.
 * @param {{ hasDisplay: boolean }} where
 */
export async function installLibraries({ hasDisplay }) {
  if (process.platform !== 'linux') return
  const asked = [...NEEDED, ...NEEDED.map(renamed)]
  // dpkg-query exits with 1 when it does not know one of the names; what it lists is right all the same.
  const query = spawnSync('dpkg-query', ['-W', '-f', `\${Package} \${db:Status-Status}\n`, ...asked], {
    encoding: 'utf8'
  })
  // Not Debian: Electron itself names a library it misses, and Xvfb is looked for when it is needed.
  if (query.error !== undefined) return
  const missing = missingPackages(installedPackages(query.stdout))
  if (missing.length === 0) return

  if (process.getuid?.() !== 0) {
    const command = `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${aptNames(missing, knownPackages()).join(' ')}`
    const sentence = `System libraries are missing, and only root may install them. The command:\n  ${command}`
    if (!hasDisplay) throw new Stop(sentence)
    say(sentence)
    return
  }

  say(`Installing system libraries (apt-get): ${missing.join(' ')}.`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const update = await runQuietly('reading package lists', 'apt-get', ['update', '-q'], { env })
  if (!update.ok) throw stopWith('apt-get update failed. It said:', update.output)
  const names = aptNames(missing, knownPackages())
  const install = ['install', '-y', '-q', '--no-install-recommends', ...names]
  const result = await runQuietly('installing system libraries', 'apt-get', install, { env })
  if (!result.ok) throw stopWith(`apt-get ${install.join(' ')} failed. It said:`, result.output)
  say(`System libraries installed in ${update.seconds + result.seconds} s.`)
}
