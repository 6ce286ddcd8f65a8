import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CardId, PromptId } from '../../shared/cards.ts'
import type { Input } from '../../shared/contract.ts'
import type { ReviewId } from '../../shared/reviews.ts'
import type { ArticleId, HighlightId, VersionId } from '../../shared/values.ts'
import { readHistories } from '../reviews/read-histories.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'

const DAY = 86_400_000
const text = 'A title\n\nThe heron waits in the reeds. It eats pike, and nothing else moves.\n\nThe end.\n'
let time = 0
let test: TestApp
let articleId: ArticleId
let versionId: VersionId

const start = new Date(2026, 2, 5, 12).getTime()

beforeAll(async () => {
  time = start
  test = testApp({ now: () => time })
  articleId = await test.add(text)
  versionId = (await test.call('articles.get', { articleId })).versionId
})
beforeEach(() => {
  time = start
  test.app.context.db.exec(
    'DELETE FROM prompts; DELETE FROM reviews; DELETE FROM settings; DELETE FROM undo_steps'
  )
})
afterEach(() => expect(test.bugs).toEqual([]))
afterAll(() => test.close())

const newPrompt = () => v7() as PromptId
type Create = Input<'cards.create'>
const question: Pick<Create, 'kind' | 'front' | 'back' | 'picture' | 'source' | 'tags'> = {
  kind: 'question',
  front: 'What does it eat?',
  back: 'Pike',
  picture: null,
  source: null,
  tags: []
}
const create = (part: Partial<Create> = {}) =>
  test.call('cards.create', { promptId: newPrompt(), ...question, ...part })
const source = async (exact: string) => {
  const { text } = await test.read(articleId)
  const start = text.indexOf(exact)
  return { articleId, versionId, highlightId: null, start, end: start + exact.length, exact }
}
const list = async (filter: Input<'cards.list'>['filter'] = {}) =>
  (await test.call('cards.list', { filter, page: { offset: 0, limit: 100 } })).items
const session = () => test.call('reviews.session', {})
const grade = async (value: 1 | 2 | 3 | 4, id = v7() as ReviewId) => {
  const { card } = await session()
  return test.call('reviews.grade', { id, cardId: card!.id, grade: value, reps: card!.reps, duration: 900 })
}

