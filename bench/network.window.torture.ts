/**
 * Runs stories of the end-to-end suite while every network call of the app and its processes is written
 * down, and again where there is no network at all:
 *   npm run torture -- network                      the story
 *   npm run torture -- network story study today    other specs
 *   npm run torture -- network --all                every spec, one after the other, each traced where there is no
 *                                                   network: both at once, since it is long
 *   npm run torture -- network --all --on           goes on: what passed since this app was built is not run again;
 *                                                   specs named beside it come first
 *
 * What the tests themselves need of this machine's loopback is told apart: Playwright drives the app through a
 * port that the app's process listens on (`--remote-debugging-port`), which is no call of the app's to anywhere;
 * only `from-the-web` lets the app fetch, from a server on this machine, and is the control.
 * A control that fetches a page on purpose, from this machine, must be seen, or the count proves nothing.
 */
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { countCalls, type NetworkCalls } from './network/count-calls.ts'

const root = resolve(import.meta.dirname, '..')
const asked = process.argv.slice(2)
/** The spec in which the app is told to fetch pages: its calls are wanted. */
const FETCHES = 'from-the-web'
const every = new Set(
  readdirSync(join(root, 'e2e'))
    .filter((name) => name.endsWith('.spec.ts'))
    .map((name) => name.slice(0, -'.spec.ts'.length))
)
const isAll = asked.includes('--all')
const named = asked.filter((name) => !name.startsWith('--'))
const specs = isAll
  ? [...new Set([...named, ...every])].filter((name) => name !== FETCHES)
  : named.length > 0
    ? named
    : ['story']
const electron = process.env.LECTERN_ELECTRON
if (!electron) throw new Error('npm run torture says which Electron it is')
/** The Node npm runs on: the test runner is no part of what is traced. */
const node = process.env.npm_node_execpath ?? 'node'
const folder = mkdtempSync(join(tmpdir(), 'lectern-network-'))
const can = (...command: [string, ...string[]]) => spawnSync(command[0], command.slice(1)).status === 0
const unshare = process.getuid?.() === 0 ? ['unshare', '-n'] : ['unshare', '-r', '-n']
/** A test that takes 120 s at most may take this many times as long under the trace. */
const SLOWER = '4'
let failed = 0

interface Outcome {
  passed: boolean
  /** How many tests passed, and how many this machine could not run. */
  tests: number
  skipped: number
  calls: NetworkCalls
}

/** Runs specs; `traced` writes down the network calls of every app they start. */
function run(names: readonly string[], traced: string | undefined, apart: boolean): Outcome {
  const env: NodeJS.ProcessEnv = { ...process.env, LECTERN_ELECTRON: electron }
  delete env.ELECTRON_RUN_AS_NODE
  if (traced !== undefined) {
    mkdirSync(traced)
    env.LECTERN_TESTS_SLOWER = SLOWER
    const wrapper = join(traced, 'electron')
    // Only the calls that are asked for stop the app (--seccomp-bpf); the rest runs at full speed. The app itself
    // has the process's number (-D): a spec that kills it kills it, and not what looks on.
    writeFileSync(
      wrapper,
      `#!/bin/sh\nexec strace -D -f -qq --seccomp-bpf -e trace=network -o "${traced}/trace.$$" "${electron}" "$@"\n`
    )
    chmodSync(wrapper, 0o755)
    env.LECTERN_ELECTRON = wrapper
  }
  const test = [
    node,
    join(root, 'node_modules/@playwright/test/cli.js'),
    'test',
    '--workers=1',
    '--retries=0',
    '--reporter=line',
    ...names.map((name) => (every.has(name) ? `${name}.spec.ts` : name))
  ]
  // The runner drives the app through a port of this machine, so the loopback must be there; nothing else is.
  const command = apart ? [...unshare, 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', ...test] : test
  const { status, stdout } = spawnSync(command[0]!, command.slice(1), { cwd: root, env, encoding: 'utf8' })
  if (status !== 0) console.log(stdout.slice(-3000))
  const count = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(stdout)?.[1] ?? 0)
  const traces = traced === undefined ? [] : readdirSync(traced).filter((name) => name.startsWith('trace.'))
  return {
    passed: status === 0,
    tests: count('passed'),
    skipped: count('skipped'),
    calls: countCalls(traces.map((name) => readFileSync(join(traced!, name), 'utf8')).join('\n'))
  }
}

