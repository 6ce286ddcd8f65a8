import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { table } from '../search/collections.ts'
import { seededLibrary } from '../window/seeded-library.ts'
import { electronArgs, peerFolder } from './peer-app.ts'
import { type Goals, median, shown } from './print.ts'

const root = resolve(import.meta.dirname, '../..')
const tellStart = resolve(import.meta.dirname, 'tell-start.cjs')
const ARTICLES = 10_000

/**
 * Starts an app and waits for what it says of its first window; ms from the start of the process.
 * @param there what is in the window when it answers; what is painted may be of the last time
 */
async function startOnce(
  app: string,
  args: string[],
  selector: string,
  there: string,
  env: Record<string, string>
) {
  const begun = Date.now()
  const child = spawn(process.env.LECTERN_ELECTRON!, ['-r', tellStart, app, ...electronArgs(), ...args], {
    env: { ...(process.env as Record<string, string>), ...env, START_SELECTOR: selector, START_THERE: there },
    stdio: ['ignore', 'pipe', 'ignore']
  })
  let said = ''
  child.stdout.on('data', (bytes) => {
    said += String(bytes)
  })
  await once(child, 'exit')
  const at = (what: string) => {
    const ms = new RegExp(`${what} ([\\d.]+)`).exec(said)?.[1]
    if (ms === undefined) throw new Error(`${app} did not say when its window was ${what}`)
    return Number(ms) - begun
  }
  return { painted: at('painted'), there: at('there') }
}

/**
 * From the start of the process to the rows of a library of 10,000 articles, beside a bare window's hello: when they
 * are on screen, which are those of the last time at first, and when the window itself is there and does what one
 * presses.
 */
export async function measureStarting(rounds: number, goals: Goals): Promise<void> {
  const library = await seededLibrary(ARTICLES)
  const homes = [
    mkdtempSync(join(tmpdir(), 'lectern-bench-')),
    mkdtempSync(join(tmpdir(), 'lectern-peer-'))
  ] as const
  const ours: number[] = []
  const answering: number[] = []
  const theirs: number[] = []
  try {
    for (let round = 0; round <= rounds; round++) {
      const hello = await startOnce(peerFolder, ['--hello'], 'h1', 'h1', { PEER_HOME: homes[1] })
      const started = await startOnce(root, [], 'main .row', '#root main .row', {
        LANGUAGE: 'en',
        LECTERN_HOME: homes[0],
        LECTERN_LIBRARY: library
      })
      // The first round fills the caches of both, as the second start of any app finds them.
      if (round === 0) continue
      theirs.push(hello.painted)
      ours.push(started.painted)
      answering.push(started.there)
    }
  } finally {
    for (const home of homes) rmSync(home, { recursive: true, force: true })
  }
  console.log(
    `\nFrom the start of the process to the rows of ${ARTICLES} articles, ms; ${rounds} starts each, taken in turns. On screen are first the rows as the library showed them last; what is pressed before the window answers is kept and done.`
  )
  const row = (name: string, ms: number[]) => [
    name,
    ...[median(ms), Math.min(...ms), Math.max(...ms)].map(shown),
    `${(median(ms) / median(theirs)).toFixed(2)} x`
  ]
  table(
    ['', 'median', 'fastest', 'slowest', 'of a bare window'],
    [row('rows on screen', ours), row('the window answers', answering), row('a bare window', theirs)]
  )
  goals.check('start: rows on screen', median(ours), 1.2 * median(theirs), 'ms')
  goals.check('start: the window answers', median(answering), 1.2 * median(theirs), 'ms')
}
