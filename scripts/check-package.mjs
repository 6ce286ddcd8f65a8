import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { onVirtualDisplay } from './display.mjs'
import { electronPath } from './electron-path.mjs'
import { at } from './paths.mjs'
import { windowArgs } from './run-on-electron.mjs'
import { main, say } from './say.mjs'

/** Long enough for the app to open its window on a machine that others use too. */
const PATIENCE_MS = 90_000
/** How long something that must not happen is waited for, after the app has started. */
const AFTERWARDS_MS = 1500

/** How the wire writes a fuse that is off, on, or of an older Electron (electron/docs/tutorial/fuses.md). */
const [OFF, ON, REMOVED] = ['0', '1', 'r'].map((letter) => letter.charCodeAt(0))

/** Our names of the fuses (package.json, "electronFuses") by where they are in the wire. */
const FUSES = {
  [FuseV1Options.RunAsNode]: 'runAsNode',
  [FuseV1Options.EnableCookieEncryption]: 'enableCookieEncryption',
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: 'enableNodeOptionsEnvironmentVariable',
  [FuseV1Options.EnableNodeCliInspectArguments]: 'enableNodeCliInspectArguments',
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: 'enableEmbeddedAsarIntegrityValidation',
  [FuseV1Options.OnlyLoadAppFromAsar]: 'onlyLoadAppFromAsar',
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: 'loadBrowserProcessSpecificV8Snapshot',
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: 'grantFileProtocolExtraPrivileges'
}

/** The fuses that electron-builder cannot state yet, and how they must be: at their default, see the decision. */
const UNSTATED = { 8: { name: 'wasmTrapHandlers', state: true } }

/**
 * Compares the fuses of a packaged binary with what package.json asks for.
 * @param {string} executable
 * @returns {Promise<string[]>} what differs, in words
 */
async function wrongFuses(executable) {
  const asked = JSON.parse(readFileSync(at('package.json'), 'utf8')).build.electronFuses
  const { version: _, resetAdHocDarwinSignature: __, ...wire } = await getCurrentFuseWire(executable)
  const wrong = []
  for (const [place, state] of Object.entries(wire)) {
    const unstated = UNSTATED[/** @type {keyof typeof UNSTATED} */ (Number(place))]
    const name = FUSES[/** @type {keyof typeof FUSES} */ (Number(place))] ?? unstated?.name
    const wanted = unstated ? unstated.state : asked[name ?? '']
    const is = state === ON ? true : state === OFF ? false : undefined
    if (state === REMOVED) continue
    // A fuse this Electron has and nobody has thought about.
    if (name === undefined || typeof wanted !== 'boolean') wrong.push(`fuse ${place} is not stated`)
    else if (is !== wanted) wrong.push(`${name} is ${is}, and not ${wanted}`)
    else say(`  fuse ${name}: ${is ? 'on' : 'off'}`)
  }
  if (Object.keys(wire).length < Object.keys(FUSES).length) wrong.push('the fuse wire is too short')
  return wrong
}

/**
 * Starts a program with a new home and waits for a file, or for the library to be there.
 * @param {string} executable
 * @param {{ args?: string[], env: NodeJS.ProcessEnv, marker: string, home: string }} options
 */
