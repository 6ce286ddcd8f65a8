import { createHash, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { highlightColors } from '../../shared/highlights.ts'
import type { SheetEntryId } from '../../shared/study-sheet.ts'
import { anyBlock, anyText } from '../../shared/testing/random-blocks.ts'
import { insertArticleTag, updateArticle } from '../articles/repository.ts'
import { insertCard, insertPrompt, insertPromptTag, newMemory } from '../cards/repository.ts'
import type { Library } from '../db/open-library.ts'
import { insertHighlight, insertHighlightTag } from '../highlights/repository.ts'
import { selectText } from '../highlights/select-text.ts'
import { buildBody } from '../import/body/build-body.ts'
import { prepareImport, saveImport } from '../imports/save-import.ts'
import { saveNote } from '../notes/repository.ts'
import { savePosition } from '../reading/repository.ts'
import { insertReview } from '../reviews/repository.ts'
import { saveSheetEntry } from '../study-sheet/repository.ts'
import { savePlace } from '../versions/repository.ts'

/** Who wrote the articles, and when. */
export const stamp = { now: 1_700_000_000_000, deviceId: 'device-a' }

/** A picture of one pixel, by hand: header, size, and no more than the importer reads. */
const png = Buffer.concat([
  Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0', 'latin1'),
  Buffer.from('IEND')
])
const pngHash = createHash('sha256').update(png).digest('hex')

const LINKED = '01890000-0000-7000-8000-000000000001'
/** Articles with everything that can be kept with one: marks, notes, cards, judged names, other versions. */
export const articleModel = fc.record({
  title: anyText.map((text) => `T${text}`),
  standfirst: fc.constantFrom('', 'What it says.'),
  sourceLine: fc.constantFrom('', 'Source: example.org'),
  blocks: fc.array(anyBlock, { minLength: 1, maxLength: 4 }),
  picture: fc.boolean(),
  tags: fc.uniqueArray(fc.constantFrom('one', 'Two', 'three & “four”', '#x'), { maxLength: 3 }),
  marks: fc.array(
    fc.record({
      from: fc.nat(200),
      length: fc.integer({ min: 1, max: 40 }),
      color: fc.constantFrom(...highlightColors),
      note: fc.option(anyText.map((text) => `Note ${text}`)),
      tag: fc.option(fc.constantFrom('One', 'later'))
    }),
    { maxLength: 4 }
  ),
  cards: fc.array(
    fc.record({
      front: anyText.map((text) => `A${text}`),
      suspended: fc.constantFrom(0 as const, 1 as const),
      memory: fc.record({
        state: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const),
        dueDay: fc.integer({ min: 0, max: 40_000 }),
        stability: fc.double({ min: 0, max: 36_500, noNaN: true }),
        reps: fc.nat(1000),
        lastDay: fc.option(fc.integer({ min: 0, max: 40_000 }))
      })
    }),
    { maxLength: 2 }
  ),
  note: fc.option(anyText.map((text) => `On all of it ${text} [there](lectern:article/${LINKED})`)),
  state: fc.constantFrom('later', 'reading', 'finished'),
  starred: fc.constantFrom(0, 1),
  trashed: fc.boolean(),
  judged: fc.array(fc.constantFrom('confirmed' as const, 'dismissed' as const), { maxLength: 3 }),
  question: fc.option(anyText.map((text) => `Why ${text}`)),
  progress: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  source: fc.uint8Array({ minLength: 1, maxLength: 50 })
})
type ArticleModel = typeof articleModel extends fc.Arbitrary<infer T> ? T : never

