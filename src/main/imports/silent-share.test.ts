import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { createImportRunner } from '../import/worker/import-runner.ts'
import { silentShare } from '../testing/mounts.ts'
import { rowsHash } from '../testing/rows-hash.ts'
import { testApp } from '../testing/test-app.ts'

const share = silentShare()
afterAll(() => share?.remove())

it.skipIf(!share)(
  'a share that never answers: the deadline names the file, and nobody waits on',
  async () => {
    const runner = createImportRunner({ deadlineMs: 1000 })
    const path = join(share!.path, 'on-the-share.txt')
    for (const asked of [() => runner.listFiles([path]), () => runner.run({ kind: 'file', path })]) {
      await expect(asked()).rejects.toMatchObject({
        code: 'timeout',
        message: expect.stringContaining('“on-the-share.txt” took longer than 1 second')
      })
    }
    runner.close()
  }
)

it.skipIf(!share)('a share that never answers can be cancelled, and holds up nothing else', async () => {
  const test = testApp()
  await test.add('A first article\n\nWith a paragraph that must stay as it is.')
  const before = rowsHash(test.app.context.db)
  // More than main has threads for files: they must not be the ones that wait.
  for (let turn = 0; turn < 6; turn++) {
    const batchId = crypto.randomUUID()
    const running = test.call('imports.files', { batchId, paths: [join(share!.path, `file-${turn}.txt`)] })
    await readFile(import.meta.filename)
    await test.call('imports.cancel', { batchId })
    expect((await running).results).toEqual([])
  }
  expect(rowsHash(test.app.context.db)).toBe(before)
  await test.add('Another article\n\nWhich is read as if nothing had been.', 'another.txt')
  expect(test.bugs).toEqual([])
  await test.close()
})
