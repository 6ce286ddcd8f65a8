import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { type RunningApp, startApp } from './app.ts'
import { ask } from './bridge.ts'

const KILLS = 20

/** Seeded, so that a failure can be repeated. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/**
 * Writes notes, tags and deletions through the window's own bridge as fast as they are acknowledged, and
 * tells each acknowledgement to the test, which is outside and survives.
 */
async function writeUntilKilled(app: RunningApp, round: number, onAcknowledged: (entry: string) => void) {
  await app.page.exposeFunction('acknowledged', onAcknowledged)
  const { items } = await ask(app.page, 'articles.list', {
    filter: {},
    sort: 'length',
    descending: true,
    page: { offset: 0, limit: 1 }
  })
  const articleId = items[0]!.id
  const { version } = await ask(app.page, 'reading.open', { articleId })
  const range = { versionId: version.id, start: 0, end: version.textLength }
  const { text } = await ask(app.page, 'reading.text', range)
  await app.page.evaluate(
    async ([currentRound, articleId, versionId, text]) => {
      const { lectern, acknowledged } = window as typeof window & {
        acknowledged(entry: string): Promise<void>
      }
      void (async () => {
        for (let i = 0; ; i++) {
          const word = `kill${currentRound}write${i}`
          const hex = `${currentRound.toString(16).padStart(4, '0')}${i.toString(16).padStart(8, '0')}`
          const id = `01890a5d-ac96-774b-8000-${hex}`
          const start = (i * 7) % (text.length - 60)
          const exact = text.slice(start, start + 40)
          if (exact.trim() === '') continue
          const made = await lectern.invoke('highlights.create', {
            id,
            articleId,
            versionId,
            start,
            end: start + 40,
            exact,
            color: 'green'
          })
          if (!made.ok) throw new Error(JSON.stringify(made))
          const noted = await lectern.invoke('notes.save', {
            id: `01890a5d-ac96-774b-9000-${hex}`,
            articleId,
            highlightId: id,
            body: `A note with the word ${word}.`
          })
          if (!noted.ok) throw new Error(JSON.stringify(noted))
          void acknowledged(`${id} ${word}`)
          if (i % 5 === 4) {
            // Until the answer comes nobody knows; after it the highlight must be gone.
            await acknowledged(`?${id} ${word}`)
            await lectern.invoke('highlights.delete', { highlightIds: [id] })
            await acknowledged(`-${id} ${word}`)
          }
        }
      })()
    },
    [round, articleId, version.id, text] as const
  )
}

/** Opens the library without the app and looks for what must be there and what must be gone. */
function look(app: RunningApp, there: Map<string, string>, gone: Map<string, string>): unknown {
  const output = execFileSync(
    process.env.LECTERN_ELECTRON ?? resolve('.electron/42.0.0/electron'),
    [resolve('e2e/check-library.ts'), join(app.folder, 'library')],
    {
      input: JSON.stringify({ there: [...there], gone: [...gone] }),
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      maxBuffer: 1 << 26
    }
  )
  return JSON.parse(output.toString())
}

test('SIGKILL loses no acknowledged write, and the index equals the database', async () => {
  test.setTimeout(300_000)
  const dice = random(20261124)
  const app = await startApp()
  const there = new Map<string, string>()
  const gone = new Map<string, string>()
  try {
    const file = join(app.folder, 'long.txt')
    const paragraph = (n: number) =>
      `Paragraph ${n} says something about the number ${n} and about nothing else at all.`
    writeFileSync(
      file,
      `A long text\n\n${Array.from({ length: 200 }, (_, n) => paragraph(n)).join('\n\n')}\n`
    )
    await ask(app.page, 'imports.files', { batchId: crypto.randomUUID(), paths: [file] })
    for (let round = 0; round < KILLS; round++) {
      if (round > 0) await app.restart().catch(() => {})
      let count = 0
      await writeUntilKilled(app, round, (entry) => {
        const [id, word] = entry.split(' ') as [string, string]
        count++
        if (id.startsWith('?')) there.delete(id.slice(1))
        else if (id.startsWith('-')) gone.set(id.slice(1), word)
        else there.set(id, word)
      })
      await expect.poll(() => count).toBeGreaterThan(3)
      await new Promise((done) => setTimeout(done, 50 + dice() * 400))
      await app.kill()
      const found = look(app, there, gone)
      expect(found, `round ${round}, ${there.size} writes acknowledged`).toEqual({
        lost: [],
        notInIndex: [],
        cameBack: [],
        indexEqualsDatabase: true
      })
    }
    expect(there.size).toBeGreaterThan(KILLS * 3)
    // The same look must see a loss when there is one.
    const invented = new Map([['01890a5d-ac96-774b-8fff-000000000000', 'neverwritten']])
    expect(look(app, invented, there)).toMatchObject({
      lost: [...invented],
      notInIndex: [...invented.keys()],
      cameBack: expect.arrayContaining([...there])
    })
  } finally {
    await app.close()
  }
})
