import { readFile, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { onVirtualDisplays } from './display.mjs'
import { at } from './paths.mjs'
import { runShown } from './run-command.mjs'
import { COMPILED, runOnElectronNode, windowTestEnv } from './run-on-electron.mjs'

const UNIT_RESULTS = at('out', 'unit-results.json')
const E2E_RESULTS = at('out', 'e2e-results.json')

/** TypeScript over every project; the walls between processes are here. */
export const types = () => runShown(process.execPath, [at('node_modules/typescript/bin/tsc'), '-b'])

/** Biome: rules, format, and the inner walls. */
export const lint = () => runShown(process.execPath, [at('node_modules/@biomejs/biome/bin/biome'), 'ci', '.'])

/** Vitest on Electron's Node. @param {readonly string[]} [args] */
export const unit = (args = []) => runOnElectronNode([at('node_modules/vitest/vitest.mjs'), 'run', ...args])

/** The same, leaving its counts for `unitCounts`. */
export async function unitCounted() {
  await rm(UNIT_RESULTS, { force: true })
  return unit(['--reporter=default', '--reporter=json', `--outputFile.json=${UNIT_RESULTS}`])
}

/**
 * Apps that the end-to-end tests run side by side: as many as there are cores, and one that mostly waits
 * (docs/decisions/0024-how-tests-run.md).
 */
const APPS_AT_ONCE = Math.min(4, Math.max(2, availableParallelism())) + 1

/**
 * Playwright on the Node that runs this script, starting real windows on a virtual display.
 * @param {readonly string[]} [args]
 * @param {NodeJS.ProcessEnv} [more]
 */
export const e2e = (args = [], more = {}) =>
  onVirtualDisplays(APPS_AT_ONCE, (env) =>
    runShown(process.execPath, [at('node_modules/@playwright/test/cli.js'), 'test', ...args], {
      // The stories are about what the app does and not how soon: it starts two hundred times.
      env: { NODE_COMPILE_CACHE: COMPILED, ...windowTestEnv(env), ...more }
    })
  )

/** The same, leaving its counts for `e2eCounts`. */
export async function e2eCounted() {
  await rm(E2E_RESULTS, { force: true })
  return e2e(['--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: E2E_RESULTS })
}

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * A file that cannot even be loaded has no tests to fail; it counts as one failure.
 */

/** @param {any} report Vitest's JSON report @returns {Counts} */
export function unitCounts(report) {
  const broken = report.testResults.filter(
    (/** @type {any} */ file) => file.status === 'failed' && file.assertionResults.length === 0
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests
  }
}

/** @param {any} report Playwright's JSON report @returns {Counts} */
export function e2eCounts({ stats, errors }) {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped
  }
}

/**
 * The end-to-end tests that passed only at their second try.
 * @param {any} report Playwright's JSON report
 * @returns {string[]} their titles
 */
export function secondTries({ suites = [] }) {
  return suites.flatMap((/** @type {any} */ suite) => [
    ...secondTries(suite),
    ...(suite.specs ?? [])
      .filter((/** @type {any} */ spec) =>
        spec.tests.some((/** @type {any} */ one) => one.status === 'flaky')
      )
      .map((/** @type {any} */ spec) => spec.title)
  ])
}

/** The same, read from what the end-to-end stage left behind. */
export async function readSecondTries() {
  const text = await readFile(E2E_RESULTS, 'utf8').catch(() => undefined)
  return text === undefined ? [] : secondTries(JSON.parse(text))
}

/**
 * What the unit and end-to-end stages left behind; nothing for a stage that did not come to its end.
 * @returns {Promise<Counts[]>}
 */
export async function readCounts() {
  const read = async (/** @type {string} */ path, /** @type {(report: any) => Counts} */ count) => {
    const text = await readFile(path, 'utf8').catch(() => undefined)
    return text === undefined ? [] : [count(JSON.parse(text))]
  }
  return [...(await read(UNIT_RESULTS, unitCounts)), ...(await read(E2E_RESULTS, e2eCounts))]
}

/** Forgets earlier results, so that a stage never reached counts for nothing. */
export async function forgetCounts() {
  await rm(UNIT_RESULTS, { force: true })
  await rm(E2E_RESULTS, { force: true })
}