describe('cards', () => {
  it('are found by their tags, which are counted, but not those of articles in the Trash', async () => {
    await create({ tags: ['fish'] })
    const [reeds] = await create({ tags: ['Fish', 'reeds'], front: 'Where does it wait?' })
    await create({ tags: ['fish', 'heron'], source: await source('pike') })
    expect(await test.call('cards.tags', {})).toEqual([
      { tag: 'fish', count: 3 },
      { tag: 'heron', count: 1 },
      { tag: 'reeds', count: 1 }
    ])
    expect((await list({ tag: 'reeds' })).map(({ id }) => id)).toEqual([reeds!.id])
    await test.call('articles.trash', { articleIds: [articleId] })
    expect(await test.call('cards.tags', {})).toEqual([
      { tag: 'fish', count: 2 },
      { tag: 'reeds', count: 1 }
    ])
    await test.call('articles.restore', { articleIds: [articleId] })
  })

  it('are made from words, keep their sentence, and open it again', async () => {
    const [card] = await create({ source: await source('pike') })
    expect(card).toMatchObject({
      exact: 'pike',
      sentence: 'It eats pike, and nothing else moves.',
      articleTitle: 'A title',
      state: 'new'
    })
    const place = await test.call('cards.place', { promptId: card!.promptId })
    expect(place).toMatchObject({ articleId, highlightId: null })
    expect(place!.span!.end - place!.span!.start).toBe(4)
    await expect(create({ source: { ...(await source('pike')), start: 1 } })).rejects.toMatchObject({
      code: 'conflict'
    })
  })

  it('say what is missing, and keep nothing of it', async () => {
    for (const [part, words] of [
      [{ front: ' ' }, 'no question'],
      [{ back: '' }, 'no answer'],
      [{ kind: 'cloze', front: 'Nothing hidden' }, 'Nothing is hidden'],
      [{ kind: 'cloze', front: 'Hides {{c1::}} nothing' }, 'Nothing is hidden'],
      [{ kind: 'passage', front: '\n' }, 'no passage'],
      [{ kind: 'picture' }, 'no picture'],
      [{ kind: 'picture', picture: { hash: 'a'.repeat(64), masks: [] } }, 'Nothing is hidden']
    ] as [Partial<Create>, string][]) {
      await expect(create(part)).rejects.toThrow(words)
    }
    expect(await list()).toEqual([])
    expect((await test.call('history.state', {})).undo?.label).not.toBe('undo.createCard')
  })

  it('with one id twice are one when they are the same, and refused when they are not', async () => {
    const promptId = newPrompt()
    const [first] = await create({ promptId })
    expect((await create({ promptId }))[0]!.id).toBe(first!.id)
    await expect(create({ promptId, back: 'Perch' })).rejects.toMatchObject({ code: 'conflict' })
    expect(await list()).toHaveLength(1)
  })

  it('are edited in place: cards that stay keep their schedule', async () => {
    const promptId = newPrompt()
    await create({ promptId, kind: 'cloze', front: '{{c1::one}} {{c2::two}}', back: '' })
    await grade(4)
    const [first] = await test.call('cards.ofPrompt', { promptId })
    expect(first!.state).toBe('review')
    const after = await test.call('cards.update', {
      promptId,
      kind: 'cloze',
      front: '{{c1::ONE}} {{c3::three}}',
      back: '',
      picture: null
    })
    expect(after.map(({ ordinal, state }) => [ordinal, state])).toEqual([
      [1, 'review'],
      [3, 'new']
    ])
    expect(after[0]!.id).toBe(first!.id)
    await test.call('history.undo', {})
    const back = await test.call('cards.ofPrompt', { promptId })
    expect(back.map(({ ordinal, front }) => [ordinal, front])).toEqual([
      [1, '{{c1::one}} {{c2::two}}'],
      [2, '{{c1::one}} {{c2::two}}']
    ])
  })

  it('are suspended, buried, tagged, deleted, and each is taken back', async () => {
    const [card] = await create({ tags: ['Birds'] })
    const [cardIds, promptIds] = [[card!.id], [card!.promptId]]
    await test.call('cards.setSuspended', { cardIds, suspended: true })
    expect((await session()).card).toBeNull()
    expect((await list({ status: 'suspended' })).length).toBe(1)
    await test.call('history.undo', {})
    expect((await session()).card?.id).toBe(card!.id)
    await test.call('cards.setBuried', { cardIds, buried: true })
    expect((await session()).card).toBeNull()
    expect((await list({ status: 'buried' })).length).toBe(1)
    time += DAY
    expect((await session()).card?.id).toBe(card!.id)
    await test.call('cards.addTag', { promptIds, tag: 'birds' })
    expect((await list({ tag: 'BIRDS' }))[0]!.tags).toEqual(['Birds'])
    await grade(3)
    await test.call('cards.delete', { promptIds })
    expect(await list()).toEqual([])
    await test.call('history.undo', {})
    expect((await list())[0]).toMatchObject({ id: card!.id, reps: 1, tags: ['Birds'] })
  })

  it('are made new again: their memory goes, their answers stay, and those after it are another beginning', async () => {
    const [card] = await create()
    await grade(4)
    for (let n = 0; n < 9; n++) {
      time += 400 * DAY
      await grade(1)
      time += 11 * 60_000
      await grade(3)
    }
    const before = (await list())[0]!
    expect(before.lapses).toBe(9)
    const which = { kind: 'some', cardIds: [card!.id] } as const
    const reset = () =>
      test.call('cards.changeMany', { which: { ...which, cardIds: [card!.id] }, change: { kind: 'reset' } })
    expect(await reset()).toEqual({ count: 1, isWhole: true, isStep: true })
    const fresh = { state: 'new', dueIn: null, stability: 0, lapses: 0, reps: before.reps }
    expect((await list({ status: 'new' }))[0]).toMatchObject(fresh)
    expect(await list({ status: 'leech' })).toEqual([])
    expect((await test.call('history.state', {})).undo?.label).toBe('undo.resetCard')
    const again = await session()
    expect(again).toMatchObject({ card: { id: card!.id }, waiting: { due: 0, fresh: 1 } })
    // Nothing is left of how it was known: the intervals are those of a card never seen.
    const [other] = await create({ front: 'Never seen' })
    await test.call('cards.setSuspended', { cardIds: [card!.id], suspended: true })
    const never = await session()
    expect(never.card!.id).toBe(other!.id)
    expect(again.intervals.slice(0, 3)).toEqual(never.intervals.slice(0, 3))
    await test.call('cards.delete', { promptIds: [other!.promptId] })
    await test.call('cards.setSuspended', { cardIds: [card!.id], suspended: false })
    await grade(3)
    const { histories } = readHistories(test.app.context.db, 1000)
    expect(histories).toHaveLength(1)
    time += 400 * DAY
    await grade(3)
    time += 400 * DAY
    await grade(3)
    expect(readHistories(test.app.context.db, 1000).histories.map(({ grades }) => grades.length)).toEqual([
      19, 3
    ])
    // A second time does nothing, and is no step.
    for (let n = 0; n < 3; n++) await test.call('history.undo', {})
    const steps = await test.call('history.state', {})
    expect((await list())[0]).toMatchObject({ ...fresh, suspended: false })
    expect(await reset()).toEqual({ count: 1, isWhole: true, isStep: false })
    expect((await test.call('history.state', {})).undo).toEqual(steps.undo)
    while ((await test.call('history.state', {})).undo?.label !== 'undo.resetCard')
      await test.call('history.undo', {})
    await test.call('history.undo', {})
    const { dueIn: _later, ...stood } = before
    expect((await list())[0]).toMatchObject(stood)
  })

  it('are sorted by when they were made, their day, how often they were forgotten, and how firmly they are known', async () => {
    for (const front of ['Easy', 'Hard', 'New', 'Dated']) await create({ front })
    const of = async (name: string) => (await list({ contains: name }))[0]!
    const answer = async (name: string, value: 1 | 3 | 4) => {
      const { id, reps } = await of(name)
      await test.call('reviews.grade', { id: v7() as ReviewId, cardId: id, grade: value, reps, duration: 1 })
    }
    await answer('Easy', 4)
    await answer('Hard', 4)
    time += 30 * DAY
    await answer('Hard', 1)
    await test.call('cards.changeMany', {
      which: { kind: 'some', cardIds: [(await of('Dated')).id] },
      change: { kind: 'due', inDays: 400, over: 1 }
    })
    const sorted = async (sort: Input<'cards.list'>['sort'], offset = 0) =>
      (await test.call('cards.list', { filter: {}, sort, page: { offset, limit: 10 } })).items.map(
        ({ front }) => front
      )
    expect(await sorted('newest')).toEqual(['Dated', 'New', 'Hard', 'Easy'])
    expect(await sorted('due')).toEqual(['Easy', 'Hard', 'Dated', 'New'])
    expect(await sorted('forgotten')).toEqual(['Hard', 'Dated', 'New', 'Easy'])
    expect(await sorted('weakest')).toEqual(['Hard', 'Easy', 'New', 'Dated'])
    expect(await sorted('weakest', 2)).toEqual(['New', 'Dated'])
  })

  it('tell what was answered to them, the last first, and how likely they are known, as FSRS has it', async () => {
    const [card] = await create()
    const cardId = card!.id
    const history = () => test.call('reviews.ofCard', { cardId })
    expect(await history()).toEqual({ total: 0, answers: [], chance: null })
    const { intervals } = await session()
    await grade(4)
    const first = { grade: 4, state: 'new', reviewedAt: time, interval: intervals[3] }
    expect(await history()).toMatchObject({ total: 1, answers: [first], chance: 1 })
    const { stability } = test.app.context.db
      .prepare<[string], { stability: number }>('SELECT stability FROM cards WHERE id = ?')
      .get(cardId)!
    // Stability is the time after which nine of ten are known.
    time += Math.round(stability) * DAY
    expect((await history()).chance).toBeCloseTo(0.9, 1)
    time += 30 * DAY
    await grade(1)
    await test.call('cards.changeMany', {
      which: { kind: 'some', cardIds: [cardId] },
      change: { kind: 'reset' }
    })
    await grade(3)
    const again = await history()
    expect(again.answers.map(({ grade, state }) => [grade, state])).toEqual([
      [3, 'new'],
      [1, 'review'],
      [4, 'new']
    ])
    await test.call('cards.delete', { promptIds: [card!.promptId] })
    expect(await history()).toEqual({ ...again, chance: null })
  })

  describe('are given a day by hand', () => {
    const setDue = (cardIds: CardId[], inDays: number, over = 1) =>
      test.call('cards.changeMany', {
        which: { kind: 'some', cardIds },
        change: { kind: 'due', inDays, over }
      })
    const memory = (id: CardId) =>
      test.app.context.db
        .prepare<[string], Record<string, number>>('SELECT * FROM cards WHERE id = ?')
        .get(id)!

    it('which changes no memory, and is taken back', async () => {
      const [card] = await create()
      await grade(4)
      time += 3 * DAY
      const before = memory(card!.id)
      await setDue([card!.id], 25)
      const { stability, difficulty, reps, lapses, last_day } = before
      expect(memory(card!.id)).toMatchObject({
        state: 2,
        stability,
        difficulty,
        reps,
        lapses,
        last_day,
        scheduled_days: 28
      })
      expect((await list())[0]!.dueIn).toBe(25)
      expect((await test.call('history.state', {})).undo?.label).toBe('undo.setCardDue')
      time += 24 * DAY
      expect((await session()).card).toBeNull()
      time += DAY
      expect((await session()).card?.id).toBe(card!.id)
      // FSRS counts from the last answer and not from the day that was set.
      await grade(3)
      const log = test.app.context.db.prepare('SELECT elapsed_days, last_interval FROM reviews').all()
      expect(log.at(-1)).toEqual({ elapsed_days: 28, last_interval: 28 * 1440 })
      await test.call('history.undo', {})
      await test.call('history.undo', {})
      expect(memory(card!.id)).toMatchObject({ ...before, updated_at: expect.any(Number) })
    })

    it('today, though they were answered today, once more, with cards of one text apart and in a chosen session', async () => {
      const promptId = newPrompt()
      await create({ promptId, kind: 'cloze', front: '{{c1::one}} {{c2::two}}', back: '' })
      const first = (await session()).card!
      await grade(4)
      expect((await session()).card).toBeNull()
      const chosen = () => test.call('reviews.session', { only: { status: 'all' } })
      expect((await chosen()).waiting).toEqual({ learning: 0, due: 0, fresh: 1 })
      await setDue([first.id], 0)
      expect(await session()).toMatchObject({ card: { id: first.id }, waiting: { due: 1, fresh: 0 } })
      expect((await chosen()).waiting).toEqual({ learning: 0, due: 1, fresh: 1 })
      await grade(3)
      expect((await session()).card).toBeNull()
      // Where its neighbour was answered today as well, both keep apart again.
      const other = (await chosen()).card!
      expect(other.id).not.toBe(first.id)
      await test.call('reviews.grade', {
        id: v7() as ReviewId,
        cardId: other.id,
        grade: 4,
        reps: 0,
        duration: 1
      })
      await setDue([first.id], 0)
      expect((await session()).card).toBeNull()
    })

    it('while they are new: new they stay, and come on it before the other new ones', async () => {
      await test.call('settings.set', { studyNewPerDay: 1 })
      await create({ front: 'Older' })
      const [card] = await create({ front: 'Dated' })
      await setDue([card!.id], 2)
      expect((await list({ contains: 'Dated' }))[0]).toMatchObject({ state: 'new', dueIn: 2 })
      expect((await session()).card?.front).toBe('Older')
      expect((await test.call('reviews.waiting', {})).fresh).toBe(1)
      expect((await test.call('reviews.retention', {})).forecast.slice(0, 4)).toEqual([0, 0, 1, 0])
      time += 2 * DAY
      expect((await list({ status: 'waiting' })).map(({ front }) => front)).toEqual(['Dated'])
      expect((await session()).card?.front).toBe('Dated')
      await grade(3)
      expect(memory(card!.id)).toMatchObject({ state: 1, reps: 1 })
    })

    it('while they are being learned, suspended or buried: past their steps, and awake', async () => {
      const [card] = await create()
      await grade(1)
      const { stability } = memory(card!.id)
      await test.call('cards.setSuspended', { cardIds: [card!.id], suspended: true })
      await setDue([card!.id], 1)
      expect(memory(card!.id)).toMatchObject({ state: 2, due_at: 0, suspended: 0, stability })
      expect((await session()).card).toBeNull()
      time += DAY
      expect((await session()).card?.id).toBe(card!.id)
      await test.call('cards.setBuried', { cardIds: [card!.id], buried: true })
      await setDue([card!.id], 0)
      expect((await session()).card?.id).toBe(card!.id)
      await setDue([card!.id], 0)
      await test.call('history.undo', {})
      expect((await session()).card).toBeNull()
    })

    it('many at once, spread evenly over days, as one step', async () => {
      const made: CardId[] = []
      for (let n = 0; n < 130; n++) made.push((await create({ front: `Question ${n}` }))[0]!.id)
      await setDue(made, 3, 4)
      const days = (await list()).concat(
        (await test.call('cards.list', { filter: {}, page: { offset: 100, limit: 100 } })).items
      )
      const counts = new Map<number | null, number>()
      for (const { dueIn } of days) counts.set(dueIn, (counts.get(dueIn) ?? 0) + 1)
      expect([...counts].sort()).toEqual([
        [3, 33],
        [4, 32],
        [5, 33],
        [6, 32]
      ])
      await test.call('history.undo', {})
      expect((await list())[0]!.dueIn).toBeNull()
    })

    it('under a clock that was ahead: they come on that day, and not at once', async () => {
      const [card] = await create()
      const now = time
      time += 2 * 365 * DAY
      await grade(4)
      time = now
      expect((await session()).card?.id).toBe(card!.id)
      await setDue([card!.id], 3)
      expect((await session()).card).toBeNull()
      time += 3 * DAY
      expect((await session()).card?.id).toBe(card!.id)
    })

    it('under a clock that was ahead, the day that they have already: not at once either', async () => {
      const [card] = await create()
      const now = time
      time += 2 * 365 * DAY
      await grade(4)
      time = now
      const page = { offset: 0, limit: 1 }
      const { items } = await test.call('cards.list', { filter: {}, sort: 'newest', page })
      expect(items[0]!.dueIn).toBeGreaterThan(0)
      await setDue([card!.id], items[0]!.dueIn!)
      expect((await session()).card).toBeNull()
    })
  })

  it('half-typed are kept over a crash, by the form they were typed into, and forgotten one by one', async () => {
    const draft = { kind: 'question', front: 'Half', back: '', picture: null, tags: ['a'] } as const
    const typed = (front: string) => ({ ...draft, front, tags: [...draft.tags] })
    const kept = (key: string) => test.call('cards.draft', { key })
    expect(await kept('free')).toBeNull()
    await test.call('cards.keepDraft', { key: 'free', draft: typed('Half') })
    await test.call('cards.keepDraft', { key: 'free', draft: typed('Half a quest') })
    await test.call('cards.keepDraft', { key: 'edit x', draft: typed('Other') })
    await test.restart()
    expect(await kept('free')).toEqual(typed('Half a quest'))
    await test.call('cards.keepDraft', { key: 'free', draft: null })
    expect(await kept('free')).toBeNull()
    expect(await kept('edit x')).toEqual(typed('Other'))
    for (let n = 0; n < 30; n++)
      await test.call('cards.keepDraft', { key: `words ${n}`, draft: typed('x'.repeat(90_000)) })
    expect(await kept('words 29')).not.toBeNull()
    expect(await kept('edit x')).toBeNull()
    expect(
      String(test.app.context.db.prepare("SELECT value FROM meta WHERE key = 'cards.drafts'").pluck().get())
        .length
    ).toBeLessThan(1_010_000)
    test.app.context.db.exec("UPDATE meta SET value = '[{' WHERE key = 'cards.drafts'")
    expect(await kept('words 29')).toBeNull()
  })

  it('are changed by the hundred: suspended, tagged, deleted, but a few, and each is one step back', async () => {
    const made: CardId[] = []
    for (let n = 0; n < 130; n++) made.push((await create({ front: `Question ${n}`, tags: ['old'] }))[0]!.id)
    const [kept, ...others] = made as [CardId, ...CardId[]]
    const count = async (filter: Input<'cards.list'>['filter']) =>
      (await test.call('cards.list', { filter, page: { offset: 0, limit: 1 } })).total
    const which = { kind: 'all', filter: { status: 'all', contains: 'question' }, except: [kept] } as const
    const change = (change: Input<'cards.changeMany'>['change']) =>
      test.call('cards.changeMany', { which: { ...which, except: [kept] }, change })
    expect(await change({ kind: 'suspended', suspended: true })).toEqual({
      count: 129,
      isWhole: true,
      isStep: true
    })
    expect(await count({ status: 'suspended' })).toBe(129)
    await test.call('history.undo', {})
    expect(await count({ status: 'suspended' })).toBe(0)
    await change({ kind: 'addTag', tag: 'OLD' })
    await change({ kind: 'addTag', tag: 'exam' })
    expect(await test.call('cards.tagsOf', { which: { kind: 'some', cardIds: made } })).toEqual([
      { tag: 'old', count: 130 },
      { tag: 'exam', count: 129 }
    ])
    await change({ kind: 'removeTag', tag: 'old' })
    expect(await count({ tag: 'old' })).toBe(1)
    await change({ kind: 'delete' })
    expect(await count({})).toBe(1)
    await test.call('history.undo', {})
    expect(await count({ tag: 'exam' })).toBe(129)
    const some = { kind: 'some', cardIds: others.slice(0, 3) } as const
    await test.call('cards.changeMany', {
      which: { ...some, cardIds: [...some.cardIds, v7() as CardId] },
      change: { kind: 'suspended', suspended: true }
    })
    expect(await count({ status: 'suspended' })).toBe(3)
  })

  it('rest with their article in the Trash, and go with it for good', async () => {
    const other = await test.add('Another title\n\nThe pike is gone from this lake.\n', 'other.txt')
    const { versionId: version } = await test.call('articles.get', { articleId: other })
    const whole = await test.call('reading.text', { versionId: version, start: 0, end: 1000 })
    const at = whole.text.indexOf('pike')
    await create({
      source: {
        articleId: other,
        versionId: version,
        highlightId: null,
        start: at,
        end: at + 4,
        exact: 'pike'
      }
    })
    await create()
    await test.call('articles.trash', { articleIds: [other] })
    expect(await list()).toHaveLength(1)
    expect((await test.call('reviews.waiting', {})).fresh).toBe(1)
    await test.call('articles.restore', { articleIds: [other] })
    expect(await list()).toHaveLength(2)
    await test.call('articles.trash', { articleIds: [other] })
    const draft = { kind: 'question', front: '', back: 'pike', picture: null, tags: [] } as const
    const typed = { ...draft, tags: [] }
    for (const key of [`words ${version} 1 5`, `pictures ${other}`, `pictures ${articleId}`, 'free'])
      await test.call('cards.keepDraft', { key, draft: typed })
    await test.call('articles.purge', { articleIds: [other] })
    expect(await list()).toHaveLength(1)
    expect(await test.call('cards.draft', { key: `words ${version} 1 5` })).toBeNull()
    expect(await test.call('cards.draft', { key: `pictures ${other}` })).toBeNull()
    expect(await test.call('cards.draft', { key: `pictures ${articleId}` })).toEqual(typed)
    expect(await test.call('cards.draft', { key: 'free' })).toEqual(typed)
  })

  it('are found by words of question, answer and sentence', async () => {
    await create({ source: await source('pike') })
    await create({ front: '100 % of what?', back: 'Everything_' })
    expect(await list({ contains: 'reeds' })).toHaveLength(0)
    expect(await list({ contains: 'nothing else' })).toHaveLength(1)
    expect(await list({ contains: '0 %' })).toHaveLength(1)
    expect(await list({ contains: 'g_' })).toHaveLength(1)
    expect(await list({ contains: '%' })).toHaveLength(1)
  })
})

