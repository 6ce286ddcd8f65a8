import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { root } from './paths.mjs'
import { Stop, say } from './say.mjs'

/** Long enough not to chatter, short enough that nobody thinks it hangs. */
const PROGRESS_EVERY_MS = 5000

/**
 * Runs a command the person watches; resolves to its exit code (128 + signal number when it was killed,
 * as shells report it). Ctrl-C reaches the child by itself, so this process waits for the child's answer;
 * a SIGTERM sent to this process alone is handed on.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, stdio?: import('node:child_process').StdioOptions }} [options]
 * @returns {Promise<number>}
 */
export function runShown(command, args, { cwd = root, env = process.env, stdio = 'inherit' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio })
    const wait = () => {}
    const handOn = () => child.kill('SIGTERM')
    process.on('SIGINT', wait)
    process.on('SIGTERM', handOn)
    const done = () => {
      process.off('SIGINT', wait)
      process.off('SIGTERM', handOn)
    }
    child.on('error', (error) => {
      done()
      reject(error)
    })
    child.on('close', (code, signal) => {
      done()
      resolve(code ?? 128 + (constants.signals[signal ?? 'SIGKILL'] ?? 0))
    })
  })
}

/**
 * Runs a slow command whose output matters only when it fails, and says every few seconds how long it has
 * been going. `limit` is asked at each tick for the longest it may take in milliseconds; past it the
 * command is ended.
 * @param {string} label what is being done, for the progress lines
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean, limit?: () => number }} [options]
 * @returns {Promise<{ ok: boolean, stdout: string, output: string, seconds: number }>}
 */
export function runQuietly(label, command, args, { cwd = root, env = process.env, shell, limit } = {}) {
  const started = Date.now()
  const seconds = () => Math.round((Date.now() - started) / 1000)
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let output = ''
    let said = 0
    child.stdout.on('data', (bytes) => {
      stdout += bytes
      output += bytes
    })
    child.stderr.on('data', (bytes) => {
      output += bytes
    })
    const ticking = setInterval(() => {
      if (limit !== undefined && Date.now() - started > limit()) child.kill('SIGKILL')
      if (Date.now() - said - started >= PROGRESS_EVERY_MS) {
        said = Date.now() - started
        say(`  ${label}: ${seconds()} s`)
      }
    }, 250)
    const end = (/** @type {boolean} */ ok) => {
      clearInterval(ticking)
      resolve({ ok, stdout, output, seconds: seconds() })
    }
    child.on('error', (error) => {
      output += error.message
      end(false)
    })
    child.on('close', (code) => end(code === 0))
  })
}

/**
 * The npm that is running us, or the one on the path.
 * @param {readonly string[]} args
 * @returns {[string, string[], { shell?: boolean }]}
 */
export function npmCommand(args) {
  const running = process.env.npm_execpath
  if (running?.endsWith('.js')) return [process.execPath, [running, ...args], {}]
  // On Windows npm is a batch file, which only a shell can start.
  return ['npm', [...args], { shell: process.platform === 'win32' }]
}

/**
 * A failed command's output, as an error: its beginning, where npm says why, and its end, where others do.
 * @param {string} sentence
 * @param {string} output
 */
export function stopWith(sentence, output) {
  const lines = output.trim().split('\n')
  const shown = lines.length <= 24 ? lines : [...lines.slice(0, 12), '…', ...lines.slice(-12)]
  return new Stop(`${sentence}\n${shown.join('\n')}`)
}
