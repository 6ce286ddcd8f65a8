import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { v7 } from 'uuid'
import { beforeEach, describe, expect, it } from 'vitest'
import type { PromptId } from '../../shared/cards.ts'
import type { NotebookId } from '../../shared/notebooks.ts'
import type { ReviewId } from '../../shared/reviews.ts'
import type { SavedSearchId } from '../../shared/saved-searches.ts'
import type { ArticleId, NoteId } from '../../shared/values.ts'
import { REPAIRED_FILE } from '../db/library-files.ts'
import { libraryHash } from '../export/library-hash.ts'
import { reachScreen } from '../testing/durability/reach-screen.ts'
import { keptLibrary } from '../testing/kept-library.ts'
import { listBackups } from './backup-files.ts'
import { checkRows } from './check-rows.ts'
import { mendRows } from './mend-rows.ts'
import { repairLibrary } from './repair-library.ts'

const kept = keptLibrary()
let articleId: ArticleId
beforeEach(() => {
  articleId = kept.articleId
})

describe('a library opened for reading only', () => {
  it('is neither copied, checked nor mended: what would be written is a copy that goes with the window', async () => {
    await kept.test.app.keeper.backup('daily')
    await kept.test.app.close()
    const screen = await reachScreen(kept.test.folder)
    const reader = await reachScreen(kept.test.folder)
    await reader.start.recover({ action: 'read-only' })
    for (const method of ['backups.make', 'backups.check', 'backups.mend']) {
      const reply = await reader.start.dispatch()(method, {})
      expect(reply, method).toMatchObject({ ok: false, error: { code: 'read-only' } })
    }
    await reader.start.close()
    await screen.start.close()
    await kept.test.restart()
  })
})

