import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createImportRunner, type ImportRunner } from './import-runner.ts'
import { spawnImportWorker, type WorkerProcess } from './spawn-import-worker.ts'

let runner: ImportRunner
let folder: string
beforeAll(() => {
  runner = createImportRunner()
  folder = mkdtempSync(join(tmpdir(), 'lectern-import-'))
})
afterAll(() => {
  runner.close()
  rmSync(folder, { recursive: true, force: true })
})

const at = (name: string) => join(folder, name)
const bytes = (text: string) => new TextEncoder().encode(text)

describe('the import runner', () => {
  it('reads a file in its own process and builds the body here', async () => {
    writeFileSync(
      at('gauge.txt'),
      'A gauge\n\nIt measured the sea for a hundred and sixty years without a day of rest.\n'
    )
    const outcome = await runner.run({ kind: 'file', path: at('gauge.txt') })
    expect(outcome.article.title).toBe('A gauge')
    expect(outcome.body.html).toBe(
      '<p data-at="0">It measured the sea for a hundred and sixty years without a day of rest.</p>'
    )
    expect(outcome.size).toBe(outcome.sourceBytes.length)
    expect(outcome.sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  it.each([
    ['nothing.txt', () => writeFileSync(at('nothing.txt'), ''), 'unreadable', '“nothing.txt” is empty.'],
    ['gone.txt', () => undefined, 'unreadable', '“gone.txt” is no longer there.'],
    ['folder.txt', () => mkdirSync(at('folder.txt')), 'unsupported', '“folder.txt” is a folder.'],
    ['link.txt', () => symlinkSync('/etc/hostname', at('link.txt')), 'unreadable', '“link.txt” is a link'],
    [
      'picture.html',
      () => writeFileSync(at('picture.html'), Buffer.from('89504e470d0a1a0a0000000d', 'hex')),
      'unsupported',
      '“picture.html” is an image (PNG), not a text.'
    ],
    [
      'noise.txt',
      () =>
        writeFileSync(
          at('noise.txt'),
          Uint8Array.from({ length: 4000 }, (_, i) => (i * i * 7 + (i >> 3)) % 256)
        ),
      'unsupported',
      'binary data'
    ],
    [
      'big.txt',
      () => {
        writeFileSync(at('big.txt'), '')
        truncateSync(at('big.txt'), 200 * 1024 * 1024)
      },
      'too-large',
      '“big.txt” is 200 MB; Lectern reads texts up to 100 MB.'
    ]
  ])('refuses %s in a sentence', async (name, make, code, sentence) => {
    make()
    await expect(runner.run({ kind: 'file', path: at(name) })).rejects.toMatchObject({
      name: 'AppError',
      code,
      message: expect.stringContaining(sentence)
    })
  })

  it.skipIf(process.platform === 'win32')('does not wait for a pipe', async () => {
    execFileSync('mkfifo', [at('pipe.txt')])
    await expect(runner.run({ kind: 'file', path: at('pipe.txt') })).rejects.toMatchObject({
      code: 'unsupported'
    })
  })

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'says when it may not open a file',
    async () => {
      writeFileSync(at('locked.txt'), 'x')
      chmodSync(at('locked.txt'), 0)
      await expect(runner.run({ kind: 'file', path: at('locked.txt') })).rejects.toMatchObject({
        code: 'unreadable'
      })
    }
  )

  it('goes on after a job that was cancelled, and cancels one that still waits', async () => {
    const cancel = new AbortController()
    const slow = runner.run(
      { kind: 'bytes', bytes: bytes('A line.\n\n'.repeat(400_000)), fileName: 'long.txt' },
      cancel.signal
    )
    const waiting = runner.run({ kind: 'paste', text: 'never read' }, cancel.signal)
    setTimeout(() => cancel.abort(), 50)
    await expect(slow).rejects.toMatchObject({ code: 'cancelled' })
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
    const after = await runner.run({ kind: 'paste', text: 'Still here, and reading as before.' })
    expect(after.body.text).toBe('Still here, and reading as before.')
  })

  it('stops at the deadline', async () => {
    const hurried = createImportRunner({ deadlineMs: 30 })
    await expect(
      hurried.run({ kind: 'bytes', bytes: bytes('A line.\n\n'.repeat(400_000)), fileName: 'long.txt' })
    ).rejects.toMatchObject({ code: 'timeout', message: expect.stringContaining('“long.txt”') })
    hurried.close()
  })

  it('lets others have their turn between any two parts of a long text', async () => {
    let turn = 0
    const turns: number[] = []
    const count = () => {
      turn++
      counting = setImmediate(count)
    }
    let counting = setImmediate(count)
    const watched = createImportRunner({
      async spawn(memoryMb) {
        const worker = await spawnImportWorker(memoryMb)
        return {
          ...worker,
          post(message) {
            turns.push(turn)
            worker.post(message)
          }
        }
      }
    })
    const text = `${'The boat goes out and the boat comes in. '.repeat(20)}\n\n`.repeat(3000)
    const outcome = await watched.run({ kind: 'bytes', bytes: bytes(text), fileName: 'long.txt' })
    clearImmediate(counting)
    watched.close()
    expect(outcome.body.sections.length).toBeGreaterThan(300)
    // The job, and then one part after the other.
    expect(turns.length).toBeGreaterThan(50)
    expect(turns.every((at, index) => index === 0 || at > turns[index - 1]!)).toBe(true)
  })

  it('keeps nothing of what it has read while its process lives on', async () => {
    let listener: ((raw: unknown) => void) | undefined
    let listening = 0
    const worker: WorkerProcess = {
      onMessage: (next) => {
        listener = next
      },
      onExit: () => {
        listening++
        return () => void listening--
      },
      post: (raw) =>
        queueMicrotask(() => {
          const { id } = raw as { id: number }
          const sentence = { key: 'errors.import.noText', values: { name: 'x' } }
          listener?.({ id, type: 'failed', code: 'unreadable', sentence })
        }),
      kill: () => undefined
    }
    const many = createImportRunner({ spawn: () => worker })
    for (let turn = 0; turn < 5; turn++)
      await expect(many.run({ kind: 'paste', text: 'x' })).rejects.toThrow(/no text/)
    // The runner itself, once, and none of the five.
    expect(listening).toBe(1)
    many.close()
  })

  it('believes nothing the process says that does not fit the contract', async () => {
    const liar = (message: (id: number) => unknown) => {
      let listener: ((raw: unknown) => void) | undefined
      let killed = false
      const worker: WorkerProcess = {
        onMessage: (next) => {
          listener = next
        },
        onExit: () => () => undefined,
        post: (raw) => queueMicrotask(() => listener?.(message((raw as { id: number }).id))),
        kill: () => {
          killed = true
        }
      }
      return { runner: createImportRunner({ spawn: () => worker }), killed: () => killed }
    }
    for (const message of [
      (id: number) => ({ id, type: 'blocks', blocks: [{ type: 'html', html: '<script>' }] }),
      (id: number) => ({ id, type: 'head', article: { title: 'x' } }),
      (id: number) => ({
        id: id + 1,
        type: 'failed',
        code: 'unreadable',
        sentence: { key: 'errors.import.pastedText' }
      }),
      () => null
    ]) {
      const { runner: deceived, killed } = liar(message)
      await expect(deceived.run({ kind: 'paste', text: 'x' })).rejects.toThrow(/unexpected|before the head/)
      expect(killed()).toBe(true)
    }
  })

  describe('and its process', () => {
    /** Processes that answer when they are told to, and what they were given. */
    function silentProcesses() {
      const asked: string[] = []
      const started: { die(): void; refuse(): void }[] = []
      const spawn = (): WorkerProcess => {
        let listener: ((raw: unknown) => void) | undefined
        let last = 0
        const exits = new Set<() => void>()
        started.push({
          die: () => {
            for (const exit of [...exits]) exit()
          },
          refuse: () =>
            listener?.({
              id: last,
              type: 'failed',
              code: 'unreadable',
              sentence: { key: 'errors.import.pastedText' }
            })
        })
        return {
          onMessage: (next) => {
            listener = next
          },
          onExit: (exit) => {
            exits.add(exit)
            return () => exits.delete(exit)
          },
          post: (raw) => {
            const { id, job } = raw as { id: number; job?: { text?: string } }
            last = id
            if (job?.text !== undefined) asked.push(job.text)
          },
          kill: () => undefined
        }
      }
      return { asked, started, runner: createImportRunner({ spawn }) }
    }
    const turn = () => new Promise((resolve) => setTimeout(resolve))

    it('has one job at a time; the next has it to itself', async () => {
      const { asked, started, runner } = silentProcesses()
      const first = runner.run({ kind: 'paste', text: 'first' })
      const second = runner.run({ kind: 'paste', text: 'second' })
      await turn()
      expect(asked).toEqual(['first'])
      started[0]!.refuse()
      await expect(first).rejects.toMatchObject({ code: 'unreadable' })
      await turn()
      expect(asked).toEqual(['first', 'second'])
      started[0]!.refuse()
      await expect(second).rejects.toMatchObject({ code: 'unreadable' })
      expect(started).toHaveLength(1)
      runner.close()
    })

    it('is another one when it died, also between two jobs', async () => {
      const { asked, started, runner } = silentProcesses()
      const first = runner.run({ kind: 'paste', text: 'first' })
      await turn()
      started[0]!.die()
      await expect(first).rejects.toMatchObject({ code: 'unreadable' })
      const second = runner.run({ kind: 'paste', text: 'second' })
      await turn()
      started[1]!.refuse()
      await expect(second).rejects.toMatchObject({ code: 'unreadable' })
      started[1]!.die()
      const third = runner.run({ kind: 'paste', text: 'third' })
      await turn()
      expect(asked).toEqual(['first', 'second', 'third'])
      expect(started).toHaveLength(3)
      started[2]!.refuse()
      await expect(third).rejects.toMatchObject({ code: 'unreadable' })
      runner.close()
    })

    it('is not started for a job that comes when the runner is closed', async () => {
      const { started, runner } = silentProcesses()
      runner.close()
      await expect(runner.run({ kind: 'paste', text: 'late' })).rejects.toMatchObject({ code: 'cancelled' })
      await turn()
      expect(started).toHaveLength(0)
    })
  })
})
