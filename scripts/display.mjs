import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Stop } from './say.mjs'

/** Whether windows can be shown to somebody. Everywhere but on Linux the answer is yes. */
export function hasDisplay(env = process.env) {
  return process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}

/**
 * Runs work that opens windows nobody needs to see: on Linux on a virtual display of its own, so that the
 * same pixels come out everywhere and nothing takes the keyboard from the person at the desk.
 * The X server picks a free number itself and tells it through a pipe, so that several can start at once.
 * @param {(env: NodeJS.ProcessEnv) => Promise<number>} work gets the environment to run in
 */
export async function onVirtualDisplay(work) {
  if (process.platform !== 'linux') return work(process.env)
  // Without -noreset the server starts itself anew whenever its last window closes, and turns away an app
  // that starts in that moment ("Missing X server").
  const options = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset']
  const server = spawn('Xvfb', options, {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    // Out of our process group: Ctrl-C must end the windows first, their server last.
    detached: true
  })
  const failed = once(server, 'error').then(() => {
    throw new Stop('A virtual display is needed, and Xvfb is not installed.')
  })
  const ended = once(server, 'exit').then(() => {
    throw new Stop('The virtual display (Xvfb) did not start.')
  })
  const number = once(server.stdio[3] ?? server, 'data').then(([bytes]) => String(bytes).trim())
  // The losers of the race may still fail when the server is ended; nobody is listening by then.
  for (const outcome of [failed, ended]) outcome.catch(() => {})
  const stop = () => server.kill('SIGTERM')
  process.on('exit', stop)
  try {
    const display = await Promise.race([number, failed, ended])
    const { WAYLAND_DISPLAY: _, ...env } = process.env
    return await work({ ...env, DISPLAY: `:${display}` })
  } finally {
    process.off('exit', stop)
    stop()
  }
}

/**
 * The same with several displays, so that what works side by side shares neither the focus nor the clipboard.
 * @param {number} count
 * @param {(env: NodeJS.ProcessEnv) => Promise<number>} work gets the environment to run in, with the first as its
 *   display, and all of them, a space between two, in `LECTERN_DISPLAYS`
 * @param {readonly string[]} [begun]
 * @returns {Promise<number>}
 */
export function onVirtualDisplays(count, work, begun = []) {
  return onVirtualDisplay((env) => {
    const displays = [...begun, env.DISPLAY ?? '']
    if (displays.length < count) return onVirtualDisplays(count, work, displays)
    return work({
      ...env,
      ...(displays[0] && { DISPLAY: displays[0] }),
      LECTERN_DISPLAYS: displays.join(' ')
    })
  })
}
