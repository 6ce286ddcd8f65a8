import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { CardId, PromptId } from '../../../shared/cards.ts'
import type { NotebookId } from '../../../shared/notebooks.ts'
import type { ReviewId } from '../../../shared/reviews.ts'
import type { ArticleId, HighlightId, NoteId } from '../../../shared/values.ts'
import { addStormArticle } from '../../search/app-storm.ts'
import { type TestApp, testApp } from '../test-app.ts'

/** What is done to a library that may be cut off anywhere. */
export interface Operation {
  /**
   * `whole`: afterwards it is done or not begun. `parts`: what was done stays, each part of it whole, and the same
   * again brings the rest. `outside`: the library stays as it was.
   */
  kind: 'whole' | 'parts' | 'outside'
  run(test: TestApp, given: string): Promise<unknown>
  /** Of what it changes: so many things are as they are when it is over. */
  done(db: Database): number
  /** Undo does not bring back the very rows: they are gone for good, or came from outside and are in the Trash. */
  undone?: false
}

const ARTICLES = 30
const MARKS = 80
/** Things that come from the outside, of each kind. */
const COMING = { zip: 25, anki: 600, table: 1500, files: 24 }

const newId = <T>() => crypto.randomUUID() as T
const count = (db: Database, sql: string) => db.prepare(sql).pluck().get() as number
const ids = <T>(db: Database, sql: string) => db.prepare<[], T>(sql).pluck().all()
const articles = (db: Database) =>
  ids<ArticleId>(db, 'SELECT id FROM articles WHERE trashed_at IS NULL ORDER BY title')
const firstTwo = (db: Database) => articles(db).slice(0, 2) as [ArticleId, ArticleId]

/** A library with something of everything, and beside it what is brought into it. */
export async function makeGiven(folder: string, given: string): Promise<void> {
  mkdirSync(join(given, 'texts'), { recursive: true })
  const other = testApp({ folder: join(given, 'other') })
  await fill(other, COMING.zip, 5, 'Other')
  await addCards(other, COMING.anki)
  other.saveTo(join(given, 'other.zip'))
  await other.call('exports.saveLibrary', {})
  other.saveTo(join(given, 'other.apkg'))
  await other.call('cards.exportAnki', { format: 'apkg' })
  await other.app.close()
  const rows = Array.from(
    { length: COMING.table },
    (_, at) => `Row ${at},https://example.org/row/${at},1577934245,sea|row,unread`
  )
  writeFileSync(join(given, 'pocket.csv'), `title,url,time_added,tags,status\n${rows.join('\n')}\n`)
  for (let at = 0; at < COMING.files; at++)
    writeFileSync(
      join(given, 'texts', `text-${at}.txt`),
      `Text ${at}\n\nThe ${at}th text has words of its own.\n`
    )
  const test = testApp({ folder })
  await fill(test, ARTICLES, MARKS, 'Storm')
  await addCards(test, 60)
  await test.call('notebooks.create', { id: newId(), title: 'Waves', body: 'Words' })
  await test.app.keeper.backup('daily')
  await test.call('notes.save', {
    id: newId(),
    articleId: firstTwo(test.app.context.db)[0],
    highlightId: null,
    body: 'Newer'
  })
  await test.app.search.caughtUp()
  // What is taken back is what is done from here on.
  test.app.context.db.exec('DELETE FROM undo_steps')
  await test.app.close()
}

