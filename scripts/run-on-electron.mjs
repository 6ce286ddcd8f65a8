import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { electronPath } from './electron-path.mjs'
import { at } from './paths.mjs'
import { runShown } from './run-command.mjs'
import { say } from './say.mjs'

/** Where Node keeps what it has compiled: processes that tests start by the hundred begin in half the time. */
export const COMPILED = at('out', 'compiled')

/**
 * Runs a script on Electron's own Node, the one the app runs on: it strips TypeScript's types by itself, and
 * native modules are the app's.
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 */
export function runOnElectronNode(args, { cwd, env = process.env } = {}) {
  const electron = electronPath()
  return runShown(electron, args, {
    cwd,
    env: { NODE_COMPILE_CACHE: COMPILED, ...env, ELECTRON_RUN_AS_NODE: '1', LECTERN_ELECTRON: electron }
  })
}

/**
 * What the app a script starts must not inherit: it would be a Node, too, instead of opening a window, and what was
 * compiled before would be there for it, as it is for no reader.
 */
const FORGET_NODE_MODE =
  'data:text/javascript,delete process.env.ELECTRON_RUN_AS_NODE; delete process.env.NODE_COMPILE_CACHE'

/**
 * The same for a script that starts the app and drives its window, in an environment with a display.
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
export const runWindowScript = (args, env) =>
  runOnElectronNode(['--import', FORGET_NODE_MODE, ...args], { env: windowTestEnv(env) })

/** @param {string} path */
function firstLine(path) {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return undefined
  }
}

/** Whether this Linux kernel keeps ordinary users from making the namespaces Chromium's sandbox is made of. */
function kernelRefusesNamespaces() {
  return (
    firstLine('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1' ||
    firstLine('/proc/sys/kernel/unprivileged_userns_clone') === '0'
  )
}

/** @param {string} helper */
function isSetuidRoot(helper) {
  try {
    const { uid, mode } = statSync(helper)
    return uid === 0 && (mode & 0o4000) !== 0
  } catch {
    return false
  }
}

/**
 * What Electron must be told to open a window here. Chromium refuses to start as root with its sandbox, and
 * cannot build one where the kernel forbids it to users and no setuid helper stands in.
 */
export function windowArgs() {
  if (process.platform !== 'linux') return []
  if (process.getuid?.() === 0) return ['--no-sandbox']
  const helper = join(dirname(electronPath()), 'chrome-sandbox')
  if (!kernelRefusesNamespaces() || isSetuidRoot(helper)) return []
  say(
    `This system lets only root set up Chromium's sandbox, so this development copy starts without it. To have it:\n  sudo chown root:root ${helper} && sudo chmod 4755 ${helper}`
  )
  return ['--no-sandbox']
}

/** The environment in which tests and the tour find Electron and what to tell it. @param {NodeJS.ProcessEnv} env */
export function windowTestEnv(env) {
  return { ...env, LECTERN_ELECTRON: electronPath(), LECTERN_ELECTRON_ARGS: windowArgs().join(' ') }
}
