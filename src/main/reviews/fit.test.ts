import { fsrs } from 'ts-fsrs'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Seeded } from '../../shared/testing/seeded.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'
import { logLoss } from './log-loss.ts'
import { readHistories } from './read-histories.ts'
import { insertReview } from './repository.ts'

const stamp = { now: 1_700_000_000_000, deviceId: 'device' }
let app: TestApp

/** A reader who forgets three times as fast as the published parameters say. */
function writeLog(cards: number, answers: number): void {
  const random = new Seeded(7)
  const model = fsrs({})
  const { db } = app.app.context
  db.transaction(() => {
    for (let card = 0; card < cards; card++) {
      const cardId = uuidv7()
      let state: ReturnType<typeof model.next_state> | null = null
      let day = 20_000
      for (let reps = 0; reps < answers; reps++) {
        const elapsed = state ? Math.max(1, Math.round(state.stability * (0.5 + random.next()))) : 0
        const chance = state ? model.forgetting_curve(elapsed * 3, state.stability) : 1
        const grade = reps === 0 || random.chance(chance) ? 3 : 1
        day += elapsed
        insertReview(
          db,
          {
            id: uuidv7(),
            cardId,
            promptId: uuidv7(),
            grade,
            state: reps === 0 ? 0 : 2,
            reps,
            day,
            reviewedAt: day * 86_400_000,
            duration: 1000,
            elapsedDays: elapsed,
            lastInterval: 0,
            interval: 0,
            stability: 1,
            difficulty: 5
          },
          stamp
        )
        state = model.next_state(state, elapsed, grade)
      }
    }
  })()
}

describe('fitting the parameters to the log', () => {
  beforeAll(() => {
    app = testApp()
  })
  afterAll(() => app.close())

  it('says how many answers there are when they are too few', async () => {
    writeLog(10, 4)
    expect(await app.call('reviews.fit', {})).toEqual({
      answers: 30,
      weights: null,
      lossBefore: 0,
      lossAfter: 0
    })
  })

  it('finds parameters that foretell a fast forgetter better, and changes nothing by itself', async () => {
    writeLog(200, 5)
    const fitted = await app.call('reviews.fit', {})
    expect(fitted.weights).toHaveLength(21)
    expect(fitted.answers).toBeGreaterThanOrEqual(800)
    expect(fitted.lossAfter).toBeLessThan(fitted.lossBefore)
    const { histories } = readHistories(app.app.context.db, 100_000)
    expect(logLoss(histories, [])).toBeCloseTo(fitted.lossBefore, 6)
    expect(logLoss(histories, fitted.weights!)).toBeCloseTo(fitted.lossAfter, 6)
    expect((await app.call('settings.get', {})).studyWeights).toEqual([])
    // Taken, they are the ones it is measured against from then on.
    await app.call('settings.set', { studyWeights: fitted.weights! })
    expect((await app.call('reviews.fit', {})).lossBefore).toBeCloseTo(fitted.lossAfter, 6)
  })

  it('can be stopped, and one goes on at a time', async () => {
    const first = app.call('reviews.fit', {})
    await expect(app.call('reviews.fit', {})).rejects.toMatchObject({ code: 'conflict' })
    await app.call('reviews.stopFit', {})
    await expect(first).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('leaves out cards that were learned elsewhere, and what comes after a gap', () => {
    const { db } = app.app.context
    const before = readHistories(db, 1_000_000).histories.length
    const cardId = uuidv7()
    for (const reps of [3, 4]) {
      insertReview(
        db,
        {
          id: uuidv7(),
          cardId,
          promptId: uuidv7(),
          grade: 3,
          state: 2,
          reps,
          day: 21_000 + reps,
          reviewedAt: 0,
          duration: 0,
          elapsedDays: 5,
          lastInterval: 0,
          interval: 0,
          stability: 1,
          difficulty: 5
        },
        stamp
      )
    }
    expect(readHistories(db, 1_000_000).histories).toHaveLength(before)
  })
})
