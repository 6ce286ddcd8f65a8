import { writeSync } from 'node:fs'
import { v7 } from 'uuid'
import type { ArticleId, HighlightId, NoteId } from '../../../shared/values.ts'
import { addStormArticle } from '../../search/app-storm.ts'
import { randomFrom } from '../../search/edit-storm.ts'
import { type TestApp, testApp } from '../test-app.ts'
import { type Acknowledgement, writeAcknowledgement } from './acknowledgements.ts'

/**
 * The whole app under work until it is killed, or for so many changes: imports, highlights, notes typed again
 * and again, deletions, undo, searches. Every promise goes to standard output when it is made, and not before.
 *
 * `late` and `unsynced` are controls, made to lose: the one promises what lies in a buffer for a second, the other does not wait for the disk.
 */
export type WorkloadMode = 'sound' | 'late' | 'unsynced'

const say = (one: Acknowledgement) => writeSync(1, writeAcknowledgement(one))

interface Kept {
  articleId: ArticleId
  versionId: string
  length: number
}

async function work(folder: string, seed: number, mode: WorkloadMode, changes: number): Promise<void> {
  const test = testApp({ folder, indexing: true })
  if (mode === 'unsynced') test.app.context.db.pragma('synchronous = OFF')
  const random = randomFrom(seed)
  const articles: Kept[] = listKept(test)
  const highlights: { id: HighlightId; articleId: ArticleId; noteId: NoteId }[] = []
  const buffer: (() => Promise<unknown>)[] = []
  const flush = setInterval(() => {
    for (const write of buffer.splice(0)) void write()
  }, 1000)
  /** Promises after the write; the control promises first and writes later. */
  const promise = async (one: Omit<Acknowledgement, 'sign'>, write: () => Promise<unknown>) => {
    say({ ...one, sign: '?' })
    if (mode === 'late') buffer.push(write)
    else await write()
    say({ ...one, sign: '!' })
  }

  async function addArticle(): Promise<void> {
    const title = `Storm ${v7()}`
    const words = Array.from({ length: 40 + random(400) }, () => `w${random(5000)}`).join(' ')
    await addStormArticle(test, title, words, 'en', [])
    const row = test.app.context.db
      .prepare<[string], { id: ArticleId; version: string; length: number }>(
        `SELECT a.id, v.id AS version, length(v.text) AS length FROM articles a JOIN article_versions v ON v.id = a.current_version_id
         WHERE a.title = ?`
      )
      .get(title)!
    say({ sign: '!', kind: 'article', id: row.id, value: title })
    articles.push({ articleId: row.id, versionId: row.version, length: row.length })
  }

  async function addHighlight(): Promise<void> {
    const { articleId, versionId, length } = articles[random(articles.length)]!
    const start = random(length - 30)
    const { text } = await test.call('reading.text', { versionId: versionId as never, start: 0, end: length })
    const exact = text.slice(start, start + 20)
    if (exact.trim() === '') return
    const id = v7() as HighlightId
    const input = {
      id,
      articleId,
      versionId: versionId as never,
      start,
      end: start + 20,
      exact,
      color: 'green' as const
    }
    await promise({ kind: 'highlight', id, value: exact }, () => test.call('highlights.create', input))
    highlights.push({ id, articleId, noteId: v7() as NoteId })
  }

  async function writeNote(): Promise<void> {
    const one = highlights[random(highlights.length)]!
    const body = `Note ${v7()} ${'and more '.repeat(random(60))}.`
    await promise({ kind: 'note', id: one.noteId, value: body }, () =>
      test.call('notes.save', { id: one.noteId, articleId: one.articleId, highlightId: one.id, body })
    )
  }

  async function deleteHighlight(): Promise<void> {
    const [one] = highlights.splice(random(highlights.length), 1)
    say({ sign: '?', kind: 'note', id: one!.noteId, value: null })
    await promise({ kind: 'highlight', id: one!.id, value: null }, () =>
      test.call('highlights.delete', { highlightIds: [one!.id] })
    )
    say({ sign: '!', kind: 'note', id: one!.noteId, value: null })
  }

  for (let done = 0; done < changes; done++) {
    const choice = random(20)
    if (articles.length === 0 || choice < 2) await addArticle()
    else if (highlights.length === 0 || choice < 8) await addHighlight()
    else if (choice < 15) await writeNote()
    else if (choice < 16) await deleteHighlight()
    else if (choice < 18)
      await test.call('search.query', {
        query: `w${random(5000)}`,
        kinds: ['article', 'highlight', 'note'],
        limit: 10
      } as never)
    else if (choice < 19)
      await test.call('articles.setState', { articleIds: [articles[0]!.articleId], state: 'reading' })
    else await test.call('settings.set', { fontSize: 14 + random(10) })
    if (mode === 'late') await new Promise((resolve) => setTimeout(resolve, 3))
  }
  clearInterval(flush)
  await test.app.close()
}

function listKept(test: TestApp): Kept[] {
  return test.app.context.db
    .prepare<[], Kept>(
      `SELECT a.id AS articleId, v.id AS versionId, length(v.text) AS length FROM articles a
       JOIN article_versions v ON v.id = a.current_version_id WHERE a.title LIKE 'Storm %' LIMIT 50`
    )
    .all()
}

const [folder, seed, mode, changes] = process.argv.slice(2)
await work(folder!, Number(seed), mode as WorkloadMode, Number(changes))