/** Keeps it, with all that belongs to it. @returns its id */
export async function addArticle({ db }: Library, model: ArticleModel): Promise<string> {
  const picture = { asset: pngHash, alt: 'A picture' }
  const blocks = model.picture
    ? [...model.blocks, { type: 'figure' as const, image: picture, caption: [], credit: [] }]
    : model.blocks
  const asset = { hash: pngHash, mediaType: 'image/png', bytes: png, width: 1, height: 1 }
  const prepared = await prepareImport({
    article: {
      title: model.title,
      standfirst: model.standfirst,
      byline: 'Ann “A.” Example',
      site: 'Example',
      url: 'https://example.org/a?b=1',
      published: '2024-05-06',
      modified: '2024-05-07',
      licence: 'CC BY 4.0',
      leadImageUrl: 'https://example.org/lead.jpg',
      language: 'en',
      direction: 'ltr',
      sourceLine: model.sourceLine,
      assets: model.picture ? [asset] : [],
      leadImage: model.picture ? pngHash : null,
      tags: model.tags,
      importer: 'test/1',
      encoding: 'utf-8',
      mediaType: 'text/html',
      warnings: [{ key: 'imports.warnings.brokenPages', values: { count: 1, total: 3 } }]
    },
    body: buildBody(blocks, model),
    sourceBytes: model.source,
    sha256: createHash('sha256').update(model.source).digest('hex'),
    size: model.source.length
  })
  const save = () => saveImport(db, prepared, `../${model.title}.html`, stamp)
  const { articleId: id, status } = db.transaction(save)()
  // Two of the same title and words are one article, which has what the first brought.
  if (status !== 'added') return id
  const { version, text } = db
    .prepare('SELECT id AS version, text FROM article_versions WHERE article_id = ?')
    .get(id) as { version: never; text: string }
  const entry = { articleId: id, detail: '', body: '', versionId: version, start: 0, end: 1 }
  for (const [index, verdict] of model.judged.entries()) {
    const finding = { kind: 'person' as const, label: `Somebody ${index}`, verdict }
    saveSheetEntry(db, { ...entry, ...finding, id: randomUUID() as SheetEntryId }, stamp)
  }
  if (model.question) {
    const asked = { kind: 'question' as const, label: '', verdict: 'found' as const, body: model.question }
    const nowhere = { versionId: null, start: null, end: null }
    saveSheetEntry(db, { ...entry, ...asked, ...nowhere, id: randomUUID() as SheetEntryId }, stamp)
  }
  for (const mark of model.marks) {
    const start = Math.min(mark.from, text.length)
    const exact = text.slice(start, start + mark.length)
    if (exact.trim() === '' || !exact.isWellFormed()) continue
    const highlightId = randomUUID() as never
    const selector = selectText(text, start, start + exact.length, exact)
    const times = { createdAt: stamp.now, updatedAt: stamp.now + 1 }
    insertHighlight(
      db,
      { id: highlightId, articleId: id, versionId: version, ...selector, color: mark.color, ...times },
      'device-b'
    )
    if (mark.tag) insertHighlightTag(db, highlightId, mark.tag, stamp)
    const evidence = { quote: 0.875, context: 0.5, unique: 1, order: 0 }
    const place = { highlightId, versionId: version, ...selector, score: 0.75, evidence }
    if (mark.tag) savePlace(db, { ...place, verdict: 'changed' }, stamp)
    else if (mark.note) {
      const nowhere = { start: null, end: null, exact: '', prefix: '', suffix: '' }
      savePlace(db, { ...place, ...nowhere, verdict: 'lost' }, stamp)
    }
    if (mark.note) saveNote(db, { id: randomUUID(), articleId: id, highlightId, body: mark.note }, stamp)
  }
  for (const [index, study] of model.cards.entries()) {
    const promptId = randomUUID()
    insertPrompt(
      db,
      {
        id: promptId,
        kind: model.picture ? 'picture' : 'cloze',
        front: `{{c1::${study.front}}}`,
        back: '',
        guid: `guid ${promptId}`,
        articleId: index === 0 ? id : null,
        versionId: index === 0 ? version : null,
        highlightId: null,
        start: 0,
        end: 1,
        exact: 'x',
        prefix: '',
        suffix: '',
        sentence: study.front,
        imageHash: model.picture ? pngHash : null,
        masks: model.picture ? [{ ordinal: 1, x: 0.1, y: 0.25, width: 0.5, height: 1 / 3 }] : [],
        createdAt: stamp.now
      },
      stamp
    )
    insertPromptTag(db, promptId, 'Study', { now: stamp.now + 3, deviceId: 'device-c' })
    const cardId = randomUUID()
    insertCard(
      db,
      {
        ...newMemory,
        ...study.memory,
        id: cardId,
        promptId,
        ordinal: 1,
        suspended: study.suspended,
        buriedUntil: 0,
        createdAt: stamp.now
      },
      stamp
    )
    insertReview(
      db,
      {
        id: randomUUID(),
        cardId,
        promptId,
        grade: 3,
        state: 2,
        reps: 4,
        day: 20_000,
        reviewedAt: stamp.now,
        duration: 1234,
        elapsedDays: 3,
        lastInterval: 1440,
        interval: 4320,
        stability: study.memory.stability,
        difficulty: 5.5
      },
      stamp
    )
  }
  if (model.note)
    saveNote(db, { id: randomUUID(), articleId: id, highlightId: null, body: model.note }, stamp)
  insertArticleTag(db, id, 'added later', { now: stamp.now + 5, deviceId: 'device-c' })
  updateArticle(
    db,
    id,
    { state: model.state, starred: model.starred, trashed_at: model.trashed ? stamp.now + 9 : null },
    stamp
  )
  if (model.progress !== null) {
    savePosition(db, { articleId: id, versionId: version, offset: 3, progress: model.progress }, stamp)
  }
  return id
}

/** One of them, the same each time. */
export function sampleArticle(change: Partial<ArticleModel> = {}): ArticleModel {
  const [model] = fc.sample(articleModel, { numRuns: 1, seed: 7 })
  const paragraph = (text: string) => ({
    type: 'paragraph' as const,
    children: [{ type: 'text' as const, text }]
  })
  return {
    ...model!,
    title: 'A title: “quoted”',
    blocks: [paragraph('The first *paragraph* says something.'), paragraph('The second one answers.')],
    picture: true,
    cards: [
      { front: 'A', suspended: 0, memory: { state: 2, dueDay: 1, stability: 3.5, reps: 1, lastDay: 0 } }
    ],
    marks: [{ from: 4, length: 50, color: 'green', note: '**Why** indeed', tag: 'later' }],
    standfirst: '',
    judged: ['confirmed', 'dismissed'],
    question: 'Why?',
    source: new Uint8Array([1, 2, 3]),
    ...change
  }
}