describe('reviews', () => {
  it('keep card and log together, and are taken back together, also after a restart', async () => {
    const [card] = await create()
    const before = (await list())[0]
    await grade(3)
    const log = () => test.app.context.db.prepare('SELECT grade, state, reps FROM reviews').raw().all()
    expect(log()).toEqual([[3, 0, 0]])
    await test.restart()
    await test.call('history.undo', {})
    expect(log()).toEqual([])
    expect((await list())[0]).toEqual(before)
    await test.call('history.redo', {})
    expect(log()).toEqual([[3, 0, 0]])
    expect((await list())[0]).toMatchObject({ id: card!.id, state: 'learning', reps: 1 })
  })

  it('are harmless twice, and refused when the card was answered elsewhere', async () => {
    const [card] = await create()
    const review = { id: v7() as ReviewId, cardId: card!.id, grade: 4 as const, reps: 0, duration: 1 }
    const first = await test.call('reviews.grade', review)
    expect((await test.call('reviews.grade', review)).minutes).toBe(first.minutes)
    await expect(test.call('reviews.grade', { ...review, grade: 1 })).rejects.toMatchObject({
      code: 'conflict'
    })
    await expect(test.call('reviews.grade', { ...review, id: v7() as ReviewId })).rejects.toMatchObject({
      code: 'conflict'
    })
    await expect(
      test.call('reviews.grade', { ...review, id: v7() as ReviewId, cardId: v7() as CardId })
    ).rejects.toMatchObject({ code: 'not-found' })
  })

  it('run through a day: learning first, then due, then new, within the limits', async () => {
    for (let n = 0; n < 3; n++) await create({ front: `Question ${n}` })
    await test.call('settings.set', { studyNewPerDay: 2 })
    const first = await session()
    expect(first).toMatchObject({ waiting: { learning: 0, due: 0, fresh: 2 }, done: 0 })
    expect(first.card?.front).toBe('Question 0')
    expect(first.intervals).toHaveLength(4)
    expect((await grade(1)).minutes).toBe(first.intervals[0])
    expect((await session()).card?.front).toBe('Question 1')
    await grade(4)
    // Both new cards of the day were seen; the first one is nearly due and is asked early.
    expect(await session()).toMatchObject({
      waiting: { learning: 1, fresh: 0 },
      card: { front: 'Question 0' }
    })
    time += 60_000
    await grade(3)
    time += 11 * 60_000
    await grade(3)
    const end = await session()
    expect(end).toMatchObject({ card: null, beyondLimits: 1, done: 4, hasCards: true })
    time += DAY
    expect((await session()).waiting.fresh).toBe(1)
  })

  it('are not asked beyond the limit where more were asked before it was set', async () => {
    for (let n = 0; n < 3; n++) await create({ front: `Question ${n}` })
    for (let n = 0; n < 3; n++) await grade(4)
    time += 60 * DAY
    await grade(4)
    await grade(4)
    await test.call('settings.set', { studyReviewsPerDay: 1 })
    expect(await session()).toMatchObject({ card: null, waiting: { due: 0 }, beyondLimits: 1 })
  })

  it('of cards made from one text come on different days, unless the reader wishes otherwise', async () => {
    const promptId = newPrompt()
    await create({ promptId, kind: 'cloze', front: '{{c1::one}} {{c2::two}} {{c3::three}}', back: '' })
    await create({ front: 'Another' })
    const asked = async () => {
      const { card } = await session()
      return card && (card.kind === 'cloze' ? card.ordinal : card.front)
    }
    expect((await session()).waiting.fresh).toBe(2)
    expect(await asked()).toBe(1)
    await grade(4)
    expect(await asked()).toBe('Another')
    await test.call('history.undo', {})
    expect(await asked()).toBe(1)
    await test.call('history.redo', {})
    await grade(4)
    expect(await session()).toMatchObject({ card: null, beyondLimits: 0, waiting: { fresh: 0, due: 0 } })
    // Not yet: together they would be three.
    await test.call('settings.set', { studyApart: false })
    expect((await session()).waiting.fresh).toBe(2)
    await test.call('settings.set', { studyApart: true })
    time += DAY
    expect(await asked()).toBe(2)
    await grade(4)
    expect(await asked()).toBeNull()
    // When the first is due again, the third, still new, waits for it; of two that are due, one does.
    time += 300 * DAY
    expect((await session()).waiting).toEqual({ learning: 0, due: 2, fresh: 0 })
    const before = await asked()
    expect([1, 2, 'Another']).toContain(before)
    await grade(4)
    await grade(4)
    expect(await session()).toMatchObject({ card: null, beyondLimits: 0 })
    time += DAY
    expect((await session()).waiting).toEqual({ learning: 0, due: 1, fresh: 0 })
    await grade(4)
    time += DAY
    expect(await asked()).toBe(3)
  })

  it('can be of chosen cards: due or not, beyond the limits, each once, and counted as any other', async () => {
    await test.call('settings.set', { studyNewPerDay: 1 })
    await create({ front: 'Known', tags: ['exam'] })
    await grade(4)
    time += DAY
    await create({ front: 'New', tags: ['exam'] })
    const cloze = newPrompt()
    await create({
      promptId: cloze,
      kind: 'cloze',
      front: '{{c1::one}} {{c2::two}}',
      back: '',
      tags: ['exam']
    })
    await create({ front: 'Elsewhere' })
    const [resting] = await create({ front: 'Resting', tags: ['exam'] })
    await test.call('cards.setSuspended', { cardIds: [resting!.id], suspended: true })
    const only = { status: 'all', tag: 'EXAM' } as const
    const chosen = () => test.call('reviews.session', { only })
    const answer = async (value: 1 | 3 | 4) => {
      const { card, intervals } = await chosen()
      const id = v7() as ReviewId
      const { minutes } = await test.call('reviews.grade', {
        id,
        cardId: card!.id,
        grade: value,
        reps: card!.reps,
        duration: 1
      })
      expect(minutes).toBe(intervals[value - 1])
      return card!.kind === 'cloze' ? card!.ordinal : card!.front
    }
    expect(await chosen()).toMatchObject({
      waiting: { learning: 0, due: 1, fresh: 3 },
      done: 0,
      beyondLimits: 0
    })
    // The known one first, though it is not due for days; the second of one text after everything else.
    expect(await answer(3)).toBe('Known')
    expect([await answer(4), await answer(4)].sort()).toEqual([1, 'New'])
    expect(await answer(1)).toBe(2)
    expect(await chosen()).toMatchObject({ waiting: { learning: 1, due: 0, fresh: 0 }, done: 4 })
    time += 2 * 60_000
    expect(await answer(3)).toBe(2)
    time += 11 * 60_000
    expect(await answer(3)).toBe(2)
    expect(await chosen()).toMatchObject({ card: null, nextAt: null, done: 6, hasCards: true })
    // The day knows of it: its new cards were asked.
    expect((await session()).waiting.fresh).toBe(0)
    expect((await list({ status: 'suspended' })).length).toBe(1)
    time += DAY
    expect((await chosen()).waiting.due).toBe(4)
  })

  it('of cards of one status goes on until they are learned', async () => {
    await create({ front: 'Known' })
    await grade(4)
    await create({ front: 'New' })
    const only = { status: 'new' } as const
    const first = await test.call('reviews.session', { only })
    expect(first).toMatchObject({ card: { front: 'New' }, waiting: { learning: 0, due: 0, fresh: 1 } })
    const { id, reps } = first.card!
    await test.call('reviews.grade', { id: v7() as ReviewId, cardId: id, grade: 1, reps, duration: 1 })
    expect(await test.call('reviews.session', { only })).toMatchObject({
      card: { front: 'New' },
      waiting: { learning: 1, fresh: 0 }
    })
    const { card } = await test.call('reviews.session', { only })
    await test.call('reviews.grade', {
      id: v7() as ReviewId,
      cardId: id,
      grade: 4,
      reps: card!.reps,
      duration: 1
    })
    // Known since: its answers are of this session nevertheless.
    expect(await test.call('reviews.session', { only })).toMatchObject({ card: null, done: 3 })
    time += 100 * DAY
    const due = { only: { status: 'waiting' } } as const
    expect(await test.call('reviews.session', due)).toMatchObject({ waiting: { due: 2 }, done: 0 })
    await grade(3)
    await grade(3)
    expect(await test.call('reviews.session', due)).toMatchObject({ card: null, done: 2 })
  })

  it('of a clock that was ahead do not hide a card for years', async () => {
    await create()
    const now = time
    time += 5 * 365 * DAY
    await grade(4)
    await grade(4).catch(() => undefined)
    time = now
    const { card } = await session()
    expect(card).not.toBeNull()
    await grade(3)
    expect(test.app.context.db.prepare('SELECT min(elapsed_days) FROM reviews').pluck().get()).toBe(0)
    expect((await list())[0]!.dueIn).toBeGreaterThanOrEqual(0)
    const { forecast } = await test.call('reviews.retention', {})
    expect(forecast.reduce((sum, cards) => sum + cards)).toBeLessThanOrEqual(1)
  })

  it('tell of a card that is forgotten again and again', async () => {
    await create()
    await grade(4)
    const told: boolean[] = []
    for (let lapse = 1; lapse <= 12; lapse++) {
      time += 400 * DAY
      told.push((await grade(1)).leech)
      time += 30 * 60_000
      await grade(3)
    }
    expect(told.map((leech, index) => (leech ? index + 1 : 0)).filter(Boolean)).toEqual([8, 12])
    expect(await list({ status: 'leech' })).toHaveLength(1)
  })

  it('show what comes and how well it is known', async () => {
    for (let n = 0; n < 4; n++) await create({ front: `Question ${n}` })
    for (let n = 0; n < 3; n++) await grade(4)
    const { forecast, strength, cards, reviews } = await test.call('reviews.retention', {})
    expect(forecast.reduce((sum, due) => sum + due)).toBe(3)
    expect(strength.reduce((sum, one) => sum + one.cards, 0)).toBe(3)
    expect({ cards, reviews }).toEqual({ cards: 4, reviews: 3 })
    time += 30 * DAY
    await grade(1)
    await grade(3)
    const { weeks } = await test.call('reviews.retention', {})
    expect(weeks.at(-1)).toMatchObject({ reviews: 2, remembered: 1 })
    expect((await test.call('reviews.retention', {})).forecast[0]).toBeGreaterThan(0)
  })
})