describe('the check', () => {
  it('finds what the disk changed, which SQLite does not, and brings it back from a backup', async () => {
    await kept.test.app.keeper.backup('daily')
    expect(await kept.test.call('backups.check', {})).toMatchObject({ damages: [] })
    const hash = libraryHash(kept.test.app.context.db)
    await kept.test.app.close()
    kept.damage('First note.', 'Worst note.')
    kept.damage('nobody asks it', 'nobody tells it'.slice(0, 14))
    await kept.test.restart()
    expect(kept.test.app.context.db.pragma('integrity_check', { simple: true })).toBe('ok')
    const { damages } = await kept.test.call('backups.check', {})
    expect(damages.map(({ kind }) => kind).sort()).toEqual(['note', 'version'])
    expect(damages.every(({ title }) => title === 'Tides')).toBe(true)
    expect((await kept.test.call('notices.list', {}))[0]).toMatchObject({ id: 'damage' })
    // It is known after a restart, too.
    await kept.test.restart()
    expect((await kept.test.call('backups.damages', {})).damages.length).toBe(2)
    expect(await kept.test.call('backups.mend', {})).toEqual({ mended: 2, left: 0 })
    expect((await kept.test.call('articles.get', { articleId })).note).toBe('First note.')
    expect(libraryHash(kept.test.app.context.db)).toBe(hash)
    expect((await kept.test.call('backups.check', {})).damages).toEqual([])
    expect(await kept.test.call('notices.list', {})).toEqual([])
    expect(kept.test.bugs).toEqual([])
  })

  it('finds a notebook that the disk changed, and brings it back from a backup', async () => {
    const id = v7() as NotebookId
    await kept.test.call('notebooks.create', { id, title: 'The coast', body: 'What the keepers wrote.' })
    // A backup of a Lectern that knew no notebooks is passed over.
    await kept.test.app.keeper.backup('daily')
    const old = new SQLite(kept.backup(listBackups(kept.test.folder)[0]!.name))
    old.exec("DROP TABLE notebooks; DELETE FROM seals WHERE kind = 'notebook'; PRAGMA user_version = 12")
    expect([...checkRows(old)].flatMap(({ damages }) => damages)).toEqual([])
    old.close()
    kept.time -= 1000
    await kept.test.app.keeper.backup('daily')
    kept.time += 1000
    await kept.test.app.close()
    kept.damage('What the keepers wrote.', 'What the keeners wrote.')
    await kept.test.restart()
    const { damages } = await kept.test.call('backups.check', {})
    expect(damages).toEqual([{ kind: 'notebook', id, articleId: null, title: 'The coast' }])
    expect(await kept.test.call('backups.mend', {})).toEqual({ mended: 1, left: 0 })
    expect((await kept.test.call('notebooks.get', { id })).body).toBe('What the keepers wrote.')
    await kept.test.call('notebooks.save', { id, body: 'What I wrote.', base: 'What the keepers wrote.' })
    await kept.test.call('notebooks.delete', { id })
    expect((await kept.test.call('backups.check', {})).damages).toEqual([])
  })

  it('finds and brings back, when the file is made anew, what a notebook said', async () => {
    const id = v7() as NotebookId
    await kept.test.call('notebooks.create', { id, title: 'The coast', body: 'What the keepers wrote.' })
    await kept.test.app.keeper.backup('daily')
    await kept.test.app.close()
    kept.damage('What the keepers wrote.', 'What the keeners wrote.')
    expect(repairLibrary(kept.test.folder)).toMatchObject({ mended: 1, damaged: 0 })
    const repaired = new SQLite(join(kept.test.folder, REPAIRED_FILE), { readonly: true })
    expect(repaired.prepare('SELECT body FROM notebooks').pluck().all()).toEqual(['What the keepers wrote.'])
    repaired.close()
    await kept.test.restart()
  })

  it('finds and brings back cards, answers, study sheets, tags, the queue and the state of articles', async () => {
    const [promptId, searchId] = [v7() as PromptId, v7() as SavedSearchId]
    await kept.test.call('cards.create', {
      promptId,
      kind: 'question',
      front: 'What comes and goes?',
      back: 'The sea',
      picture: null,
      source: null,
      tags: ['coast']
    })
    const { card } = await kept.test.call('reviews.session', {})
    await kept.test.call('reviews.grade', {
      id: v7() as ReviewId,
      cardId: card!.id,
      grade: 3,
      reps: card!.reps,
      duration: 1000
    })
    const { version } = await kept.test.call('reading.open', { articleId })
    const place = { versionId: version.id, start: 0, end: 3 }
    await kept.test.call('sheets.define', { articleId, word: 'sea', ...place, definition: 'Salt water.' })
    await kept.test.call('articles.addTag', { articleIds: [articleId], tag: 'tides' })
    // One of the same length that the reader gave is not taken for what the disk makes of it.
    await kept.test.call('articles.addTag', { articleIds: [articleId], tag: 'times' })
    await kept.test.call('articles.setState', { articleIds: [articleId], state: 'finished' })
    await kept.test.call('queue.add', { articleIds: [articleId] })
    await kept.test.call('savedSearches.create', { id: searchId, name: 'At sea', query: 'sea' })
    expect((await kept.test.call('backups.check', {})).damages).toEqual([])
    await kept.test.app.keeper.backup('daily')
    const hash = libraryHash(kept.test.app.context.db)
    // What the reader changes afterwards is no damage, and is not taken back either.
    await kept.test.call('articles.setStarred', { articleIds: [articleId], starred: true })
    await kept.test.call('history.undo', {})
    await kept.test.app.close()
    kept.onDisk(`
      UPDATE prompts SET back = 'The tea';
      UPDATE cards SET due_day = due_day + 64;
      UPDATE reviews SET grade = 1;
      UPDATE sheet_entries SET body = 'Malt water.';
      UPDATE article_tags SET tag = 'sides' WHERE tag = 'tides';
      DELETE FROM prompt_tags;
      UPDATE articles SET state = 'later';
      UPDATE queue_entries SET priority = 1;
      UPDATE saved_searches SET query = 'tea';`)
    await kept.test.restart()
    const { damages } = await kept.test.call('backups.check', {})
    const told = damages.map(({ kind, title }) => `${kind} ${title}`).sort()
    expect(told).toEqual([
      'article-tag tides',
      'card What comes and goes?',
      'prompt What comes and goes?',
      'prompt-tag coast',
      'queue-entry Tides',
      'review What comes and goes?',
      'saved-search At sea',
      'sheet-entry Tides',
      'state Tides'
    ])
    expect(await kept.test.call('backups.mend', {})).toEqual({ mended: told.length, left: 0 })
    // Also the tag that the disk made of another has gone.
    expect(libraryHash(kept.test.app.context.db)).toBe(hash)
    expect((await kept.test.call('backups.check', {})).damages).toEqual([])
    // The same when the file is made anew, page by page.
    await kept.test.app.close()
    kept.onDisk(`
      UPDATE reviews SET grade = 1;
      UPDATE articles SET state = 'later';
      UPDATE article_tags SET tag = 'sides' WHERE tag = 'tides';
      DELETE FROM sheet_entries;`)
    expect(repairLibrary(kept.test.folder)).toMatchObject({ mended: 4, damaged: 0 })
    const repaired = new SQLite(join(kept.test.folder, REPAIRED_FILE), { readonly: true })
    expect(libraryHash(repaired)).toBe(hash)
    repaired.close()
    await kept.test.restart()
    expect(kept.test.bugs).toEqual([])
  })

  it('brings back what it can where something it belongs to is in no backup as it was', async () => {
    const id = await kept.test.mark(articleId, 'comes and goes', { note: 'Does it?', tag: 'sea' })
    await kept.test.app.keeper.backup('daily')
    await kept.test.call('highlights.setColor', { highlightIds: [id], color: 'blue' })
    expect(await kept.test.call('backups.check', {})).toMatchObject({ damages: [] })
    await kept.test.app.close()
    kept.damage('First note.', 'Worst note.')
    kept.onDisk(`PRAGMA foreign_keys = OFF; DELETE FROM highlights; DELETE FROM highlight_tags;
      DELETE FROM notes WHERE highlight_id IS NOT NULL;`)
    await kept.test.restart()
    const kinds = async () =>
      (await kept.test.call('backups.damages', {})).damages.map(({ kind }) => kind).sort()
    await kept.test.call('backups.check', {})
    expect(await kinds()).toEqual(['highlight', 'highlight-tag', 'note', 'note'])
    expect(await kept.test.call('backups.mend', {})).toEqual({ mended: 1, left: 3 })
    expect((await kept.test.call('articles.get', { articleId })).note).toBe('First note.')
    expect(await kinds()).toEqual(['highlight', 'highlight-tag', 'note'])
    expect(kept.test.app.context.db.pragma('foreign_key_check')).toEqual([])
    expect(kept.test.bugs).toEqual([])
  })

  it('brings back the rest where the reader wrote again what was lost', async () => {
    const highlightId = await kept.test.mark(articleId, 'comes and goes', { note: 'Does it?' })
    await kept.test.app.keeper.backup('daily')
    await kept.test.app.close()
    kept.damage('First note.', 'Worst note.')
    kept.onDisk('DELETE FROM notes WHERE highlight_id IS NOT NULL;')
    await kept.test.restart()
    await kept.test.call('notes.save', {
      id: v7() as NoteId,
      articleId,
      highlightId,
      body: 'It does, again.'
    })
    await kept.test.call('backups.check', {})
    expect(await kept.test.call('backups.mend', {})).toEqual({ mended: 1, left: 1 })
    expect((await kept.test.call('articles.get', { articleId })).note).toBe('First note.')
    expect((await kept.test.call('highlights.listByArticle', { articleId }))[0]?.note).toBe('It does, again.')
    expect(kept.test.bugs).toEqual([])
  })

  it('leaves alone what the reader writes while backups are looked through', async () => {
    await kept.test.call('articles.addTag', { articleIds: [articleId], tag: 'sea' })
    await kept.test.app.keeper.backup('daily')
    await kept.test.app.close()
    kept.damage('First note.', 'Worst note.')
    kept.onDisk("UPDATE article_tags SET tag = 'see'")
    await kept.test.restart()
    await kept.test.call('backups.check', {})
    const { damages } = kept.test.app.keeper.damages()
    expect(damages.map(({ kind }) => kind).sort()).toEqual(['article-tag', 'note'])
    const worker = new SQLite(kept.file())
    const transaction = worker.transaction.bind(worker)
    worker.transaction = ((work: () => void) => {
      const other = new SQLite(kept.file())
      other.exec("UPDATE notes SET body = 'What I wrote since.'")
      other.close()
      worker.transaction = transaction
      return transaction(work)
    }) as SQLite.Database['transaction']
    expect(mendRows(worker, kept.test.folder, damages)).toEqual([])
    worker.close()
    expect((await kept.test.call('articles.get', { articleId })).note).toBe('What I wrote since.')
    expect((await kept.test.call('articles.get', { articleId })).tags).toEqual(['sea'])
  })

  it('forgets what the reader wrote anew or deleted since it was found damaged, and nothing else', async () => {
    const highlightId = await kept.test.mark(articleId, 'comes and goes', { note: 'Does it?' })
    const gone = await kept.test.add('Dunes\n\nThe sand goes with the wind.')
    await kept.test.call('articles.addTag', { articleIds: [gone], tag: 'sand' })
    await kept.test.app.close()
    kept.damage('First note.', 'Worst note.')
    kept.damage('Does it?', 'Does at?')
    kept.damage('The sand goes', 'The sank goes')
    kept.onDisk("DELETE FROM article_tags WHERE tag = 'sand'")
    await kept.test.restart()
    await kept.test.call('backups.check', {})
    const kinds = async () =>
      (await kept.test.call('backups.damages', {})).damages.map(({ kind }) => kind).sort()
    expect(await kinds()).toEqual(['article-tag', 'note', 'note', 'version'])
    const { id } = kept.test.app.context.db
      .prepare('SELECT id FROM notes WHERE highlight_id IS NULL')
      .get() as {
      id: NoteId
    }
    await kept.test.call('notes.save', { id, articleId, highlightId: null, body: 'Written anew.' })
    await expect.poll(kinds).toEqual(['article-tag', 'note', 'version'])
    await kept.test.call('articles.trash', { articleIds: [gone] })
    await kept.test.call('articles.purge', { articleIds: [gone] })
    await expect.poll(kinds).toEqual(['note'])
    await kept.test.call('highlights.delete', { highlightIds: [highlightId] })
    await expect.poll(kinds).toEqual([])
    expect(await kept.test.call('notices.list', {})).toEqual([])
    expect(kept.test.bugs).toEqual([])
  })

  it('does not take the reader’s own changes for damage, nor an older note from a backup for the newer one', async () => {
    await kept.test.app.keeper.backup('daily')
    await kept.note('A newer note.')
    await kept.test.call('articles.update', { articleId, title: 'Other tides' })
    await kept.test.call('articles.setState', { articleIds: [articleId], state: 'finished' })
    await kept.test.call('history.undo', {})
    expect((await kept.test.call('backups.check', {})).damages).toEqual([])
    await kept.test.app.close()
    kept.damage('A newer note.', 'A never note.')
    await kept.test.restart()
    expect((await kept.test.call('backups.check', {})).damages.length).toBe(1)
    expect(await kept.test.call('backups.mend', {})).toEqual({ mended: 0, left: 1 })
    expect((await kept.test.call('articles.get', { articleId })).note).toBe('A never note.')
  })
})
