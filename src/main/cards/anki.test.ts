import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import SQLite, { type Database } from 'better-sqlite3'
import { v7 } from 'uuid'
import { afterAll, describe, expect, it } from 'vitest'
import type { Card } from '../../shared/cards.ts'
import { studyDay } from '../../shared/study-day.ts'
import { type Library, openLibrary } from '../db/open-library.ts'
import { openZip } from '../export/zip-reader.ts'
import { zipWriter } from '../export/zip-writer.ts'
import { readHistories } from '../reviews/read-histories.ts'
import { insertReview } from '../reviews/repository.ts'
import { fromHtml, fromOcclusion, toHtml, toOcclusion } from './anki-fields.ts'
import { renderTemplate } from './anki-render.ts'
import { ankiText } from './anki-text.ts'
import { openAnkiPackage } from './open-anki.ts'
import { readAnkiPackage } from './read-anki.ts'
import {
  fromNowhere,
  insertCard,
  insertPrompt,
  insertPromptTag,
  listCards,
  type Memory,
  newMemory
} from './repository.ts'
import { writeAnkiPackage } from './write-anki.ts'

const folder = mkdtempSync(join(tmpdir(), 'lectern-anki-'))
const libraries: Library[] = []
afterAll(() => {
  for (const library of libraries) library.close()
  rmSync(folder, { recursive: true, force: true })
})
const newLibrary = () => {
  const library = openLibrary(join(folder, v7()))
  libraries.push(library)
  return library.db
}
const now = new Date(2026, 2, 5, 12).getTime()
const today = studyDay(now, 4)
const clock = { now: () => now, deviceId: 'device' }
const stamp = { now, deviceId: 'device' }
const png = Buffer.concat([
  Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0', 'latin1'),
  Buffer.from('IEND')
])

const hash = createHash('sha256').update(png).digest('hex')

function add(
  db: Database,
  part: { kind?: Card['kind']; front: string; back?: string; memory?: Partial<Memory>; image?: string }
): string {
  const id = v7()
  insertPrompt(
    db,
    {
      id,
      kind: part.kind ?? 'question',
      front: part.front,
      back: part.back ?? '',
      guid: `guid-${id}`,
      ...fromNowhere,
      sentence: 'Where it < stood.',
      imageHash: part.image ?? null,
      masks: part.image ? [{ ordinal: 2, x: 0.125, y: 0.5, width: 0.25, height: 0.2 }] : [],
      createdAt: now - 1000
    },
    stamp
  )
  insertPromptTag(db, id, 'two words', stamp)
  const ordinals = part.kind === 'cloze' ? [1, 2] : part.kind === 'picture' ? [2] : [1]
  for (const ordinal of ordinals) {
    insertCard(
      db,
      {
        ...newMemory,
        ...part.memory,
        id: v7(),
        promptId: id,
        ordinal,
        suspended: 0,
        buriedUntil: 0,
        createdAt: now
      },
      stamp
    )
  }
  return id
}

const known: Partial<Memory> = {
  state: 2,
  dueDay: today + 9,
  scheduledDays: 12,
  stability: 11.5,
  difficulty: 6.25,
  reps: 5,
  lapses: 1,
  lastDay: today - 3
}

/** A library with one card of each kind, and a log. */
function sample(): Database {
  const db = newLibrary()
  add(db, { front: 'What <b>is</b>\na & b?', back: 'An "answer"\twith a tab', memory: known })
  add(db, { kind: 'cloze', front: 'The {{c1::heron}} eats {{c2::pike::a fish}}.' })
  add(db, { kind: 'passage', front: 'One two three four five six seven eight nine ten.', back: 'My note' })
  db.prepare('INSERT INTO assets VALUES (?, ?, 1, 1, ?, ?, ?)').run(hash, 'image/png', png.length, png, now)
  add(db, { kind: 'picture', front: 'A map', back: 'Of a lake', image: hash })
  const card = db.prepare('SELECT id, prompt_id FROM cards WHERE state = 2').get() as Record<string, string>
  for (const [index, grade] of ([3, 1, 4] as const).entries()) {
    insertReview(
      db,
      {
        id: v7(),
        cardId: card.id!,
        promptId: card.prompt_id!,
        grade,
        state: index === 0 ? 0 : 2,
        reps: index,
        day: today - 20 + index,
        // Two at one moment: Anki's log wants a moment for each.
        reviewedAt: now - 86_400_000,
        duration: 4000,
        elapsedDays: 1,
        lastInterval: 1440,
        interval: index === 0 ? 10 : 4320,
        stability: 2,
        difficulty: 5
      },
      stamp
    )
  }
  return db
}

