import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HighlightColor } from '../../shared/highlights.ts'
import { anyText } from '../../shared/testing/random-blocks.ts'
import type { ArticleId, HighlightId, NoteId } from '../../shared/values.ts'
import { readMeta } from '../db/meta.ts'
import { libraryHash } from '../export/library-hash.ts'
import { readArticleRecord } from '../export/read-article-record.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'
import { readVaultFile, vaultArticleFrom } from './read-vault-file.ts'
import { syncVault } from './sync-vault.ts'
import { vaultArticleOf } from './vault-article.ts'
import { writeVaultFile } from './write-vault-file.ts'

const text =
  'Lamps on the quay\n\nThe lamps were lit at six. Nobody came to look at them. The ferry was late.\n'

let test: TestApp
let folder: string
beforeEach(() => {
  test = testApp()
  folder = mkdtempSync(join(tmpdir(), 'lectern-vault-'))
  test.saveTo(folder)
})
afterEach(async () => {
  await test.close()
  rmSync(folder, { recursive: true, force: true })
})

const mark = (articleId: ArticleId, exact: string, color: HighlightColor = 'yellow', note = '') =>
  test.mark(articleId, exact, { color, note })

const write = (articleId: ArticleId, body: string, highlightId: HighlightId | null = null) =>
  test.call('notes.save', { id: crypto.randomUUID() as NoteId, articleId, highlightId, body })

const files = () => readdirSync(folder).filter((name) => name.endsWith('.md'))
const path = (name = files()[0]!) => join(folder, name)
const edit = (change: (text: string) => string, name?: string) =>
  writeFileSync(path(name), change(readFileSync(path(name), 'utf8')))
const noteOf = async (articleId: ArticleId) => (await test.call('articles.get', { articleId })).note
const highlightsOf = (articleId: ArticleId) => test.call('highlights.listByArticle', { articleId })
/** The nouns the window was told have changed, since the events were last emptied. */
const told = () =>
  test.events.flatMap(({ event, payload }) =>
    event === 'data.changed' ? [...(payload as { nouns: string[] }).nouns] : []
  )
/** One round, as `vault.sync` makes it. */
const sync = (options: Parameters<typeof syncVault>[3]) =>
  syncVault(test.app.context, folder, libraryId(), options)
const libraryId = () => readMeta(test.app.context.db, 'library_id') ?? ''
const quiet = { written: 0, brought: 0, joined: 0, problems: [] }