async function fill(test: TestApp, number: number, marks: number, name: string): Promise<void> {
  const { db } = test.app.context
  for (let at = 0; at < number; at++) {
    const words = Array.from({ length: 400 }, (_, word) => `w${(word * 7 + at) % 900}`).join(' ')
    await addStormArticle(test, `${name} ${String(at).padStart(3, '0')}`, words, 'en', ['sea'])
  }
  for (const articleId of articles(db)) {
    const versionId = (await test.call('articles.get', { articleId })).versionId
    const { text } = await test.call('reading.text', { versionId, start: 0, end: 2000 })
    for (let mark = 0; mark < marks; mark++) {
      const id = newId<HighlightId>()
      const place = { start: mark * 12, end: mark * 12 + 10, exact: text.slice(mark * 12, mark * 12 + 10) }
      await test.call('highlights.create', { id, articleId, versionId, ...place, color: 'yellow' })
      await test.call('highlights.addTag', { highlightIds: [id], tag: mark % 2 ? 'sea' : 'storm' })
    }
    await test.call('notes.save', { id: newId<NoteId>(), articleId, highlightId: null, body: 'A note' })
  }
}

async function addCards(test: TestApp, number: number): Promise<void> {
  for (let at = 0; at < number; at++)
    await test.call('cards.create', {
      promptId: newId<PromptId>(),
      kind: 'question',
      front: `What of ${at}?`,
      back: `That of ${at}.`,
      picture: null,
      source: null,
      tags: ['sea']
    })
}

const tagged = (tag: string) =>
  `(SELECT count(*) FROM article_tags WHERE tag = '${tag}') + (SELECT count(*) FROM highlight_tags WHERE tag = '${tag}') + (SELECT count(*) FROM prompt_tags WHERE tag = '${tag}')`

