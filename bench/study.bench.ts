import { v7 } from 'uuid'
import { type TestApp, testApp } from '../src/main/testing/test-app.ts'
import type { ReviewId } from '../src/shared/reviews.ts'
import { studyDay } from '../src/shared/study-day.ts'

/**
 * What the reader waits for when studying, with few cards and with many, all due: the goal is that a
 * session of 10,000 due cards opens within 100 ms. `npm run bench -- study`
 */
const p95 = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)]!
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

async function timed(times: number, act: () => unknown): Promise<number[]> {
  const results: number[] = []
  for (let n = 0; n < times; n++) {
    const start = performance.now()
    await act()
    results.push(performance.now() - start)
  }
  return results
}

/** Cards due over the last month, each reviewed a few times, with plain SQL. */
function fill(test: TestApp, count: number): void {
  const { db } = test.app.context
  const now = Date.now()
  const today = studyDay(now, 4)
  const prompt = db.prepare(
    "INSERT INTO prompts (id, kind, front, back, guid, created_at, updated_at, device_id) VALUES (@id, 'question', @front, 'An answer of a few words', @id, @now, @now, 'bench')"
  )
  const card = db.prepare(
    `INSERT INTO cards (id, prompt_id, ordinal, state, due_day, due_at, stability, difficulty, scheduled_days,
       learning_step, reps, lapses, last_day, created_at, updated_at, device_id)
     VALUES (@id, @promptId, 1, 2, @dueDay, 0, @stability, 5.5, 10, 0, 4, 0, @lastDay, @now, @now, 'bench')`
  )
  const review = db.prepare(
    `INSERT INTO reviews (id, card_id, prompt_id, grade, state, reps, day, reviewed_at, duration, elapsed_days,
       last_interval, interval, stability, difficulty, updated_at, device_id)
     VALUES (@id, @cardId, @promptId, @grade, 2, @reps, @day, @now, 4000, 5, 7200, 14400, 10, 5.5, @now, 'bench')`
  )
  db.transaction(() => {
    for (let n = 0; n < count; n++) {
      const [promptId, id] = [v7(), v7()]
      prompt.run({ id: promptId, front: `Question number ${n} about something worth knowing`, now })
      card.run({
        id,
        promptId,
        dueDay: today - (n % 30),
        lastDay: today - 40,
        stability: 1 + ((n * 7919) % 400),
        now
      })
      for (let reps = 0; reps < 3; reps++) {
        const day = today - 41 - ((n + reps * 50) % 140)
        review.run({ id: v7(), cardId: id, promptId, grade: (n + reps) % 9 === 0 ? 1 : 3, reps, day, now })
      }
    }
  })()
}

for (const count of [100, 10_000, 100_000]) {
  const test = testApp({ indexing: true })
  fill(test, count)
  await test.call('settings.set', { studyReviewsPerDay: 9999 })
  const first = await timed(1, () => test.call('reviews.session', {}))
  const say = (what: string, values: number[]) =>
    console.log(
      `${String(count).padStart(7)} due cards  ${what.padEnd(40)} p50 ${median(values).toFixed(2).padStart(8)} ms  p95 ${p95(values).toFixed(2).padStart(8)} ms`
    )
  say('session opens, first time', first)
  say('session opens', await timed(20, () => test.call('reviews.session', {})))
  say('count in the sidebar', await timed(20, () => test.call('reviews.waiting', {})))
  const grading: number[] = []
  for (let n = 0; n < 30; n++) {
    const { card } = await test.call('reviews.session', {})
    grading.push(
      ...(await timed(1, () =>
        test.call('reviews.grade', {
          id: v7() as ReviewId,
          cardId: card!.id,
          grade: 3,
          reps: card!.reps,
          duration: 4000
        })
      ))
    )
  }
  say('a grade, kept durably', grading)
  for (const [what, only] of [
    ['all cards', { status: 'all' }],
    ['cards with a word', { status: 'all', contains: 'number 99' }]
  ] as const) {
    const chosen = () => test.call('reviews.session', { only })
    say(`session of ${what}, first time`, await timed(1, chosen))
    const questions: number[] = []
    for (let n = 0; n < 20; n++) {
      const { card } = await chosen()
      if (!card) break
      await test.call('reviews.grade', {
        id: v7() as ReviewId,
        cardId: card.id,
        grade: 3,
        reps: card.reps,
        duration: 4000
      })
      questions.push(...(await timed(1, chosen)))
    }
    say(`next question of ${what}`, questions)
  }
  say('forecast and retention', await timed(10, () => test.call('reviews.retention', {})))
  const page = { offset: 0, limit: 100 }
  say('first page of all cards', await timed(10, () => test.call('cards.list', { filter: {}, page })))
  say(
    'first page of all, the weakest first',
    await timed(10, () => test.call('cards.list', { filter: {}, sort: 'weakest', page }))
  )
  say(
    'cards found by a word',
    await timed(10, () => test.call('cards.list', { filter: { contains: 'number 99' }, page }))
  )
  await test.close()
}
