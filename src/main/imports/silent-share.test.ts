import { mkdirSync, writeFileSync } from 'node:fs'
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

// Two that wait ten seconds each wait them together, each with a process of its own.
it.skipIf(!share)(
  'a share that never answers costs one wait, whatever was chosen on it, and the rest comes in',
  { timeout: 60_000, concurrent: true },
  async () => {
    const test = testApp({ runner: createImportRunner() })
    const here = join(test.folder, 'here.txt')
    writeFileSync(here, 'Here\n\nA file on a disk that answers.')
    const there = Array.from({ length: 40 }, (_, at) => join(share!.path, `file-${at}.txt`))
    const began = performance.now()
    const { results } = await test.call('imports.files', {
      batchId: crypto.randomUUID(),
      paths: [...there, here]
    })
    // Ten seconds of silence; one after the other it would be forty minutes.
    expect(performance.now() - began).toBeLessThan(40_000)
    expect(results.map(({ status }) => status)).toEqual(['added', ...there.map(() => 'failed')])
    expect(results[8]!.message).toContain('“file-7.txt” took longer than 10 seconds')
    expect(test.bugs).toEqual([])
    await test.close()
  }
)

it.skipIf(!share)(
  'a silent share deep in a folder costs one wait, is named, and the rest comes in',
  { timeout: 60_000, concurrent: true },
  async () => {
    const test = testApp({ runner: createImportRunner() })
    const shelf = join(test.folder, 'shelf')
    for (const name of ['a', 'middle/share', 'z']) {
      mkdirSync(join(shelf, name), { recursive: true })
      writeFileSync(
        join(shelf, name, 'text.txt'),
        `On ${name}\n\nA text that lies in a folder called ${name}.`
      )
    }
    const inside = silentShare(join(shelf, 'middle', 'share'))!
    try {
      const began = performance.now()
      const { results } = await test.call('imports.files', { batchId: crypto.randomUUID(), paths: [shelf] })
      // Ten seconds of silence; the deadline of the whole list would be sixty.
      expect(performance.now() - began).toBeLessThan(40_000)
      expect(results.map(({ status, file }) => [status, file])).toEqual([
        ['added', join(shelf, 'a', 'text.txt')],
        ['added', join(shelf, 'z', 'text.txt')],
        ['failed', inside.path]
      ])
      expect(results[2]!.message).toContain('“share” took longer than 10 seconds')
      expect(test.bugs).toEqual([])
    } finally {
      inside.remove()
      await test.close()
    }
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