export const operations: Readonly<Record<string, Operation>> = {
  'a tag is renamed onto another': {
    kind: 'whole',
    run: (test) => test.call('tags.rename', { from: 'sea', to: 'storm' }),
    done: (db) => count(db, `SELECT (${tagged('sea')}) = 0`)
  },
  'every highlight gets a colour': {
    kind: 'parts',
    run: (test) =>
      test.call('highlights.changeAll', { filter: {}, except: [], change: { kind: 'color', color: 'blue' } }),
    done: (db) => count(db, "SELECT count(*) FROM highlights WHERE color = 'blue'")
  },
  'every highlight is deleted': {
    kind: 'parts',
    run: (test) => test.call('highlights.changeAll', { filter: {}, except: [], change: { kind: 'delete' } }),
    done: (db) => ARTICLES * MARKS - count(db, 'SELECT count(*) FROM highlights')
  },
  'a long step is taken back': {
    kind: 'parts',
    async run(test) {
      if (count(test.app.context.db, "SELECT count(*) FROM highlights WHERE color = 'pink'") === 0)
        await test.call('highlights.changeAll', {
          filter: {},
          except: [],
          change: { kind: 'color', color: 'pink' }
        })
      await test.call('history.undo', {})
    },
    done: (db) => count(db, "SELECT count(*) FROM highlights WHERE color = 'yellow'")
  },
  'everything goes to the Trash': {
    kind: 'whole',
    run: (test) => test.call('articles.trash', { articleIds: articles(test.app.context.db) }),
    done: (db) => count(db, 'SELECT count(*) = 0 FROM articles WHERE trashed_at IS NULL')
  },
  'the Trash is emptied': {
    kind: 'parts',
    undone: false,
    async run(test) {
      const all = articles(test.app.context.db)
      if (all.length > 0) await test.call('articles.trash', { articleIds: all })
      const articleIds = ids<ArticleId>(test.app.context.db, 'SELECT id FROM articles')
      if (articleIds.length > 0) await test.call('articles.purge', { articleIds })
    },
    done: (db) => ARTICLES - count(db, 'SELECT count(*) FROM articles')
  },
  'a zip is restored': {
    kind: 'parts',
    undone: false,
    run: (test, given) => test.call('exports.restoreLibrary', { path: join(given, 'other.zip') }),
    done: (db) => count(db, "SELECT count(*) FROM articles WHERE title LIKE 'Other %'")
  },
  'an Anki package is imported': {
    kind: 'parts',
    run(test, given) {
      test.openFrom(join(given, 'other.apkg'))
      return test.call('cards.importAnki', {})
    },
    done: (db) => count(db, 'SELECT count(*) FROM prompts') - 60
  },
  'a table of another app is imported': {
    kind: 'parts',
    undone: false,
    async run(test, given) {
      const { batchId } = await test.call('libraryImports.plan', {
        batchId: newId(),
        path: join(given, 'pocket.csv')
      })
      return await test.call('libraryImports.run', { batchId, fromTrash: true })
    },
    done: (db) => count(db, "SELECT count(*) FROM articles WHERE title LIKE 'Row %' AND trashed_at IS NULL")
  },
  'files are imported': {
    kind: 'parts',
    undone: false,
    run: (test, given) => test.call('imports.files', { batchId: newId(), paths: [join(given, 'texts')] }),
    done: (db) => count(db, "SELECT count(*) FROM articles WHERE title LIKE 'Text %'")
  },
  'highlights are gathered in a notebook': {
    kind: 'parts',
    async run(test) {
      const { db } = test.app.context
      const id = db.prepare<[], NotebookId>('SELECT id FROM notebooks').pluck().get()!
      const { body } = await test.call('notebooks.get', { id })
      const all = ids<HighlightId>(db, 'SELECT id FROM highlights ORDER BY id').slice(0, 300)
      for (const highlight of all)
        if (!body.includes(highlight)) await test.call('notebooks.gather', { id, highlightIds: [highlight] })
    },
    done: (db) =>
      (
        db
          .prepare<[], string>('SELECT body FROM notebooks')
          .pluck()
          .get()!
          .match(/lectern:highlight\//g) ?? []
      ).length
  },
  'an article is corrected': {
    kind: 'whole',
    run: async (test) => {
      const [articleId] = firstTwo(test.app.context.db)
      return await test.call('corrections.setStandfirst', {
        articleId,
        standfirst: 'A sentence under the title.'
      })
    },
    done: (db) =>
      count(
        db,
        "SELECT count(*) FROM articles a JOIN article_versions v ON v.id = a.current_version_id WHERE v.standfirst <> ''"
      )
  },
  'articles are joined': {
    kind: 'whole',
    run: (test) => test.call('corrections.join', { articleIds: articles(test.app.context.db).slice(0, 10) }),
    done: (db) => count(db, 'SELECT count(*) > 0 FROM articles WHERE trashed_at IS NOT NULL')
  },
  'a new version is taken over': {
    kind: 'whole',
    run: (test) => {
      const [articleId, fromArticleId] = firstTwo(test.app.context.db)
      return test.call('versions.adopt', { articleId, fromArticleId })
    },
    done: (db) => count(db, 'SELECT count(*) FROM articles WHERE trashed_at IS NOT NULL')
  },
  'settings are set': {
    kind: 'parts',
    undone: false,
    async run(test) {
      for (let size = 14; size <= 30; size++)
        await test.call('settings.set', { fontSize: size, leading: 1.5 })
    },
    done: (db) => count(db, "SELECT coalesce((SELECT value FROM settings WHERE key = 'fontSize'), 0)")
  },
  'cards are answered': {
    kind: 'parts',
    async run(test) {
      const { db } = test.app.context
      for (const cardId of ids<CardId>(db, 'SELECT id FROM cards WHERE reps = 0'))
        await test.call('reviews.grade', { id: newId<ReviewId>(), cardId, grade: 3, reps: 0, duration: 900 })
    },
    done: (db) => count(db, 'SELECT count(*) FROM reviews')
  },
  'a Markdown folder is kept in step': {
    kind: 'outside',
    async run(test, given) {
      const folder = join(given, 'vault')
      mkdirSync(folder, { recursive: true })
      test.saveTo(folder)
      await test.call('vault.choose', {})
      await test.call('vault.sync', {})
    },
    done: () => 0
  },
  'the library is exported': {
    kind: 'outside',
    run(test, given) {
      test.saveTo(join(given, 'saved.zip'))
      return test.call('exports.saveLibrary', {})
    },
    done: () => 0
  },
  'a backup is made': {
    kind: 'outside',
    run: (test) => test.call('backups.make', {}),
    done: () => 0
  }
}
