import { expect, it } from 'vitest'
import { e2eCounts, secondTries, unitCounts } from './stages.mjs'

it('counts a test file that could not be loaded as a failure', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 0,
    testResults: [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}, {}] },
      { status: 'passed', assertionResults: [{}] }
    ]
  }
  expect(unitCounts(report)).toEqual({ passed: 3, failed: 2, skipped: 1 })
})

it('counts an end-to-end test that passed at its second try, and names it', () => {
  const report = {
    stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 },
    errors: [{}],
    suites: [
      {
        specs: [{ title: 'steady', tests: [{ status: 'expected' }] }],
        suites: [{ specs: [{ title: 'shaky', tests: [{ status: 'flaky' }] }] }]
      }
    ]
  }
  expect(e2eCounts(report)).toEqual({ passed: 6, failed: 2, skipped: 2 })
  expect(secondTries(report)).toEqual(['shaky'])
})