describe('the Markdown folder', () => {
  it('holds a file for each article with highlights or notes, and then rests', async () => {
    const articleId = await test.add(text)
    await test.add('Nothing marked\n\nHere is nothing of mine.\n', 'other.txt')
    const id = await mark(articleId, 'Nobody came to look', 'green', 'Why *nobody*?')
    await test.call('articles.addTag', { articleIds: [articleId], tag: 'harbour life' })
    expect(await test.call('vault.choose', {})).toEqual({ ...quiet, written: 1 })
    expect(files()).toEqual(['Lamps on the quay.md'])
    const file = readFileSync(path(), 'utf8')
    expect(file).toContain(`> Nobody came to look\n\n^h-${id}\n\ncolor:: green\ntags::\n`)
    expect(file).toContain('Why *nobody*?')
    expect(file).toContain('- harbour life')
    expect(await test.call('vault.sync', {})).toEqual(quiet)
    expect((await test.call('vault.state', {})).folder).toBe(folder)
  })

  it('quotes words without the signs of notes, and takes none of a file of before for an edit', async () => {
    const page =
      '<h1>Lamps</h1><p>The lamps stood high<sup><a href="#n">1</a></sup> and dry, and nobody came to look at them at all.</p>' +
      '<ol><li id="n">A note on the lamps.</li></ol>'
    const articleId = await test.add(page, 'lamps.html')
    await mark(articleId, 'high1 and dry')
    await test.call('vault.choose', {})
    const quoted = '> high and dry\n'
    expect(readFileSync(path(), 'utf8')).toContain(quoted)
    edit((file) => `${file.replace(quoted, '> high1 and dry\n')}\nMine.\n`)
    await test.call('vault.sync', {})
    expect(readFileSync(path(), 'utf8')).toMatch(/> high and dry\n.*Mine\./su)
    expect(existsSync(join(folder, 'Lectern kept'))).toBe(false)
    edit((file) => file.replace(quoted, '> low and wet\n'))
    await test.call('vault.sync', {})
    expect(readFileSync(path(), 'utf8')).toContain(quoted)
    expect(existsSync(join(folder, 'Lectern kept'))).toBe(true)
  })

  it('writes and tells nothing when nothing happened, and tells of what came in', async () => {
    const articleId = await test.add(text)
    await write(articleId, 'A note.')
    await test.call('vault.choose', {})
    const state = () => statSync(join(folder, '.lectern', readdirSync(join(folder, '.lectern'))[0]!)).ino
    const before = state()
    test.events.length = 0
    await test.call('vault.sync', {})
    expect(told()).toEqual(['vault'])
    expect(state()).toBe(before)
    edit((file) => file.replace('A note.', 'A better note.'))
    await test.call('vault.sync', {})
    expect(state()).not.toBe(before)
    expect(told()).toEqual(expect.arrayContaining(['vault', 'articles', 'notes', 'search', 'history']))
  })

  it('reads no file and no article again of which neither was touched, and misses no change', async () => {
    const articleId = await test.add(text)
    const id = await mark(articleId, 'Nobody came to look', 'green', 'A note.')
    await test.call('highlights.addTag', { highlightIds: [id], tag: 'old' })
    await test.call('vault.choose', {})
    const stateFile = join(folder, '.lectern', readdirSync(join(folder, '.lectern'))[0]!)
    const known = () => JSON.parse(readFileSync(stateFile, 'utf8')).articles[articleId]
    // A file that was written a moment ago may be written again in the same moment.
    await sync({})
    expect(known().inStep).toBeUndefined()
    const clock = () => Date.now() + 10_000
    const rest = async () => {
      await sync({ clock })
      expect(known().inStep).toMatchObject({ size: statSync(path()).size })
    }
    await rest()
    // Whatever else is said of it: it is not looked at.
    writeFileSync(stateFile, readFileSync(stateFile, 'utf8').replace(known().hash, 'never read'))
    expect(await sync({ clock })).toEqual(quiet)
    expect(known().hash).toBe('never read')

    // As long as before, and with the time it had.
    const { atime, mtime } = statSync(path())
    edit((file) => file.replace('A note.', 'A vote.'))
    utimesSync(path(), atime, mtime)
    expect(await sync({ clock })).toMatchObject({ brought: 1 })
    expect((await highlightsOf(articleId))[0]!.note).toBe('A vote.')
    await rest()
    // A tag for another, under a clock that was set back.
    const { db } = test.app.context
    db.exec(`UPDATE highlight_tags SET tag = 'new', updated_at = updated_at - 86400000`)
    expect(await sync({ clock })).toMatchObject({ written: 1 })
    expect(readFileSync(path(), 'utf8')).toContain('tags:: new')
    for (const change of [
      () => test.call('highlights.setColor', { highlightIds: [id], color: 'pink' }),
      () => test.call('history.undo', {}),
      () => test.call('articles.addTag', { articleIds: [articleId], tag: 'sea' }),
      () => test.call('history.undo', {}),
      () => write(articleId, 'On the article.'),
      () => test.call('history.undo', {}),
      () => test.call('highlights.delete', { highlightIds: [id] }),
      () => test.call('history.undo', {})
    ]) {
      await rest()
      await change()
      expect(await sync({ clock })).toMatchObject({ written: 1 })
    }
    await rest()
    mkdirSync(join(folder, 'Harbour'))
    renameSync(path(), join(folder, 'Harbour', 'Elsewhere.md'))
    expect(await sync({ clock })).toEqual(quiet)
    expect(known().file).toBe('Harbour/Elsewhere.md')
    rmSync(join(folder, 'Harbour'), { recursive: true })
    expect(await sync({ clock })).toMatchObject({ written: 1 })
  })

  it('leaves what somebody writes while it is writing the same file, and takes it in next time', async () => {
    const articleId = await test.add(text)
    await write(articleId, 'A note.')
    await test.call('vault.choose', {})
    await write(articleId, 'A note.\n\nMore in the app.')
    const round = test.call('vault.sync', {})
    // Written beside it, and about to take its name.
    while (!readdirSync(folder).some((name) => name.endsWith('.part')))
      await new Promise((resolve) => setImmediate(resolve))
    edit((file) => file.replace('A note.', 'A note.\n\nMore outside.'))
    await round
    expect(readFileSync(path(), 'utf8')).toContain('More outside.')
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
    await test.call('vault.sync', {})
    for (const words of ['A note.', 'More outside.', 'More in the app.']) {
      expect(await noteOf(articleId)).toContain(words)
      expect(readFileSync(path(), 'utf8')).toContain(words)
    }
  })

  it('tells of what came in before a round failed', async () => {
    const first = await test.add(text)
    const second = await test.add('Another\n\nMore words of another text.\n', 'other.txt')
    await write(first, 'A note.')
    await write(second, 'A note.')
    await test.call('vault.choose', {})
    mkdirSync(join(folder, 'Harbour'))
    renameSync(path('Another.md'), join(folder, 'Harbour', 'Another.md'))
    await test.call('vault.sync', {})
    // The folder of the second is a file now.
    rmSync(join(folder, 'Harbour'), { recursive: true })
    writeFileSync(join(folder, 'Harbour'), '')
    edit((file) => file.replace('A note.', 'A better note.'), 'Lamps on the quay.md')
    test.events.length = 0
    await expect(test.call('vault.sync', {})).rejects.toThrow()
    expect(await noteOf(first)).toBe('A better note.')
    expect(told()).toContain('notes')
  })

  it('brings edits from outside, as one step of undo', async () => {
    const first = await test.add(text)
    const second = await test.add('Another\n\nMore words of another text.\n', 'other.txt')
    const id = await mark(first, 'The ferry was late', 'yellow', 'Again.')
    await write(second, 'A note.')
    await test.call('vault.choose', {})
    edit(
      (file) =>
        file
          .replace('color:: yellow\ntags::', 'color:: pink\ntags:: #boats, "late, again"')
          .replace('Again.', 'Again and again.\n\n> a quotation\n> of mine')
          .replace('author: ""', 'author: Ines Calder\nrating: 5 # mine')
          .replace('tags: []', 'tags: [sea]'),
      'Lamps on the quay.md'
    )
    edit((file) => file.replace('A note.', 'A better note.'), 'Another.md')
    expect(await test.call('vault.sync', {})).toMatchObject({ brought: 2, joined: 0, problems: [] })
    expect(await test.call('articles.get', { articleId: first })).toMatchObject({
      byline: 'Ines Calder',
      tags: ['sea']
    })
    expect((await highlightsOf(first))[0]).toMatchObject({
      id,
      color: 'pink',
      tags: ['boats', 'late, again'],
      note: 'Again and again.\n\n> a quotation\n> of mine'
    })
    expect(await noteOf(second)).toBe('A better note.')
    expect(readFileSync(path('Lamps on the quay.md'), 'utf8')).toContain('rating: 5 # mine')
    expect(await test.call('vault.sync', {})).toEqual(quiet)

    await test.call('history.undo', {})
    expect(await noteOf(second)).toBe('A note.')
    expect((await highlightsOf(first))[0]).toMatchObject({ color: 'yellow', tags: [], note: 'Again.' })
    expect(await test.call('vault.sync', {})).toEqual({ ...quiet, written: 2 })
    expect(readFileSync(path('Another.md'), 'utf8')).toContain('A note.')
  })

  it('keeps both wordings where both sides changed a note', async () => {
    const articleId = await test.add(text)
    await write(articleId, 'One thought.')
    await test.call('vault.choose', {})
    edit((file) => file.replace('One thought.', 'From the sea'))
    await write(articleId, 'Quite another!')
    expect(await test.call('vault.sync', {})).toMatchObject({ brought: 1, joined: 1 })
    const note = await noteOf(articleId)
    expect(note).toContain('From the sea')
    expect(note).toContain('Quite another!')
    expect(readFileSync(path(), 'utf8')).toContain(note)
  })

  it('keeps what is written in the window while a file is being read', async () => {
    const articleId = await test.add(text)
    await test.call('articles.addTag', { articleIds: [articleId], tag: 'sea' })
    await mark(articleId, 'The ferry was late')
    await write(articleId, 'One thought.')
    await test.call('vault.choose', {})
    edit((file) => file.replace('One thought.', 'From the sea'))
    let written: Promise<unknown> | undefined
    const onStep = () => queueMicrotask(() => (written ??= write(articleId, 'Quite another!')))
    expect(await sync({ onStep })).toMatchObject({ brought: 1, joined: 1 })
    await written
    const note = await noteOf(articleId)
    expect(note).toContain('From the sea')
    expect(note).toContain('Quite another!')
  })

  it('forgets when both last met, also when it is left in the middle of a round', async () => {
    await write(await test.add(text), 'A note.')
    await test.call('vault.choose', {})
    const round = test.call('vault.sync', {})
    await test.call('vault.leave', {})
    await round
    expect(await test.call('vault.state', {})).toEqual({ folder: '', syncedAt: null })
  })

  it('goes on without an article that is deleted for good meanwhile', async () => {
    const first = await test.add(text)
    const second = await test.add('Another\n\nMore words of another text.\n', 'other.txt')
    for (const id of [first, second]) await write(id, 'A note.')
    const { db } = test.app.context
    const onStep = () => db.prepare('DELETE FROM articles WHERE id = ?').run(second)
    expect(await sync({ onStep })).toEqual({ ...quiet, written: 1 })
    expect(files()).toEqual(['Lamps on the quay.md'])
  })

  it('takes nothing for deleted because it is absent, and nothing written is lost', async () => {
    const articleId = await test.add(text)
    await mark(articleId, 'The lamps were lit at six', 'yellow', 'Mine.')
    await mark(articleId, 'The ferry was late', 'blue', 'Also mine.')
    await test.call('vault.choose', {})
    // A whole highlight cut away, a quotation edited, words above the note and between the highlights.
    edit((file) =>
      file
        .replace(/> The lamps were lit[\s\S]*?Mine\.\n/, 'A stray line between.\n')
        .replace('> The ferry was late', '> The ferry was early')
        .replace('<!-- lectern:note -->', 'Above everything.\n\n<!-- lectern:note -->')
    )
    const report = await test.call('vault.sync', {})
    expect(report.brought).toBe(1)
    expect(report.problems).toHaveLength(1)
    expect((await highlightsOf(articleId)).map(({ exact, note }) => [exact, note])).toEqual([
      ['The lamps were lit at six', 'Mine.'],
      ['The ferry was late', 'Also mine.']
    ])
    expect(await noteOf(articleId)).toBe('Above everything.\n\nA stray line between.')
    expect(readFileSync(path(), 'utf8')).toContain('> The lamps were lit at six')
    expect(readFileSync(join(folder, 'Lectern kept', files()[0]!), 'utf8')).toContain('The ferry was early')
    // The file away altogether: written again.
    unlinkSync(path())
    expect(await test.call('vault.sync', {})).toEqual({ ...quiet, written: 1 })
    expect(await highlightsOf(articleId)).toHaveLength(2)
  })

  it('leaves a file that is nonsense as it is, says so, and goes on with the others', async () => {
    const first = await test.add(text)
    const second = await test.add('Another\n\nMore words of another text.\n', 'other.txt')
    await write(first, 'First.')
    await write(second, 'Second.')
    await test.call('vault.choose', {})
    const before = libraryHash(test.app.context.db)
    for (const nonsense of [
      'no front matter',
      '---\nlectern: [unclosed\n---\n',
      `---\nlectern: ${second}\n---\n<!-- lectern:note -->\n<!-- lectern:highlights -->\n<!-- lectern:end -->\n`,
      `---\nlectern: ${first}\n---\n<!-- lectern:end -->\n<!-- lectern:note -->\n<!-- lectern:highlights -->\n`
    ]) {
      writeFileSync(path('Lamps on the quay.md'), nonsense)
      const report = await test.call('vault.sync', {})
      expect(report).toMatchObject({ brought: 0, written: 0 })
      expect(report.problems).toHaveLength(1)
      expect(report.problems[0]!.message).toContain('Lamps on the quay.md')
      expect(readFileSync(path('Lamps on the quay.md'), 'utf8')).toBe(nonsense)
      expect(libraryHash(test.app.context.db)).toBe(before)
    }
    writeFileSync(path('Lamps on the quay.md'), new Uint8Array([0xff, 0xfe, 0x00]))
    expect((await test.call('vault.sync', {})).problems).toHaveLength(1)
  })

  it('finds a file that was renamed or moved, and follows no link and no path out of the folder', async () => {
    const articleId = await test.add(text)
    await write(articleId, 'A note.')
    await test.call('vault.choose', {})
    mkdirSync(join(folder, 'Harbour'))
    renameSync(path(), join(folder, 'Harbour', 'my lamps.md'))
    const moved = join(folder, 'Harbour', 'my lamps.md')
    writeFileSync(moved, readFileSync(moved, 'utf8').replace('A note.', 'A moved note.'))
    expect(await test.call('vault.sync', {})).toMatchObject({ brought: 1 })
    expect(await noteOf(articleId)).toBe('A moved note.')
    expect(files()).toEqual([])

    const outside = join(test.folder, 'outside.md')
    const state = join(folder, '.lectern', readdirSync(join(folder, '.lectern'))[0]!)
    writeFileSync(state, readFileSync(state, 'utf8').replaceAll('Harbour/my lamps.md', '../outside.md'))
    await test.call('vault.sync', {})
    expect(existsSync(outside)).toBe(false)

    rmSync(moved)
    writeFileSync(outside, 'mine')
    symlinkSync(outside, moved)
    await test.call('vault.sync', {})
    expect(readFileSync(outside, 'utf8')).toBe('mine')
  })

  it('goes by the article that a file names, also where the names of files have changed hands', async () => {
    const first = await test.add('Lamps\n\nThe lamps were lit at six.\n', 'lamps.txt')
    const second = await test.add('Ferries\n\nThe ferry was late again.\n', 'ferries.txt')
    await write(first, 'Of lamps.')
    await write(second, 'Of ferries.')
    await test.call('vault.choose', {})
    renameSync(path('Lamps.md'), path('between'))
    renameSync(path('Ferries.md'), path('Lamps.md'))
    renameSync(path('between'), path('Ferries.md'))
    edit((file) => file.replace('Of lamps.', 'Of brighter lamps.'), 'Ferries.md')
    edit((file) => file.replace('Of ferries.', 'Of later ferries.'), 'Lamps.md')
    expect(await test.call('vault.sync', {})).toEqual({ ...quiet, brought: 2 })
    expect(await noteOf(first)).toBe('Of brighter lamps.')
    expect(await noteOf(second)).toBe('Of later ferries.')

    // A file was moved, and its place taken by a note of the reader's own.
    mkdirSync(join(folder, 'Archive'))
    renameSync(path('Ferries.md'), path('Archive/Ferries.md'))
    writeFileSync(path('Ferries.md'), 'My own words.\n')
    edit((file) => file.replace('Of brighter lamps.', 'Of the brightest.'), 'Archive/Ferries.md')
    expect(await test.call('vault.sync', {})).toEqual({ ...quiet, brought: 1 })
    expect(await noteOf(first)).toBe('Of the brightest.')
    expect(readFileSync(path('Ferries.md'), 'utf8')).toBe('My own words.\n')
  })

  it('writes a file whose name is as long as names can be', async () => {
    const articleId = await test.add(text)
    await write(articleId, 'A note.')
    await test.call('vault.choose', {})
    // 255 bytes, the most that file systems of Linux take.
    const long = `${'港'.repeat(84)}.md`
    renameSync(path(), path(long))
    await write(articleId, 'Another note.')
    expect(await test.call('vault.sync', {})).toEqual({ ...quiet, written: 1 })
    expect(files()).toEqual([long])
    expect(readFileSync(path(long), 'utf8')).toContain('Another note.')
  })

  it('gives no new article the name of a file that is only away', async () => {
    const first = await test.add('Lamps\n\nThe lamps were lit at six.\n', 'lamps.txt')
    await write(first, 'Of lamps.')
    await test.call('vault.choose', {})
    unlinkSync(path('Lamps.md'))
    const second = await test.add('Lamps\n\nQuite another text.\n', 'other.txt')
    // Before the first in the order of a round.
    test.app.context.db.prepare('UPDATE articles SET added_at = 1 WHERE id = ?').run(second)
    await write(second, 'Of others.')
    expect(await test.call('vault.sync', {})).toEqual({ ...quiet, written: 2 })
    expect(readFileSync(path('Lamps.md'), 'utf8')).toContain('Of lamps.')
    expect(readFileSync(path('Lamps (2).md'), 'utf8')).toContain('Of others.')
  })

  it('says so when the folder is gone, and when it was met before by another library', async () => {
    const articleId = await test.add(text)
    await write(articleId, 'A note.')
    await test.call('vault.choose', {})
    rmSync(folder, { recursive: true })
    await expect(test.call('vault.sync', {})).rejects.toMatchObject({ code: 'not-found' })
    mkdirSync(folder)
    expect(await test.call('vault.sync', {})).toMatchObject({ written: 1 })
    // As after a move to another machine: what both agreed on is not known.
    rmSync(join(folder, '.lectern'), { recursive: true })
    edit((file) => file.replace('A note.', 'A note from there.'))
    await test.call('vault.sync', {})
    expect(await noteOf(articleId)).toContain('A note from there.')
    await test.call('vault.leave', {})
    await expect(test.call('vault.sync', {})).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a file of the Markdown folder', () => {
  it('reads back as what it was written from, whatever the notes, titles and tags hold', async () => {
    const articleId = await test.add(text)
    await mark(articleId, 'The lamps were lit at six')
    await mark(articleId, 'The ferry was late')
    const record = readArticleRecord(test.app.context.db, articleId)
    const tricky = fc.oneof(
      anyText,
      fc.constantFrom(
        '<!-- lectern:note -->',
        '\\<!-- lectern:end -->\n^h-00000000-0000-4000-8000-000000000000',
        '> quoted\n> again',
        '## Highlights',
        '---\ntitle: x\n---',
        'color:: green\ntags:: a',
        '# a\n\n[Open in Lectern](x)'
      )
    )
    const tag = anyText.map((value) =>
      value
        .replace(/[\s\0]+/gu, ' ')
        .trim()
        .slice(0, 100)
        .toWellFormed()
    )
    const stamp = { updatedAt: 1, deviceId: 'd' }
    const note = tricky.map((body) => ({
      id: record.id as never,
      body: body.toWellFormed().replaceAll('\0', ''),
      createdAt: 1,
      ...stamp
    }))
    const tags = fc.uniqueArray(
      tag.filter((value) => value !== '' && !value.startsWith('#')),
      { maxLength: 4 }
    )
    fc.assert(
      fc.property(
        fc.array(note, { minLength: 3, maxLength: 3 }),
        fc.array(tags, { minLength: 3, maxLength: 3 }),
        tricky,
        (notes, lists, title) => {
          const tagged = (list: readonly string[]) => list.map((one) => ({ tag: one, ...stamp }))
          const article = {
            ...record,
            title: title.replaceAll('\0', '').toWellFormed(),
            note: notes[0]!,
            tags: tagged(lists[0]!),
            highlights: record.highlights.map((one, index) => ({
              ...one,
              quote: one.exact,
              note: notes[index + 1]!,
              tags: tagged(lists[index + 1]!)
            }))
          }
          const written = writeVaultFile(article)
          const file = readVaultFile(written)
          if ('problem' in file) throw new Error(file.problem)
          const plain = vaultArticleOf(article)
          expect(vaultArticleFrom(file, plain)).toEqual(plain)
          expect(writeVaultFile(article, file.own)).toBe(written)
        }
      ),
      { numRuns: 300 }
    )
  })
})
