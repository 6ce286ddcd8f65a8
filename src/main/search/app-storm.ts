import { createHash } from 'node:crypto'
import { v7 } from 'uuid'
import { AppError } from '../../shared/errors.ts'
import type { ArticleId, HighlightId, NoteId, VersionId } from '../../shared/values.ts'
import { buildBody } from '../import/body/build-body.ts'
import { prepareImport, saveImport } from '../imports/save-import.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'
import { randomFrom, stormWords } from './edit-storm.ts'

const colors = ['yellow', 'green', 'blue', 'pink', 'purple'] as const

/** What an import does once the file is read; reading takes a process of its own, and a second. */
export async function addStormArticle(
  test: TestApp,
  title: string,
  words: string,
  language: string,
  tags: string[]
): Promise<void> {
  const { db, history, now, deviceId } = test.app.context
  // No text is like another, or it would be the same article.
  const text = `${words} ${v7()}`
  const bytes = Buffer.from(text)
  const outcome = {
    article: {
      title,
      standfirst: '',
      byline: '',
      site: '',
      url: '',
      published: '',
      modified: '',
      licence: '',
      leadImageUrl: '',
      language,
      direction: 'ltr' as const,
      sourceLine: '',
      assets: [],
      leadImage: null,
      tags,
      importer: 'storm/1',
      encoding: 'utf-8',
      mediaType: 'text/plain',
      warnings: []
    },
    body: buildBody([{ type: 'paragraph', children: [{ type: 'text', text }] }], {
      standfirst: '',
      sourceLine: ''
    }),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
    sourceBytes: bytes
  }
  const prepared = await prepareImport(outcome)
  history.record('undo.import', () => saveImport(db, prepared, 'storm.txt', { now: now(), deviceId }))
  test.app.search.poke()
}

/**
 * One random change through dispatch, as the window makes it: every method that may touch what is
 * searched, undo and redo among them. What the app refuses (nothing to undo) counts as a change, too.
 */
export async function changeOnce(test: TestApp, random: (below: number) => number): Promise<void> {
  const { db } = test.app.context
  const word = () => stormWords[random(stormWords.length)] ?? ''
  const text = () => Array.from({ length: 1 + random(5) }, word).join(' ')
  const any = (sql: string) => {
    const rows = db.prepare(sql).all() as Record<string, string>[]
    return rows[random(Math.max(1, rows.length))]
  }
  const article = any('SELECT id, current_version_id AS version FROM articles ORDER BY id')
  const kept = any('SELECT id FROM articles WHERE trashed_at IS NULL ORDER BY id')?.id as
    | ArticleId
    | undefined
  const highlight = any('SELECT id, article_id, version_id FROM highlights ORDER BY id')
  const highlightIds = highlight ? [highlight.id as HighlightId] : []
  const versionText = (id: string) =>
    db.prepare('SELECT text FROM article_versions WHERE id = ?').pluck().get(id) as string
  /**
   * Some words of a version, and where they stand. Whole ones: German stems “thunder” to “thund”, so that
   * half a word would be found by the index and not by a scan that knows no languages.
   */
  const range = (version: string) => {
    const whole = versionText(version)
    const found = [...whole.matchAll(/\S+/gu)]
    const from = random(found.length)
    const last = found[Math.min(found.length - 1, from + random(5))]
    const start = found[from]?.index ?? 0
    const end = last === undefined ? whole.length : last.index + last[0].length
    return { start, end, exact: whole.slice(start, end) }
  }
  const choice = article === undefined ? 0 : random(22)
  const articleIds = article ? [article.id as ArticleId] : []
  try {
    if (choice <= 3) {
      await addStormArticle(
        test,
        text(),
        `${text()} ${text()}`,
        ['', 'en', 'de', 'ru'][random(4)] ?? '',
        random(2) === 0 ? [word()] : []
      )
    } else if (article === undefined) return
    else if (choice === 4) await test.call('articles.trash', { articleIds })
    else if (choice === 5) await test.call('articles.restore', { articleIds })
    else if (choice === 6) await test.call('articles.purge', { articleIds })
    else if (choice === 7)
      await test.call('articles.update', {
        articleId: article.id as ArticleId,
        title: text(),
        byline: word(),
        site: word()
      })
    else if (choice <= 9) await test.call('articles.addTag', { articleIds, tag: word() })
    else if (choice === 10) await test.call('articles.removeTag', { articleIds, tag: word() })
    else if (choice === 11) await test.call('tags.rename', { from: word(), to: word() })
    else if (choice <= 13 && kept) {
      const version = db.prepare('SELECT current_version_id FROM articles WHERE id = ?').pluck().get(kept)
      await test.call('highlights.create', {
        id: v7() as HighlightId,
        articleId: kept,
        versionId: version as VersionId,
        ...range(version as string),
        color: colors[random(colors.length)] ?? 'yellow'
      })
    } else if (choice === 14 && highlight) {
      await test.call('highlights.resize', {
        highlightId: highlight.id as HighlightId,
        ...range(highlight.version_id ?? '')
      })
    } else if (choice === 15 && highlight) await test.call('highlights.addTag', { highlightIds, tag: word() })
    else if (choice === 16 && highlight) {
      await test.call(random(2) ? 'highlights.removeTag' : 'highlights.addTag', { highlightIds, tag: word() })
    } else if (choice === 17 && highlight) await test.call('highlights.delete', { highlightIds })
    else if (choice <= 19) {
      // An empty note is one that is deleted.
      const body = random(4) === 0 ? '' : text()
      const on = highlight && random(2) ? highlight : undefined
      await test.call('notes.save', {
        id: v7() as NoteId,
        articleId: (on?.article_id ?? article.id) as ArticleId,
        highlightId: (on?.id ?? null) as HighlightId | null,
        body
      })
    } else await test.call(choice === 20 ? 'history.undo' : 'history.redo', {})
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'internal') throw error
  }
}

// Run as a program: changes the library in a folder, and indexes it, until it is killed.
if (process.argv[2] === 'app-storm') {
  const test = testApp({ folder: process.argv[3] ?? '', indexing: true })
  const random = randomFrom(Number(process.argv[4]))
  for (let changes = 0; changes < 30; changes++) await changeOnce(test, random)
  process.stdout.write('started\n')
  for (;;) {
    for (let changes = random(12); changes >= 0; changes--) await changeOnce(test, random)
    if (random(3) === 0) await test.app.search.caughtUp()
    else await new Promise((resolve) => setTimeout(resolve, random(8)))
  }
}
