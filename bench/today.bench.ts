import { v7 } from 'uuid'
import { type TestApp, testApp } from '../src/main/testing/test-app.ts'
import { studyDay } from '../src/shared/study-day.ts'

/**
 * What the page of the day waits for with a library that is large for a lifetime: 10,000 readings that are
 * due, 200,000 old highlights, a notebook of a megabyte. The limit for each is 100 ms, as for the session of
 * cards. `npm run bench -- today`
 */
const LIMIT = 100
const READINGS = 10_000
const HIGHLIGHTS = 200_000

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
const p95 = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)]!

async function report(name: string, times: number, act: (n: number) => Promise<unknown>): Promise<void> {
  const results: number[] = []
  for (let n = 0; n < times; n++) {
    const start = performance.now()
    await act(n)
    results.push(performance.now() - start)
  }
  const [middle, high] = [median(results), p95(results)]
  console.log(
    `${name.padEnd(44)} median ${middle.toFixed(1).padStart(7)} ms   p95 ${high.toFixed(1).padStart(7)} ms   p95/limit ${(high / LIMIT).toFixed(2)}`
  )
}

function fill({ app }: TestApp): void {
  const { db } = app.context
  const now = Date.now()
  const today = studyDay(now, 4)
  const article = db.prepare(
    "INSERT INTO articles (id, current_version_id, title, word_count, added_at, updated_at, device_id) VALUES (?, ?, ?, 1200, ?, ?, 'bench')"
  )
  const version = db.prepare(
    "INSERT INTO article_versions VALUES (?, ?, 1, '', '', '<p>x</p>', 'x', 0, 1, '[]', '[]', ?, 1, 'i', '[]', 1, 'bench')"
  )
  const entry = db.prepare("INSERT INTO queue_entries VALUES (?, ?, ?, 5, 3, ?, 1, 1, 'bench')")
  const highlight = db.prepare(
    "INSERT INTO highlights VALUES (?, ?, ?, 0, 1, 'x', '', '', 'yellow', ?, 1, 'bench')"
  )
  db.transaction(() => {
    for (let n = 0; n < READINGS; n++) {
      const [id, versionId] = [v7(), v7()]
      article.run(id, versionId, `Article number ${n}`, now - n * 1000, now)
      version.run(versionId, id, id)
      entry.run(id, 1 + (n % 3), today - (n % 50), today - 60)
      for (let mark = 0; mark < HIGHLIGHTS / READINGS; mark++) {
        const at = now - 8 * 86_400_000 - (n * 20 + mark) * 60_000
        highlight.run(v7({ msecs: at }), id, versionId, at)
      }
    }
  })()
}

const test = testApp({ indexing: true })
try {
  fill(test)
  console.log(
    `${READINGS.toLocaleString('en')} readings due, ${HIGHLIGHTS.toLocaleString('en')} old highlights; limit ${LIMIT} ms`
  )
  await report('the readings of the day', 30, () => test.call('queue.today', {}))
  await report('all that comes back, first 100', 30, () =>
    test.call('queue.list', { page: { offset: 0, limit: 100 } })
  )
  await report('old highlights, chosen anew', 30, () => test.call('meetings.today', {}))
  const met = (await test.call('meetings.today', {})).map((one) => one.id)
  await test.call('meetings.met', { highlightIds: met })
  await report('old highlights, the rest of the day', 30, () => test.call('meetings.today', {}))
  await report('numbers', 30, () => test.call('statistics.get', {}))
  const id = v7() as never
  const body = 'Words that are long enough to matter, said again and again.\n\n'
    .repeat(15_000)
    .slice(0, 900_000)
  await test.call('notebooks.create', { id, title: 'Long', body })
  await report('a notebook of 900,000 letters opens', 10, () => test.call('notebooks.get', { id }))
  let base = body
  await report('… and a key in it is stored', 10, async (n) => {
    const next = `${base}${n}`
    await test.call('notebooks.save', { id, body: next, base })
    base = next
  })
} finally {
  await test.close()
}
