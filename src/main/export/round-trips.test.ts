import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { PromptId } from '../../shared/cards.ts'
import { highlightColors } from '../../shared/highlights.ts'
import type { ReviewId } from '../../shared/reviews.ts'
import type { ArticleId, HighlightId, NoteId } from '../../shared/values.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'
import { libraryHash } from './library-hash.ts'

const DAY = 86_400_000
const folder = mkdtempSync(join(tmpdir(), 'lectern-round-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const article =
  'The lamps on the quay\n\n' +
  'The lamps were lit at six, and the lamps were out by ten. Nobody came to look at them.\n\n' +
  'The ferry was late. The ferry was always late. “We wait,” said Ines Calder, who keeps the lamps.\n\n' +
  '渡船晚了。渡船总是晚了。 Было поздно, и никто не пришёл. 🏮🏮 The lamps were lit at six.\n'

/** Everything of the reader's on an article, told without ids that another library makes anew. */
async function mine(test: TestApp, articleId: ArticleId) {
  const { note, tags, title } = await test.call('articles.get', { articleId })
  const highlights = await test.call('highlights.listByArticle', { articleId })
  return {
    title,
    note,
    tags,
    highlights: highlights.map(({ id, start, end, exact, prefix, suffix, color, note, tags, createdAt }) => ({
      ...{ id, start, end, exact, prefix, suffix, color, note, tags, createdAt }
    }))
  }
}

async function bringIn(test: TestApp, path: string) {
  const batchId = crypto.randomUUID()
  await test.call('libraryImports.plan', { batchId, path })
  return await test.call('libraryImports.run', { batchId })
}

async function mark(test: TestApp, articleId: ArticleId, start: number, end: number, color = 0) {
  const { versionId } = await test.call('articles.get', { articleId })
  const text = test.app.context.db
    .prepare('SELECT text FROM article_versions WHERE id = ?')
    .pluck()
    .get(versionId) as string
  return await test.call('highlights.create', {
    id: crypto.randomUUID() as HighlightId,
    articleId,
    versionId,
    start,
    end,
    exact: text.slice(start, end),
    color: highlightColors[color]!
  })
}

const lengthOf = async (test: TestApp, articleId: ArticleId) =>
  test.app.context.db
    .prepare('SELECT length(text) FROM article_versions WHERE article_id = ?')
    .pluck()
    .get(articleId) as number

describe('what leaves comes back', { timeout: 180_000 }, () => {
  it('Web Annotations: the same highlights, notes and tags, in a library that has the article anew', async () => {
    const word = fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8}){0,3}$/)
    const marks = fc.array(
      fc.record({
        at: fc.nat({ max: 200 }),
        long: fc.integer({ min: 2, max: 60 }),
        color: fc.nat({ max: 4 }),
        note: fc.oneof(fc.constant(''), word, fc.constant('*Why* [[six]]?\n\n> a quotation')),
        tags: fc.uniqueArray(word, { maxLength: 3 })
      }),
      { minLength: 1, maxLength: 6 }
    )
    await fc.assert(
      fc.asyncProperty(marks, word, async (list, wholeNote) => {
        const first = testApp()
        const second = testApp()
        try {
          const articleId = await first.add(article)
          const most = await lengthOf(first, articleId)
          const places = new Set<string>()
          for (const { at, long, color, note, tags } of list) {
            const start = Math.min(at, most - 3)
            const created = await mark(first, articleId, start, Math.min(most, start + long), color).catch(
              () => undefined
            )
            if (!created) continue
            // Two on the very same words cannot be told apart by their place; only one of them is kept here.
            const place = `${created.start} ${created.end}`
            if (places.has(place)) {
              await first.call('highlights.delete', { highlightIds: [created.id] })
              continue
            }
            places.add(place)
            for (const tag of tags) await first.call('highlights.addTag', { highlightIds: [created.id], tag })
            const body = note
            if (body)
              await first.call('notes.save', {
                id: crypto.randomUUID() as NoteId,
                articleId,
                highlightId: created.id,
                body
              })
          }
          await first.call('notes.save', {
            id: crypto.randomUUID() as NoteId,
            articleId,
            highlightId: null,
            body: wholeNote
          })
          await first.call('articles.addTag', { articleIds: [articleId], tag: 'harbour' })
          const { content } = await first.call('exports.article', { articleId, format: 'jsonld' })
          const path = join(folder, `${crypto.randomUUID()}.jsonld`)
          writeFileSync(path, content)

          const anew = await second.add(article)
          const report = await bringIn(second, path)
          expect(report).toMatchObject({ added: 0, updated: 1, failed: 0, unreadable: 0 })
          expect(await mine(second, anew)).toEqual(await mine(first, articleId))
          // Twice is once.
          expect(await bringIn(second, path)).toMatchObject({ added: 0, updated: 0, alreadyHere: 1 })
          expect(await mine(second, anew)).toEqual(await mine(first, articleId))
        } finally {
          await first.close()
          await second.close()
        }
      }),
      { numRuns: 2, endOnFailure: true }
    )
  })

  it('Web Annotations of an article that is not here keep every word', async () => {
    const first = testApp()
    const second = testApp()
    const articleId = await first.add(article)
    const { exact } = await mark(first, articleId, 31, 60)
    const { content } = await first.call('exports.article', { articleId, format: 'jsonld' })
    const path = join(folder, 'alone.jsonld')
    writeFileSync(path, content)
    expect(await bringIn(second, path)).toMatchObject({ added: 1, failed: 0 })
    const { items } = await second.call('highlights.list', { filter: {}, page: { offset: 0, limit: 10 } })
    expect(items.map((one) => one.exact)).toEqual([exact])
    await first.close()
    await second.close()
  })

  it('five days of study: to Anki, Markdown, Web Annotations and zip, and all of it back', async () => {
    let time = new Date(2026, 2, 2, 9).getTime()
    const now = () => time
    const first = testApp({ now })
    const articleId = await first.add(article)
    const [lamps] = [
      await mark(first, articleId, 25, 60, 1),
      await mark(first, articleId, 70, 100, 2),
      await mark(first, articleId, 120, 160, 3)
    ]
    await first.call('notes.save', {
      id: crypto.randomUUID() as NoteId,
      articleId,
      highlightId: lamps!.id,
      body: 'Who lights them?'
    })
    for (const [kind, front, back] of [
      ['question', 'When were they lit?', 'At six'],
      ['cloze', 'Lit at {{c1::six}}', '']
    ] as const) {
      await first.call('cards.create', {
        promptId: crypto.randomUUID() as PromptId,
        kind,
        front,
        back,
        picture: null,
        source: null,
        tags: ['harbour']
      })
    }
    let answers = 0
    for (let day = 0; day < 5; day++) {
      for (let asked = 0; asked < 20; asked++) {
        const { card } = await first.call('reviews.session', {})
        if (!card) break
        await first.call('reviews.grade', {
          id: crypto.randomUUID() as ReviewId,
          cardId: card.id,
          grade: 3,
          reps: card.reps,
          duration: 1000
        })
        answers++
        time += 60_000
      }
      time += 3 * DAY
    }
    expect(answers).toBeGreaterThan(4)

    const apkg = join(folder, 'cards.apkg')
    first.saveTo(apkg)
    await first.call('cards.exportAnki', { format: 'apkg' })
    const jsonld = join(folder, 'five-days.jsonld')
    writeFileSync(jsonld, (await first.call('exports.article', { articleId, format: 'jsonld' })).content)
    const vault = mkdtempSync(join(folder, 'vault-'))
    first.saveTo(vault)
    await first.call('vault.choose', {})
    const zip = join(folder, 'five-days.zip')
    first.saveTo(zip)
    await first.call('exports.saveLibrary', {})

    // Wiped: an empty library, the article brought in anew.
    const second = testApp({ now })
    const anew = await second.add(article)
    await bringIn(second, jsonld)
    second.openFrom(apkg)
    expect(await second.call('cards.importAnki', {})).toMatchObject({ added: 2, leftOut: 0, simplified: 0 })
    const studied = async (test: TestApp) =>
      test.app.context.db
        .prepare(
          `SELECT p.guid, p.kind, p.front, p.back, c.ordinal, c.state, c.due_day, c.reps, c.lapses,
             round(c.stability, 2) AS stability, round(c.difficulty, 2) AS difficulty,
             (SELECT count(*) FROM reviews r WHERE r.card_id = c.id) AS reviews
           FROM cards c JOIN prompts p ON p.id = c.prompt_id ORDER BY p.guid, c.ordinal`
        )
        .all()
    expect(await studied(second)).toEqual(await studied(first))
    expect(await mine(second, anew)).toEqual(await mine(first, articleId))
    // The Markdown folder of the first: the article is told by its title; nothing is lost or doubled.
    const file = join(vault, 'The lamps on the quay.md')
    expect(readFileSync(file, 'utf8')).toContain('Who lights them?')

    // The zip alone is enough, and the library is equal.
    const third = testApp({ now })
    await third.call('exports.restoreLibrary', { path: zip })
    expect(libraryHash(third.app.context.db)).toBe(libraryHash(first.app.context.db))
    for (const test of [first, second, third]) await test.close()
  })
})
