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

/** Starts an app and waits for what it says of its first window; ms from the start of the process. */
async function startOnce(app: string, args: string[], selector: string, env: Record<string, string>) {
  const begun = Date.now()
  const child = spawn(process.env.LECTERN_ELECTRON!, ['-r', tellStart, app, ...electronArgs(), ...args], {
    env: { ...(process.env as Record<string, string>), ...env, START_SELECTOR: selector },
    stdio: ['ignore', 'pipe', 'ignore']
  })
  let said = ''
  child.stdout.on('data', (bytes) => {
    said += String(bytes)
  })
  await once(child, 'exit')
  const painted = /painted ([\d.]+)/.exec(said)?.[1]
  if (painted === undefined) throw new Error(`${app} did not say when its window was there`)
  return Number(painted) - begun
}

/** From the start of the process to the rows of a library of 10,000 articles, beside a bare window's hello. */
export async function measureStarting(rounds: number, goals: Goals): Promise<void> {
  const library = await seededLibrary(ARTICLES)
  const homes = [
    mkdtempSync(join(tmpdir(), 'lectern-bench-')),
    mkdtempSync(join(tmpdir(), 'lectern-peer-'))
  ] as const
  const ours: number[] = []
  const theirs: number[] = []
  try {
    for (let round = 0; round <= rounds; round++) {
      const hello = await startOnce(peerFolder, ['--hello'], 'h1', { PEER_HOME: homes[1] })
      const started = await startOnce(root, [], 'main .row', {
        LANGUAGE: 'en',
        LECTERN_HOME: homes[0],
        LECTERN_LIBRARY: library
      })
      // The first round fills the caches of both, as the second start of any app finds them.
      if (round === 0) continue
      theirs.push(hello)
      ours.push(started)
    }
  } finally {
    for (const home of homes) rmSync(home, { recursive: true, force: true })
  }
  console.log(
    `\nFrom the start of the process to the first rows of ${ARTICLES} articles on screen, ms; ${rounds} starts each, taken in turns.`
  )
  table(
    ['', 'median', 'fastest', 'slowest'],
    [
      ['Lectern', ...[median(ours), Math.min(...ours), Math.max(...ours)].map(shown)],
      ['a bare window', ...[median(theirs), Math.min(...theirs), Math.max(...theirs)].map(shown)],
      ['ratio', `${(median(ours) / median(theirs)).toFixed(2)} x`]
    ]
  )
  goals.check('start', median(ours), 1.2 * median(theirs), 'ms')
}