const asked = (db: Database) =>
  listCards(db, { filter: { status: 'all' }, sort: 'newest' }, { offset: 0, limit: 100 }, today)
    .items.map(
      ({ kind, front, back, ordinal, state, dueIn, stability, reps, lapses, tags, picture, sentence }) => ({
        kind,
        front,
        back,
        ordinal,
        state,
        dueIn,
        stability,
        reps,
        lapses,
        tags,
        masks: picture?.masks,
        sentence
      })
    )
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))

const tagsOf = (db: Database) => asked(db).map(({ tags }) => tags)

describe('an Anki package', () => {
  it('holds notes, cards, schedule and log as plain SQL finds them by the published format', async () => {
    const path = join(folder, 'plain.apkg')
    expect(await writeAnkiPackage(sample(), path, now)).toEqual({ notes: 4, cards: 5 })
    const zip = await openZip(path)
    const db = new SQLite(await zip.read('collection.anki2', 1e8))
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    const col = db.prepare('SELECT * FROM col').get() as Record<string, string | number>
    expect(col.ver).toBe(11)
    const models = JSON.parse(String(col.models)) as Record<string, { name: string; flds: unknown[] }>
    for (const note of db.prepare('SELECT * FROM notes').all() as Record<string, string>[]) {
      expect(note.flds!.split('\x1f')).toHaveLength(models[note.mid!]!.flds.length)
    }
    const [question] = db
      .prepare(
        'SELECT n.*, c.type, c.queue, c.due, c.ivl, c.reps, c.lapses, c.data, c.id AS cid FROM notes n JOIN cards c ON c.nid = n.id WHERE c.type = 2'
      )
      .all() as Record<string, string | number>[]
    expect(question).toMatchObject({ queue: 2, ivl: 12, reps: 5, lapses: 1, tags: ' two_words ' })
    expect(String(question!.flds).split('\x1f').slice(0, 2)).toEqual([
      'What &lt;b&gt;is&lt;/b&gt;<br>a &amp; b?',
      'An "answer"\twith a tab'
    ])
    // Due is counted in days from the collection's own beginning.
    expect(studyDay(Number(col.crt) * 1000, 4) + Number(question!.due)).toBe(today + 9)
    expect(JSON.parse(String(question!.data))).toMatchObject({ s: 11.5, d: 6.25, dr: 0.9 })
    const log = db.prepare('SELECT ease, ivl, lastIvl, type, cid FROM revlog ORDER BY id').raw().all()
    expect(log).toEqual([
      [3, -600, 1, 0, question!.cid],
      [1, 3, 1, 1, question!.cid],
      [4, 3, 1, 1, question!.cid]
    ])
    expect(db.prepare('SELECT count(*), count(DISTINCT id) FROM revlog').raw().get()).toEqual([3, 3])
    const media = JSON.parse((await zip.read('media', 1e6)).toString()) as Record<string, string>
    expect(Object.values(media)).toEqual([`lectern-${hash}.png`])
    expect((await zip.read('0', 1e6)).equals(png)).toBe(true)
    db.close()
    await zip.close()
  })

  it('takes a drawing along, and brings it back only as we write drawings', async () => {
    const start = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9">'
    for (const [svg, comesBack] of [
      [`${start}<path d="M0 0h9"/></svg>`, true],
      [`${start}<script>alert(1)</script></svg>`, false],
      [`${start}${'<path d="M0 0h9"/>'.repeat(50_000)}</svg>`, false]
    ] as const) {
      const bytes = Buffer.from(svg)
      const drawn = createHash('sha256').update(bytes).digest('hex')
      const from = newLibrary()
      from
        .prepare('INSERT INTO assets VALUES (?, ?, 9, 9, ?, ?, ?)')
        .run(drawn, 'image/svg+xml', bytes.length, bytes, now)
      add(from, { kind: 'picture', front: 'A map', back: 'Of a lake', image: drawn })
      const path = join(folder, `${v7()}.apkg`)
      await writeAnkiPackage(from, path, now)
      const zip = await openZip(path)
      expect(JSON.parse((await zip.read('media', 1e6)).toString())).toEqual({ 0: `lectern-${drawn}.svg` })
      await zip.close()
      const to = newLibrary()
      await readAnkiPackage(to, path, clock)
      expect(to.prepare('SELECT hash FROM assets').pluck().all()).toEqual(comesBack ? [drawn] : [])
    }
  })

  it('of the same cards has the same ids, so that Anki updates and never doubles', async () => {
    const library = sample()
    const ids = async (name: string) => {
      await writeAnkiPackage(library, join(folder, name), now + 5000)
      const zip = await openZip(join(folder, name))
      const db = new SQLite(await zip.read('collection.anki2', 1e8))
      const found = db
        .prepare('SELECT guid, mid, id, mod FROM notes ORDER BY guid')
        .raw()
        .all() as unknown[][]
      db.close()
      await zip.close()
      return found
    }
    const first = await ids('one.apkg')
    library
      .prepare("UPDATE prompts SET back = 'Other', updated_at = updated_at + 9000 WHERE kind = 'question'")
      .run()
    const second = await ids('two.apkg')
    expect(second.map((row) => row.slice(0, 3))).toEqual(first.map((row) => row.slice(0, 3)))
    // Anki takes the newer of two notes.
    expect(second.filter((row, index) => Number(row[3]) > Number(first[index]![3]))).toHaveLength(1)
  })

  it('comes back: the same cards, schedule and log; and a second time nothing', async () => {
    const first = sample()
    const path = join(folder, 'back.apkg')
    await writeAnkiPackage(first, path, now)
    const second = newLibrary()
    expect(await readAnkiPackage(second, path, clock)).toEqual({
      added: 4,
      alreadyHere: 0,
      leftOut: 0,
      simplified: 0
    })
    expect(asked(second)).toEqual(asked(first))
    const log = (db: Database) =>
      db.prepare('SELECT grade, state, reps, interval, last_interval FROM reviews ORDER BY reps').raw().all()
    expect(log(second)).toEqual(log(first))
    expect(await readAnkiPackage(second, path, clock)).toMatchObject({ added: 0, alreadyHere: 4 })
    expect(await readAnkiPackage(first, path, clock)).toMatchObject({ added: 0, alreadyHere: 4 })
  })

  it('made by others is read: templates, reversed cards, formatting, and what cannot be asked', async () => {
    const path = await foreignPackage({ newFormat: false })
    const db = newLibrary()
    expect(await readAnkiPackage(db, path, clock)).toEqual({
      added: 3,
      alreadyHere: 0,
      leftOut: 1,
      simplified: 2
    })
    expect(asked(db).map(({ kind, front, back, state, dueIn }) => [kind, front, back, state, dueIn])).toEqual(
      [
        ['cloze', 'Lake {{c1::Baikal}}\nis deep', 'Siberia', 'new', null],
        ['question', 'Capital of Peru?', 'Lima', 'review', 3],
        ['question', 'Lima', 'Capital of Peru?', 'new', null]
      ]
    )
    expect(tagsOf(db)).toEqual([[], ['geo', 'World::Capitals'], ['geo', 'World::Capitals']])
    // What was reset by hand there had another beginning.
    expect(db.prepare('SELECT state FROM reviews ORDER BY reps').pluck().all()).toEqual([0, 2, 2, 0, 2])
    expect(readHistories(db, 1000).histories.map(({ days }) => days)).toEqual([
      [0, 4, 5],
      [0, 2]
    ])
  })

  it('of the newer format is read as well', async () => {
    const path = await foreignPackage({ newFormat: true })
    const db = newLibrary()
    expect(await readAnkiPackage(db, path, clock)).toMatchObject({ added: 3, leftOut: 1 })
    expect(tagsOf(db)).toEqual([[], ['geo', 'World::Capitals'], ['geo', 'World::Capitals']])
  })

  it('has its fields where it says, as far as that is a place', async () => {
    const path = await foreignPackage({ newFormat: true, farOff: [5, 999, 1000, -1, 1.5, 2 ** 31, 'length'] })
    const opened = await openAnkiPackage(path)
    const { fields } = opened.notetypes.get('11')!
    await opened.close()
    expect(fields).toHaveLength(1000)
    expect(Object.entries(fields).filter(([, name]) => name !== '')).toEqual([
      ['0', 'Text'],
      ['1', 'Back Extra'],
      ['5', 'At 5'],
      ['999', 'At 999']
    ])
  })

  it('that is broken, foreign or of the future is refused with a sentence, and nothing changes', async () => {
    const db = newLibrary()
    const whole = join(folder, 'whole.apkg')
    await writeAnkiPackage(sample(), whole, now)
    const write = async (entries: Record<string, Buffer>) => {
      const path = join(folder, `${v7()}.apkg`)
      const file = await open(path, 'wx')
      const zip = zipWriter(file, new Date(0))
      for (const [name, bytes] of Object.entries(entries)) await zip.add(name, bytes)
      await zip.finish()
      await file.close()
      return path
    }
    const text = join(folder, 'text.apkg')
    writeFileSync(text, 'not a zip')
    const other = new SQLite(':memory:')
    other.exec('CREATE TABLE col (ver); INSERT INTO col VALUES (11)')
    const future = new SQLite(':memory:')
    future.exec(
      'CREATE TABLE col (ver, models); INSERT INTO col VALUES (30, 1); CREATE TABLE notes (x); CREATE TABLE cards (x); CREATE TABLE revlog (x)'
    )
    const zip = await openZip(whole)
    const bytes = await zip.read('collection.anki2', 1e8)
    await zip.close()
    const cut = Buffer.from(bytes.subarray(0, 9000))
    for (const [path, code] of [
      [text, 'damaged'],
      [join(folder, 'nowhere.apkg'), 'unreadable'],
      [await write({ 'hello.txt': Buffer.from('x') }), 'damaged'],
      [await write({ 'collection.anki2': Buffer.from('SQLite format 3\0 or not') }), 'damaged'],
      [await write({ 'collection.anki2': cut }), 'damaged'],
      [await write({ 'collection.anki2': other.serialize() }), 'damaged'],
      [await write({ 'collection.anki2': future.serialize() }), 'unsupported'],
      [await write({ 'collection.anki21b': Buffer.from('no zstd'), meta: Buffer.from([8, 3]) }), 'damaged'],
      [await write({ 'collection.anki21b': Buffer.from('x'), meta: Buffer.from([8, 9]) }), 'unsupported']
    ] as const) {
      await expect(readAnkiPackage(db, path, clock), path).rejects.toMatchObject({ code })
    }
    expect(asked(db)).toEqual([])
    other.close()
    future.close()
  })
})

