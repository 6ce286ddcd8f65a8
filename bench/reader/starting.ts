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
/** Starts of each that fill their caches: what Chromium has made of a script it keeps at the second, and uses from the third. */
const WARMING = 3
/** A start differs from the next by a tenth: the median of fewer says nothing. */
const FEWEST = 9

/**
 * Starts an app and waits for what it says of its first window; ms from the start of the process.
 * @param selector what is waited for on its screen
 * @param press a key that is pressed until it has moved the focus
 */
async function startOnce(
  app: string,
  args: string[],
  selector: string,
  env: Record<string, string>,
  press?: { key: string; focus: string }
) {
  const begun = Date.now()
  const child = spawn(process.env.LECTERN_ELECTRON!, ['-r', tellStart, app, ...electronArgs(), ...args], {
    env: {
      ...(process.env as Record<string, string>),
      ...env,
      START_SELECTOR: selector,
      ...(press && { START_KEY: press.key, START_FOCUS: press.focus })
    },
    stdio: ['ignore', 'pipe', 'ignore']
  })
  let said = ''
  child.stdout.on('data', (bytes) => {
    said += String(bytes)
  })
  await once(child, 'exit')
  const at = (what: string) => {
    const ms = new RegExp(`${what} ([\\d.]+)`).exec(said)?.[1]
    if (ms === undefined) throw new Error(`${app} did not say when its window ${what}`)
    return Number(ms) - begun
  }
  return { painted: at('painted'), answered: press ? at('answered') : Number.NaN }
}

/**
 * From the start of the process to the rows of a library of 10,000 articles, beside a bare window's hello: when they
 * are on screen, and when what a key does is.
 */
export async function measureStarting(atLeast: number, goals: Goals): Promise<void> {
  const rounds = Math.max(atLeast, FEWEST)
  const library = await seededLibrary(ARTICLES)
  const homes = [
    mkdtempSync(join(tmpdir(), 'lectern-bench-')),
    mkdtempSync(join(tmpdir(), 'lectern-peer-'))
  ] as const
  const ours: number[] = []
  const answering: number[] = []
  const theirs: number[] = []
  try {
    for (let round = -WARMING; round < rounds; round++) {
      const hello = await startOnce(peerFolder, ['--hello'], 'h1', { PEER_HOME: homes[1] })
      const started = await startOnce(
        root,
        [],
        'main .row',
        { LANGUAGE: 'en', LECTERN_HOME: homes[0], LECTERN_LIBRARY: library },
        // Narrows the list.
        { key: '/', focus: 'main input' }
      )
      if (round < 0) continue
      theirs.push(hello.painted)
      ours.push(started.painted)
      answering.push(started.answered)
    }
  } finally {
    for (const home of homes) rmSync(home, { recursive: true, force: true })
  }
  console.log(
    `\nFrom the start of the process to the rows of ${ARTICLES} articles, ms; ${rounds} starts each, taken in turns after ${WARMING} that fill their caches. The window answers when a key pressed in every frame has had its effect, and that is on screen.`
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