async function start(executable, { args = [], env, marker, home }) {
  const library = join(home, 'library', 'library.sqlite')
  const child = spawn(executable, [...args, ...windowArgs()], {
    env: { ...env, LECTERN_HOME: join(home, 'home'), LECTERN_LIBRARY: join(home, 'library') },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (said += bytes))
  const ended = once(child, 'exit')
  const until = Date.now() + PATIENCE_MS
  while (Date.now() < until && child.exitCode === null && !existsSync(library) && !existsSync(marker))
    await wait(100)
  if (child.exitCode === null) {
    await wait(AFTERWARDS_MS)
    try {
      // The app and the processes it started.
      if (child.pid) process.kill(-child.pid, 'SIGKILL')
    } catch {
      // It has just ended by itself.
    }
  }
  await ended
  const outcome = {
    ran: existsSync(marker),
    opened: existsSync(library),
    listened: /Debugger listening/.test(said)
  }
  rmSync(marker, { force: true })
  return outcome
}

/**
 * Tries every way into a packaged app that a fuse closes, each beside the same try on an Electron whose fuses
 * are as they come: there it must work, or the try proves nothing. Nothing here is fatal to the machine: the
 * "attack" writes one empty file.
 * @param {string} executable
 * @param {NodeJS.ProcessEnv} env with a display
 * @returns {Promise<string[]>} what is open, in words
 */
async function openWays(executable, env) {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-package-'))
  const marker = join(folder, 'ran')
  const write = `require('fs').writeFileSync(${JSON.stringify(marker)}, '')`
  const script = join(folder, 'script.cjs')
  writeFileSync(script, write)
  const app = join(dirname(executable), 'resources', 'app')
  /** @type {{ name: string, args?: string[], env?: NodeJS.ProcessEnv, prepare?: () => void, clear?: () => void, control?: string[] | undefined }[]} */
  const ways = [
    { name: 'ELECTRON_RUN_AS_NODE=1', args: [script], env: { ELECTRON_RUN_AS_NODE: '1' }, control: [] },
    { name: 'NODE_OPTIONS=--require', env: { NODE_OPTIONS: `--require ${script}` }, control: [at()] },
    { name: '--inspect', args: ['--inspect=0'], control: [at()] },
    { name: '--inspect-brk', args: ['--inspect-brk=0'], control: [at()] },
    {
      name: 'a folder “app” beside the archive',
      prepare: () => {
        mkdirSync(app)
        writeFileSync(join(app, 'package.json'), '{"name":"x","main":"index.cjs"}')
        writeFileSync(join(app, 'index.cjs'), write)
      },
      clear: () => rmSync(app, { recursive: true, force: true })
    }
  ]
  const open = []
  try {
    for (const [number, way] of ways.entries()) {
      way.prepare?.()
      const options = { args: way.args ?? [], env: { ...env, ...way.env }, marker }
      const got = await start(executable, { ...options, home: join(folder, `${number}`) })
      way.clear?.()
      if (got.ran || got.listened) open.push(`${way.name} gets in`)
      // --inspect and the like are ignored: the app starts as ever. As Node it would not have.
      if (!got.opened) open.push(`with ${way.name} the app did not start`)
      let control = ''
      if (way.control) {
        const plain = await start(electronPath(), {
          ...options,
          args: [...(way.args ?? []), ...way.control],
          home: join(folder, `${number}-plain`)
        })
        if (plain.ran || plain.listened) control = '; into an Electron with its fuses as they come: gets in'
        else open.push(`${way.name} does not even get into a plain Electron`)
      }
      if (!got.ran && !got.listened && got.opened)
        say(`  ${way.name}: ignored, the app opens its library${control}`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return open
}

/** Whether the app's code is in the archive, and outside it only what the system must load by itself. @param {string} executable */
function strayCode(executable) {
  const resources = join(dirname(executable), 'resources')
  if (!existsSync(join(resources, 'app.asar'))) return ['there is no app.asar']
  const beside = readdirSync(join(resources, 'app.asar.unpacked'), { recursive: true, encoding: 'utf8' })
  return beside.filter((name) => /\.[cm]?js$/.test(name)).map((name) => `${name} lies outside the archive`)
}

/** All of it, said line by line. @param {string} executable @returns {Promise<number>} exit code */
export async function checkPackage(executable) {
  say(`Fuses of ${executable}, read back:`)
  const wrong = [...(await wrongFuses(executable)), ...strayCode(executable)]
  if (process.platform === 'linux') {
    say('Ways in, tried:')
    await onVirtualDisplay(async (env) => {
      wrong.push(...(await openWays(executable, env)))
      return 0
    })
  } else say('The ways in are tried on Linux only.')
  for (const line of wrong) say(`  WRONG: ${line}`)
  say(wrong.length === 0 ? 'The package is closed.' : `${wrong.length} wrong.`)
  return wrong.length === 0 ? 0 : 1
}

// node scripts/check-package.mjs <executable>: looks at a package made before.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main(() => checkPackage(resolve(process.argv[2] ?? '')))
}
