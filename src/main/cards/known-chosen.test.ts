import SQLite from 'better-sqlite3'
import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Card, CardFilter, PromptId } from '../../shared/cards.ts'
import type { ReviewId } from '../../shared/reviews.ts'
import { studyDay } from '../../shared/study-day.ts'
import { Seeded } from '../../shared/testing/seeded.ts'
import type { ArticleId } from '../../shared/values.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'
import { chosenCards } from './chosen-cards.ts'
import { knownChosen } from './known-chosen.ts'

const HOUR = 3_600_000
let time = new Date(2026, 2, 5, 12).getTime()
let test: TestApp
beforeEach(() => {
  test = testApp({ now: () => time })
})
afterEach(async () => {
  expect(test.bugs).toEqual([])
  await test.close()
})

const filters: CardFilter[] = [
  { status: 'all' },
  { status: 'new' },
  { status: 'waiting' },
  { status: 'leech' },
  { status: 'all', tag: 'exam' },
  { status: 'all', contains: 'heron' }
]

/** Something that a reader may do with the cards, or with what they are from. */
async function doSomething(
  random: Seeded,
  made: Card[],
  articleId: ArticleId,
  only: CardFilter
): Promise<void> {
  const card = random.pick(made)
  const [cardIds, promptIds] = [[card.id], [card.promptId]]
  const which = { kind: 'some', cardIds } as const
  const deeds: (() => Promise<unknown>)[] = [
    async () => {
      const { card: asked } = await test.call('reviews.session', { only })
      if (!asked) return
      await test.call('reviews.grade', {
        id: v7() as ReviewId,
        cardId: asked.id,
        grade: random.pick([1, 3, 4] as const),
        reps: asked.reps,
        duration: 1
      })
    },
    () => test.call('history.undo', {}),
    () => test.call('history.redo', {}),
    () => test.call('cards.setSuspended', { cardIds, suspended: random.chance(0.5) }),
    () => test.call('cards.setBuried', { cardIds, buried: random.chance(0.5) }),
    () => test.call('cards.addTag', { promptIds, tag: 'exam' }),
    () => test.call('cards.removeTag', { promptIds, tag: 'exam' }),
    () => test.call('cards.changeMany', { which: { ...which, cardIds }, change: { kind: 'reset' } }),
    () =>
      test.call('cards.changeMany', {
        which: { kind: 'all', filter: { status: 'waiting' }, except: [] },
        change: { kind: 'due', inDays: random.between(0, 2), over: 2 }
      }),
    () =>
      test.call('cards.update', {
        promptId: card.promptId,
        kind: 'cloze',
        front: `{{c1::${random.chance(0.5) ? 'heron' : 'pike'}}} {{c${random.between(1, 3)}::reed}}`,
        back: '',
        picture: null
      }),
    () => test.call('cards.delete', { promptIds }),
    () => test.call('articles.trash', { articleIds: [articleId] }),
    () => test.call('articles.restore', { articleIds: [articleId] }),
    async () => {
      time += random.between(0, 29) * HOUR
    }
  ]
  // What is gone is refused.
  await random
    .pick(deeds)()
    .catch((error: { code?: string }) => expect(['not-found', 'conflict']).toContain(error.code))
}

it.each([1, 2, 3, 4])(
  'knows at every step what one finds who looks for the first time (%i)',
  async (seed) => {
    const random = new Seeded(seed)
    const articleId = await test.add('A title\n\nThe heron waits in the reeds. It eats pike.\n')
    const made = [await test.learn(articleId, 'heron'), await test.learn(articleId, 'pike')]
    for (let n = 0; n < 8; n++) {
      const [card] = await test.call('cards.create', {
        promptId: v7() as PromptId,
        kind: 'cloze',
        front: `{{c1::heron ${n}}} {{c2::reed}}`,
        back: '',
        picture: null,
        source: null,
        tags: n % 2 ? ['exam'] : []
      })
      made.push(card!)
    }
    const { db } = test.app.context
    let asked = 0
    for (let step = 0; step < 240; step++) {
      // The same for a while: what is known of one is forgotten with the next.
      const filter = filters[Math.floor(step / 40) % filters.length]!
      await doSomething(random, made, articleId, filter)
      const session = await test.call('reviews.session', { only: filter })
      const fresh = new SQLite(db.name, { readonly: true })
      const at = { now: time, today: studyDay(time, 4), apart: true }
      const { next, ...stands } = chosenCards(fresh, at, filter)
      fresh.close()
      expect({ next: session.card?.id, ...stands }, `step ${step}`).toEqual({
        next,
        waiting: session.waiting,
        done: session.done,
        nextAt: session.nextAt
      })
      if (next) asked++
    }
    expect(asked).toBeGreaterThan(30)
  }
)

it('reads the cards of one prompt after an answer, and all anew when another program wrote', async () => {
  for (let n = 0; n < 5; n++)
    await test.call('cards.create', {
      promptId: v7() as PromptId,
      kind: 'question',
      front: `Question ${n}`,
      back: 'Answer',
      picture: null,
      source: null,
      tags: []
    })
  const { db } = test.app.context
  const only = { status: 'all' } as const
  const today = studyDay(time, 4)
  const { card } = await test.call('reviews.session', { only })
  const known = knownChosen(db).of(only, today)
  const prepared = vi.spyOn(db, 'prepare')
  const readings = () => prepared.mock.calls.map(([sql]) => sql).filter((sql) => sql.includes('c.last_day'))
  await test.call('reviews.grade', {
    id: v7() as ReviewId,
    cardId: card!.id,
    grade: 4,
    reps: 0,
    duration: 1
  })
  expect(knownChosen(db).of(only, today)).toBe(known)
  expect(known.get(card!.promptId)![0]!.state).toBe(2)
  expect(knownChosen(db).of(only, today)).toBe(known)
  const other = new SQLite(db.name)
  other.exec('UPDATE cards SET suspended = 1')
  other.close()
  expect(knownChosen(db).of(only, today).size).toBe(0)
  const read = readings()
  prepared.mockRestore()
  expect(read.map((sql) => sql.includes('json_each'))).toEqual([false, true, false])
  // All as they lie in their table, a few by their prompts: by way of another index each is looked for by itself.
  const plans = read.slice(1).map((sql) =>
    db
      .prepare<[Record<string, unknown>], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all({ today, leech: 8, promptIds: '[]' })
      .map(({ detail }) => detail)
      .filter((detail) => /^(SEARCH|SCAN) c\b/.test(detail))
  )
  expect(plans).toEqual([[expect.stringMatching(/\(prompt_id=\?\)$/)], ['SCAN c']])
})