describe('highlights', () => {
  it('become cards: a few words hidden in their sentence, passages to be recalled, each once', async () => {
    const note = 'A fish'
    const few = await test.mark(articleId, 'pike', { note, tag: 'fish' })
    const long = await test.mark(articleId, 'The heron waits in the reeds. It eats pike', { color: 'blue' })
    const alone = await test.mark(articleId, 'The end.')
    const had = await test.mark(articleId, 'reeds')
    await test.learn(articleId, 'reeds', had)
    const make = (filter: Input<'cards.createFromHighlights'>['filter'] = {}, except: HighlightId[] = []) =>
      test.call('cards.createFromHighlights', { filter, except })
    const before = await list()
    expect(await make({}, [alone])).toEqual({ made: 2, alreadyHere: 1, leftOut: 0, isWhole: true })
    const made = new Map((await list()).map((card) => [card.highlightId, card]))
    expect(made.get(few)).toMatchObject({
      kind: 'cloze',
      front: 'It eats {{c1::pike}}, and nothing else moves.',
      back: note,
      tags: ['fish'],
      exact: 'pike',
      sentence: 'It eats pike, and nothing else moves.'
    })
    expect(made.get(long)).toMatchObject({
      kind: 'passage',
      front: 'The heron waits in the reeds. It eats pike',
      back: '',
      tags: []
    })
    expect((await test.call('cards.place', { promptId: made.get(few)!.promptId }))?.highlightId).toBe(few)
    // A sentence of two words hides nothing in itself.
    expect(await make({ ids: [alone, few] })).toEqual({ made: 1, alreadyHere: 1, leftOut: 0, isWhole: true })
    expect((await list()).find(({ highlightId }) => highlightId === alone)).toMatchObject({
      kind: 'passage',
      front: 'The end.'
    })
    expect(await make()).toEqual({ made: 0, alreadyHere: 4, leftOut: 0, isWhole: true })
    await test.call('history.undo', {})
    await test.call('history.undo', {})
    expect(await list()).toEqual(before)
    await test.call('highlights.delete', { highlightIds: [few, long, alone, had] })
  })

  it('that look like what hides words, or are longer than a card, are not made into what they are not', async () => {
    const odd = 'Use std::vector here, and write {{c1::x}} there, or nothing at all of it.'
    const id = await test.add(`Odd\n\n${odd}\n\n${'word '.repeat(25_000)}\n`)
    const { versionId: version, text } = await test.read(id)
    const mark = async (exact: string) => {
      const start = text.indexOf(exact)
      const highlightId = v7() as HighlightId
      await test.call('highlights.create', {
        id: highlightId,
        articleId: id,
        versionId: version,
        start,
        end: start + exact.length,
        exact,
        color: 'yellow'
      })
    }
    await mark('vector')
    await mark(text.slice(text.indexOf('word'), text.indexOf('word') + 105_000).trim())
    expect(await test.call('cards.createFromHighlights', { filter: { articleId: id }, except: [] })).toEqual({
      made: 1,
      alreadyHere: 0,
      leftOut: 1,
      isWhole: true
    })
    expect(await list()).toMatchObject([{ kind: 'passage', front: 'vector' }])
    await test.call('articles.trash', { articleIds: [id] })
  })
})