const verdict = ({ passed, tests, skipped }: Outcome) =>
  `${passed ? 'passed' : 'FAILED'} (${tests} tests${skipped > 0 ? `, ${skipped} skipped` : ''})`
const told = ({ outward, local, listens }: NetworkCalls) =>
  `${outward.length} connect/sendto/sendmsg calls to AF_INET/AF_INET6, ${local} to local sockets, ${listens} listen (of the port the tests drive the app through)`
const canTrace = can('strace', '-V')
const canPart = can(unshare[0]!, ...unshare.slice(1), 'ip', 'link', 'set', 'lo', 'up')
if (!canTrace) console.log('trace: NOT RUN, there is no strace on this machine')
if (!canPart) console.log('no interfaces: NOT RUN, this machine does not let us make a network namespace')

if (isAll) everySpec()
else someSpecs()

if (canTrace) {
  const control = run([FETCHES, '--grep', 'whole, and nobody else is asked'], join(folder, 'control'), false)
  console.log(
    `  control, pages fetched on purpose from this machine: ${verdict(control)}; ${control.calls.outward.length} calls to AF_INET/AF_INET6`
  )
  if (control.calls.outward.length === 0) {
    console.log('  the trace is blind')
    failed++
  }
}

/** The same specs twice: what passes in the trace must pass without interfaces as well, test by test. */
function someSpecs(): void {
  const traced = canTrace ? run(specs, join(folder, 'traced'), false) : undefined
  if (traced) {
    const { passed, calls } = traced
    console.log(`${specs.join(', ')} under a trace: ${verdict(traced)}; ${told(calls)}`)
    for (const line of calls.outward.slice(0, 10)) console.log(`    ${line}`)
    if (!passed || calls.outward.length > 0 || calls.local === 0) failed++
  }
  if (!canPart) return
  const apart = run(specs, undefined, true)
  const isSame = !traced || (traced.tests === apart.tests && traced.skipped === apart.skipped)
  console.log(
    `${specs.join(', ')} with no network interface but the loopback: ${verdict(apart)}${isSame ? '' : ', which is NOT THE SAME as under the trace'}`
  )
  if (!apart.passed || !isSame) failed++
}

/** One by one, so that it is known which it was, and what is done is kept should this be stopped. */
function everySpec(): void {
  const kept = join(root, 'out/bench/network.json')
  const built = statSync(join(root, 'out/main/index.js')).mtimeMs
  let done: Record<string, { at: number; tests: number; skipped: number; outward: number; local: number }> =
    {}
  if (asked.includes('--on') && existsSync(kept)) done = JSON.parse(readFileSync(kept, 'utf8'))
  const where = `${canTrace ? 'under a trace' : 'untraced'}${canPart ? ', with no network interface but the loopback' : ''}`
  for (const [at, name] of specs.entries()) {
    const before = done[name]
    if (before && before.at > built) {
      console.log(`${name}: passed before (${before.tests} tests), ${before.outward} calls outward`)
      continue
    }
    const start = performance.now()
    const outcome = run([name], canTrace ? join(folder, `traced-${at}`) : undefined, canPart)
    const { passed, calls, tests, skipped } = outcome
    console.log(
      `${name} ${where}: ${verdict(outcome)}; ${told(calls)}; ${Math.round((performance.now() - start) / 1000)} s`
    )
    for (const line of calls.outward.slice(0, 10)) console.log(`    ${line}`)
    delete done[name]
    if (!passed || calls.outward.length > 0 || (canTrace && calls.local === 0)) failed++
    else done[name] = { at: Date.now(), tests, skipped, outward: calls.outward.length, local: calls.local }
    mkdirSync(join(root, 'out/bench'), { recursive: true })
    writeFileSync(kept, JSON.stringify(done))
  }
  const sum = (of: 'tests' | 'skipped' | 'outward' | 'local') =>
    Object.values(done).reduce((all, one) => all + one[of], 0)
  console.log(
    `${Object.keys(done).length} of ${specs.length} specs passed ${where}: ${sum('tests')} tests, ${sum('skipped')} skipped, ${sum('outward')} calls outward, ${sum('local')} to local sockets`
  )
}

rmSync(folder, { recursive: true, force: true })
process.exit(failed === 0 ? 0 : 1)