/** A package as another program writes it: basic and reversed, cloze, and a note with nothing to ask. */
async function foreignPackage({
  newFormat,
  farOff = [5]
}: {
  newFormat: boolean
  /** Places of further fields of the first notetype. */
  farOff?: readonly (number | string)[]
}): Promise<string> {
  const db = new SQLite(':memory:')
  db.exec(`
    CREATE TABLE col (id integer primary key, crt integer, ver integer, models text, decks text);
    CREATE TABLE notes (id integer primary key, guid text, mid integer, mod integer, tags text, flds text);
    CREATE TABLE cards (id integer primary key, nid integer, did integer, ord integer, type integer, queue integer,
      due integer, ivl integer, factor integer, reps integer, lapses integer, left integer, odid integer, data text);
    CREATE TABLE revlog (id integer primary key, cid integer, ease integer, ivl integer, lastIvl integer, factor integer, time integer, type integer);`)
  const models = {
    10: {
      name: 'Basic (and reversed card)',
      type: 0,
      flds: [
        { name: 'Front', ord: 0 },
        { name: 'Back', ord: 1 }
      ],
      tmpls: [
        { ord: 0, qfmt: '{{Front}}', afmt: '{{FrontSide}}<hr id=answer>{{Back}}' },
        { ord: 1, qfmt: '{{#Back}}{{Back}}{{/Back}}', afmt: '{{FrontSide}}<hr id=answer>{{Front}}' }
      ]
    },
    11: {
      name: 'Cloze',
      type: 1,
      flds: [
        { name: 'Text', ord: 0 },
        { name: 'Back Extra', ord: 1 }
      ],
      tmpls: [{ ord: 0, qfmt: '{{cloze:Text}}', afmt: '{{cloze:Text}}<br>{{Back Extra}}' }]
    }
  }
  const decks = [
    [1, 'Default'],
    [7, 'World::Capitals'],
    [8, 'Cram']
  ] as const
  const crt = new Date(2026, 1, 1, 4).getTime() / 1000
  db.prepare('INSERT INTO col VALUES (1, ?, ?, ?, ?)').run(
    crt,
    newFormat ? 18 : 11,
    newFormat ? '' : JSON.stringify(models),
    newFormat ? '' : JSON.stringify(Object.fromEntries(decks.map(([id, name]) => [id, { id, name }])))
  )
  const note = db.prepare('INSERT INTO notes VALUES (?, ?, ?, 0, ?, ?)')
  note.run(1, 'aaa', 10, ' geo ', 'Capital of <b>Peru</b>?\x1fLima')
  note.run(2, 'bbb', 11, '', 'Lake {{c1::Baikal}}<div>is deep</div>\x1fSiberia')
  note.run(3, 'ccc', 11, '', 'Nothing hidden\x1f')
  const card = db.prepare('INSERT INTO cards VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?, ?)')
  const due = today + 3 - studyDay(crt * 1000, 4)
  card.run(1, 1, 7, 0, 2, 2, due, 8, 2300, 0, '')
  // A filtered deck has it at the moment.
  card.run(2, 1, 8, 1, 0, 0, 5, 0, 0, 7, '{}')
  card.run(3, 2, 1, 0, 0, 0, 6, 0, 0, 0, '{}')
  card.run(4, 3, 1, 0, 0, 0, 7, 0, 0, 0, '{}')
  // Learned, known, given a day by hand, known, reset by hand, and learned again.
  const answer = db.prepare('INSERT INTO revlog VALUES (?, 1, ?, 1, 0, ?, 1000, ?)')
  for (const [days, ease, factor, type] of [
    [0, 3, 0, 0],
    [4, 3, 2500, 1],
    [5, 0, 2500, 4],
    [9, 3, 2500, 1],
    [20, 0, 0, 4],
    [21, 3, 0, 0],
    [23, 3, 2300, 1]
  ] as const)
    answer.run((crt + days * 86_400) * 1000, ease, factor, type)
  const path = join(folder, `foreign-${newFormat}.apkg`)
  const file = await open(path, 'w')
  const zip = zipWriter(file, new Date(0))
  if (newFormat) {
    // As Anki declares them, with a collation that only Anki has.
    db.exec(`
      CREATE TABLE decks (id integer primary key, name text);
      CREATE TABLE notetypes (id integer primary key, name text, mtime_secs integer, usn integer, config blob);
      CREATE TABLE fields (ntid integer, ord integer, name text, config blob, primary key (ntid, ord)) without rowid;
      CREATE UNIQUE INDEX idx_fields_name_ntid ON fields (name, ntid);
      CREATE TABLE templates (ntid integer, ord integer, name text, mtime_secs integer, usn integer, config blob, primary key (ntid, ord)) without rowid;`)
    const text = (number: number, words: string) => {
      const bytes = Buffer.from(words)
      return Buffer.concat([Buffer.from([number * 8 + 2, bytes.length]), bytes])
    }
    for (const [id, name] of decks)
      db.prepare('INSERT INTO decks VALUES (?, ?)').run(id, name.replace('::', '\x1f'))
    for (const [id, model] of Object.entries(models)) {
      db.prepare('INSERT INTO notetypes VALUES (?, ?, 0, 0, ?)').run(
        Number(id),
        model.name,
        model.type === 1 ? Buffer.from([8, 1]) : Buffer.alloc(0)
      )
      for (const { name, ord } of model.flds)
        db.prepare('INSERT INTO fields VALUES (?, ?, ?, ?)').run(Number(id), ord, name, Buffer.alloc(0))
      for (const { ord, qfmt, afmt } of model.tmpls)
        db.prepare('INSERT INTO templates VALUES (?, ?, ?, 0, 0, ?)').run(
          Number(id),
          ord,
          'Card',
          Buffer.concat([text(1, qfmt), text(2, afmt)])
        )
    }
    // Numbered with a gap, as no Anki does; it is no reason to refuse everything. What is no place at all is left out.
    for (const ord of farOff)
      db.prepare('INSERT INTO fields VALUES (11, ?, ?, ?)').run(ord, `At ${ord}`, Buffer.alloc(0))
    db.unsafeMode(true)
    db.pragma('writable_schema = ON')
    db.exec(
      "UPDATE sqlite_schema SET sql = replace(sql, 'name text', 'name text NOT NULL COLLATE unicase') WHERE name IN ('notetypes', 'fields', 'templates', 'decks')"
    )
    await zip.add('collection.anki21b', zstdCompressSync(db.serialize()))
    await zip.add('meta', Buffer.from([8, 3]))
    await zip.add('media', zstdCompressSync(Buffer.alloc(0)))
  } else {
    await zip.add('collection.anki2', db.serialize())
    await zip.add('media', Buffer.from('{}'))
  }
  await zip.finish()
  await file.close()
  db.close()
  return path
}