describe('the sign of a note', () => {
  it('behind a highlight is not in its card', async () => {
    const page = `<!doctype html><html lang="en"><head><title>Lamps</title></head><body><article><h1>Lamps</h1>
<p>The keeper counted all the boats and lit three lamps.<sup><a href="#n1">1</a></sup></p>
<p>The lamp was lit for whoever was still out there, and the harbour counted its boats until the last was in.</p>
<ol><li id="n1">A note on the lamps.</li></ol></article></body></html>`
    const id = await test.add(page, 'lamps.html')
    await test.mark(id, 'three lamps.')
    await test.call('cards.createFromHighlights', { filter: { articleId: id }, except: [] })
    expect((await list({ contains: 'three lamps' })).map(({ front }) => front)).toEqual([
      'The keeper counted all the boats and lit {{c1::three lamps.}}'
    ])
    await test.call('articles.trash', { articleIds: [id] })
  })
})

describe('a highlight', () => {
  it('leads back to the words while it is there', async () => {
    const { highlightId: _none, ...words } = await source('heron')
    const id = v7() as HighlightId
    await test.call('highlights.create', { id, color: 'yellow', ...words })
    const [card] = await create({ source: { ...words, highlightId: id } })
    const place = () => test.call('cards.place', { promptId: card!.promptId })
    expect((await place())?.highlightId).toBe(id)
    await test.call('highlights.delete', { highlightIds: [id] })
    expect(await place()).toMatchObject({ highlightId: null, span: { start: words.start } })
    expect((await list())[0]!.highlightId).toBeNull()
  })
})
