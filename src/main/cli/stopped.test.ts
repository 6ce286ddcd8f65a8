import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ArticleId } from '../../shared/values.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'
import { runExport } from './export-command.ts'
import { runImport } from './import-command.ts'
import type { Shell } from './shell.ts'

let test: TestApp
let ids: ArticleId[]
beforeAll(async () => {
  test = testApp()
  ids = [
    await test.add('Tides\n\nThe sea comes and goes.', 'tides.txt'),
    await test.add('Moons\n\nOne pulls.')
  ]
})
afterAll(() => test.close())

/** A command that was stopped before it could begin. */
function stopped(): Shell & { said: string[] } {
  const said: string[] = []
  const hear = (line: unknown) => void said.push(String(line))
  return { said, say: hear, json: hear, write: hear, complain: hear, signal: AbortSignal.abort() }
}

it('an export that is stopped says so, and is no mistake of ours', async () => {
  const exporting = runExport(stopped(), { library: test.folder, format: 'csv' }, ...ids)
  await expect(exporting).rejects.toMatchObject({ code: 'cancelled' })
})

it('an import that is stopped says so of the file that was not kept', async () => {
  const shell = stopped()
  const code = await runImport(shell, { library: test.folder, name: '-' }, `${test.folder}/tides.txt`)
  expect(code).toBe(1)
  expect(shell.said.join('\n')).toContain('Reading “tides.txt” was cancelled')
})