describe("Anki's fields", () => {
  it('come back as the text they were made of', () => {
    for (const text of [
      'a < b & c',
      'two\nlines',
      'spaces    kept',
      '<script>alert(1)</script>',
      '{{c1::x}}'
    ]) {
      expect(fromHtml(toHtml(text))).toEqual({ text, simplified: false })
    }
  })

  it('lose formatting, sounds and scripts, and say so', () => {
    expect(fromHtml('<p>One <i>two</i></p><p>three[sound:x.mp3]</p><script>x</script>')).toEqual({
      text: 'One two\nthree',
      simplified: true
    })
  })

  it('are put into templates with conditions', () => {
    const fields = new Map([
      ['A', 'x'],
      ['B', '']
    ])
    expect(renderTemplate('{{#A}}1{{#B}}2{{/B}}{{^B}}3{{/B}}{{/A}}{{text:A}}{{No}}', fields)).toBe('13x')
  })

  it('keep hidden parts of pictures', () => {
    const masks = [
      { ordinal: 1, x: 0, y: 0.25, width: 0.5, height: 0.125 },
      { ordinal: 3, x: 0.5, y: 0.5, width: 0.5, height: 0.5 }
    ]
    expect(fromOcclusion(toOcclusion(masks))).toEqual(masks)
    expect(fromOcclusion('{{c1::image-occlusion:rect:left=x:top=0:width=1:height=1}}')).toEqual([])
  })

  it('are text that Anki imports with its headers', () => {
    const { content, notes, cards } = ankiText(sample())
    expect({ notes, cards }).toEqual({ notes: 3, cards: 4 })
    const lines = content.split('\n').slice(0, -1)
    expect(lines.slice(0, 3)).toEqual(['#separator:tab', '#html:true', '#guid column:1'])
    expect(content).toContain(
      'Lectern Cloze\tLectern\ttwo_words\tThe {{c1::heron}} eats {{c2::pike::a fish}}.'
    )
    expect(content).toContain('"An ""answer""\twith a tab"')
    const width = (line: string) => line.replace(/"(?:[^"]|"")*"/g, 'x').split('\t').length
    expect(new Set(lines.slice(6).map(width)).size).toBe(1)
  })
})
