/**
 * Runs stories of the end-to-end suite while every network call of the app and its processes is written
 * down, and again where there is no network at all:
 *   npm run torture -- network                      the story
 *   npm run torture -- network story study today    other specs
 *   npm run torture -- network --all                every spec, one after the other
 *
 * What the tests themselves need of this machine's loopback is told apart: Playwright drives the app through a
 * port that the app's process listens on (`--remote-debugging-port`), which is no call of the app's to anywhere;
 * only `from-the-web` lets the app fetch, from a server on this machine, and is the control.
 * A control that fetches a page on purpose, from this machine, must be seen, or the count proves nothing.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { countCalls, type NetworkCalls } from './network/count-calls.ts'

const root = resolve(import.meta.dirname, '..')
const asked = process.argv.slice(2)
/** The spec in which the app is told to fetch pages: its calls are wanted. */
const FETCHES = 'from-the-web'
const every = () =>
  readdirSync(join(root, 'e2e'))
    .filter((name) => name.endsWith('.spec.ts'))
    .map((name) => name.slice(0, -'.spec.ts'.length))
    .filter((name) => name !== FETCHES)
const isAll = asked.includes('--all')
const specs = isAll ? every() : asked.length > 0 ? asked : ['story']
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
    ...names.map((name) => `${name.replace(/\.spec\.ts$/, '')}.spec.ts`)
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
/** What passed in the trace must pass without interfaces as well, test by test. */
const traced = new Map<string, Outcome>()
/** All at once they are one number; one by one it is known which it was, and a long run shows how far it got. */
const groups = isAll ? specs.map((name) => [name]) : [specs]
if (can('strace', '-V')) {
  let [outward, local] = [0, 0]
  for (const [at, names] of groups.entries()) {
    const outcome = run(names, join(folder, `traced-${at}`), false)
    const { passed, calls } = outcome
    traced.set(names.join(), outcome)
    outward += calls.outward.length
    local += calls.local
    console.log(
      `${names.join(', ')} under a trace: ${verdict(outcome)}; ${calls.outward.length} connect/sendto/sendmsg calls to AF_INET/AF_INET6, ${calls.local} to local sockets, ${calls.listens} listen (of the port the tests drive the app through)`
    )
    for (const line of calls.outward.slice(0, 10)) console.log(`    ${line}`)
    if (!passed || calls.outward.length > 0 || calls.local === 0) failed++
  }
  if (isAll) console.log(`${specs.length} specs: ${outward} calls outward, ${local} to local sockets`)
  const control = run([FETCHES], join(folder, 'control'), false)
  console.log(
    `  control, pages fetched on purpose from this machine: ${verdict(control)}; ${control.calls.outward.length} calls to AF_INET/AF_INET6`
  )
  if (control.calls.outward.length === 0) {
    console.log('  the trace is blind')
    failed++
  }
} else console.log('trace: NOT RUN, there is no strace on this machine')

if (can(unshare[0]!, ...unshare.slice(1), 'ip', 'link', 'set', 'lo', 'up')) {
  for (const names of groups) {
    const outcome = run(names, undefined, true)
    const before = traced.get(names.join())
    const isSame =
      before === undefined || (before.tests === outcome.tests && before.skipped === outcome.skipped)
    console.log(
      `${names.join(', ')} with no network interface but the loopback: ${verdict(outcome)}${isSame ? '' : ', which is NOT THE SAME as under the trace'}`
    )
    if (!outcome.passed || !isSame) failed++
  }
} else console.log('no interfaces: NOT RUN, this machine does not let us make a network namespace')

rmSync(folder, { recursive: true, force: true })
process.exit(failed === 0 ? 0 : 1)
