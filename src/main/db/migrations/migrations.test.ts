import SQLite from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { migrations } from './index.ts'

const stepped = new Set<number>()

/** A database at the version before `version`, then one step. */
function stepTo(version: number, prepare: (db: SQLite.Database) => void): SQLite.Database {
  const db = new SQLite(':memory:')
  db.pragma('foreign_keys = ON')
  migrate(
    db,
    migrations.filter((one) => one.version < version)
  )
  prepare(db)
  migrate(
    db,
    migrations.filter((one) => one.version <= version)
  )
  expect(db.pragma('user_version', { simple: true })).toBe(version)
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(db.pragma('foreign_key_check')).toEqual([])
  stepped.add(version)
  return db
}

describe('migrations', () => {
  it('1: makes strict tables that mark every change for the index', () => {
    const db = stepTo(1, () => {})
    const loose = db
      .prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'"
      )
      .pluck()
      .all()
    expect(loose).toEqual([])
    db.transaction(() => {
      db.exec(`
        INSERT INTO articles (id, current_version_id, title, word_count, added_at, updated_at, device_id) VALUES ('a', 'v', 'T', 1, 1, 1, 'd');
        INSERT INTO article_versions VALUES ('v', 'a', 1, '', '', '<p>x</p>', 'x', 0, 1, '[]', '[]', 'h', 1, 'i', '[]', 1, 'd');
        INSERT INTO highlights VALUES ('h', 'a', 'v', 0, 1, 'x', '', '', 'yellow', 1, 1, 'd');
        INSERT INTO notes VALUES ('n', 'a', 'h', 'b', 1, 1, 'd');`)
    })()
    const changes = () => db.prepare('SELECT kind, id FROM search_changes ORDER BY kind').raw().all()
    expect(changes()).toEqual([
      ['article', 'a'],
      ['highlight', 'h'],
      ['note', 'n']
    ])
    const last = db.prepare('SELECT max(seq) FROM search_changes').pluck()
    for (const change of [
      "UPDATE articles SET trashed_at = 5 WHERE id = 'a'",
      "UPDATE highlights SET color = 'blue'",
      "UPDATE notes SET body = 'c'",
      "INSERT INTO article_tags VALUES ('a', 't', 1, 'd')",
      "INSERT INTO highlight_tags VALUES ('h', 't', 1, 'd')",
      'DELETE FROM article_tags',
      'DELETE FROM highlight_tags',
      'DELETE FROM notes',
      'DELETE FROM highlights'
    ]) {
      const before = last.get() as number
      db.exec(change)
      expect(last.get(), change).toBeGreaterThan(before)
    }
    expect(() => db.exec("UPDATE articles SET word_count = 'many'")).toThrow()
    db.close()
  })

  it('2: finds the links that notes hold already, and keeps them with every note', () => {
    const id = '01890000-0000-7000-8000-000000000001'
    const db = stepTo(2, (before) => {
      before.transaction(() => {
        before.exec(`
          INSERT INTO articles (id, current_version_id, title, word_count, added_at, updated_at, device_id) VALUES ('a', 'v', 'T', 1, 1, 1, 'd');
          INSERT INTO article_versions VALUES ('v', 'a', 1, '', '', '<p>x</p>', 'x', 0, 1, '[]', '[]', 'h', 1, 'i', '[]', 1, 'd');
          INSERT INTO notes VALUES ('n', 'a', NULL, 'see [x](lectern:article/${id}), [y](lectern:article/no)', 1, 1, 'd');`)
      })()
    })
    const all = () => db.prepare('SELECT * FROM links').raw().all()
    expect(all()).toEqual([['note', 'n', 'article', id]])
    db.exec("UPDATE notes SET body = 'nothing'")
    expect(all()).toEqual([])
    db.exec(`UPDATE notes SET body = '[a](lectern:highlight/${id}) [b](lectern:highlight/${id})'`)
    expect(all()).toEqual([['note', 'n', 'highlight', id]])
    db.exec("DELETE FROM articles WHERE id = 'a'")
    expect(all()).toEqual([])
    db.close()
  })

  it('3: makes saved searches, journaled while a step is recorded', () => {
    const db = stepTo(3, () => {})
    const row = "'s', 'Name', 'tag:history', 0, 1, 1, 'd'"
    db.exec(`INSERT INTO saved_searches VALUES (${row})`)
    db.exec('DELETE FROM saved_searches')
    expect(db.prepare('SELECT count(*) FROM undo_rows').pluck().get()).toBe(0)
    db.exec("INSERT INTO undo_steps (id, label, created_at, updated_at) VALUES (1, 'l', 1, 1)")
    db.exec('UPDATE undo_recording SET step_id = 1')
    db.exec(`INSERT INTO saved_searches VALUES (${row})`)
    db.exec("UPDATE saved_searches SET name = 'Other'")
    db.exec('DELETE FROM saved_searches')
    const rows = db
      .prepare("SELECT before_row ->> '$.name', after_row ->> '$.name' FROM undo_rows ORDER BY id")
      .raw()
      .all()
    expect(rows).toEqual([
      [null, 'Name'],
      ['Name', 'Other'],
      ['Other', null]
    ])
    db.close()
  })

  it('4: adds cards and the log of reviews, and journals every column of theirs', () => {
    const db = stepTo(4, (before) => {
      before.transaction(() => {
        before.exec(`
          INSERT INTO articles (id, current_version_id, title, word_count, added_at, updated_at, device_id) VALUES ('a', 'v', 'T', 1, 1, 1, 'd');
          INSERT INTO article_versions VALUES ('v', 'a', 1, '', '', '<p>x</p>', 'x', 0, 1, '[]', '[]', 'h', 1, 'i', '[]', 1, 'd');`)
      })()
    })
    expect(db.prepare('SELECT title FROM articles').pluck().all()).toEqual(['T'])
    db.exec(`
      INSERT INTO undo_steps (id, label, created_at, updated_at) VALUES (1, 'x', 1, 1);
      UPDATE undo_recording SET step_id = 1;
      INSERT INTO prompts (id, kind, front, back, guid, article_id, created_at, updated_at, device_id) VALUES ('p', 'question', 'q', 'a', 'g', 'a', 1, 1, 'd');
      INSERT INTO prompt_tags VALUES ('p', 't', 1, 'd');
      INSERT INTO cards VALUES ('c', 'p', 1, 2, 20000, 0, 12.34567891, 5.12345678, 12, 0, 3, 0, 19988, 0, 0, 1, 1, 'd');
      INSERT INTO reviews VALUES ('r', 'c', 'p', 3, 2, 2, 19988, 5, 900, 4, 1440, 17280, 12.34567891, 5.12345678, 5, 'd');`)
    for (const table of ['prompts', 'prompt_tags', 'cards', 'reviews']) {
      const image = db
        .prepare('SELECT after_row FROM undo_rows WHERE table_name = ?')
        .pluck()
        .get(table) as string
      expect(JSON.parse(image), table).toEqual(db.prepare(`SELECT * FROM ${table}`).get())
    }
    db.exec("DELETE FROM articles WHERE id = 'a'")
    expect(db.prepare('SELECT count(*) FROM cards').pluck().get()).toBe(0)
    expect(db.prepare('SELECT count(*) FROM reviews').pluck().get()).toBe(1)
    db.close()
  })

  it('5: marks a change for the index whatever its statement says about conflicts', () => {
    const db = stepTo(5, (before) => {
      before.transaction(() => {
        before.exec(`
          INSERT INTO articles (id, current_version_id, title, word_count, added_at, updated_at, device_id) VALUES ('a', 'v', 'T', 1, 1, 1, 'd');
          INSERT INTO article_versions VALUES ('v', 'a', 1, '', '', '<p>x</p>', 'x', 0, 1, '[]', '[]', 'h', 1, 'i', '[]', 1, 'd');
          INSERT INTO highlights VALUES ('h', 'a', 'v', 0, 1, 'x', '', '', 'yellow', 1, 1, 'd');
          INSERT OR IGNORE INTO article_tags VALUES ('a', 'missed', 1, 'd');`)
      })()
    })
    const seqs = () =>
      Object.fromEntries(db.prepare('SELECT kind, seq FROM search_changes').raw().all() as [string, number][])
    const first = seqs()
    expect(first.article).toBeGreaterThan(first.highlight ?? 0)
    db.exec("INSERT OR IGNORE INTO article_tags VALUES ('a', 't', 1, 'd')")
    db.exec("INSERT OR IGNORE INTO highlight_tags VALUES ('h', 't', 1, 'd')")
    const second = seqs()
    expect(second.article).toBeGreaterThan(first.article ?? 0)
    expect(second.highlight).toBeGreaterThan(first.highlight ?? 0)
    expect(Object.keys(second).length).toBe(2)
    db.close()
  })

  it('6: has an index for every reference, so that none walks a whole table', () => {
    const db = stepTo(6, (before) => {
      before.transaction(() => {
        before.exec(`
          INSERT INTO articles (id, current_version_id, title, word_count, added_at, updated_at, device_id) VALUES ('a', 'v', 'T', 1, 1, 1, 'd');
          INSERT INTO article_versions VALUES ('v', 'a', 1, '', '', '<p>x</p>', 'x', 0, 1, '[]', '[]', 'h', 1, 'i', '[]', 1, 'd');`)
      })()
    })
    expect(db.prepare('SELECT title FROM articles').pluck().all()).toEqual(['T'])
    const names = (sql: string, ...values: string[]) =>
      db
        .prepare(sql)
        .pluck()
        .all(...values) as string[]
    const unindexed: string[] = []
    for (const table of names("SELECT name FROM sqlite_schema WHERE type = 'table'")) {
      const first = names(
        `SELECT i.name FROM pragma_index_list(?) l, pragma_index_info(l.name) i WHERE i.seqno = 0
         UNION SELECT name FROM pragma_table_info(?) WHERE pk = 1`,
        table,
        table
      )
      for (const column of names('SELECT "from" FROM pragma_foreign_key_list(?) WHERE seq = 0', table))
        if (!first.includes(column)) unindexed.push(`${table}.${column}`)
    }
    expect(unindexed).toEqual([])
    db.close()
  })

  it('7: keeps where highlights stand in each version, journaled with every column', () => {
    const db = stepTo(7, (before) => {
      before.transaction(() => {
        before.exec(`
          INSERT INTO articles (id, current_version_id, title, word_count, added_at, updated_at, device_id) VALUES ('a', 'v', 'T', 1, 1, 1, 'd');
          INSERT INTO article_versions VALUES ('v', 'a', 1, '', '', '<p>x</p>', 'x', 0, 1, '[]', '[]', 'h', 1, 'i', '[]', 1, 'd');
          INSERT INTO highlights VALUES ('h', 'a', 'v', 0, 1, 'x', '', '', 'yellow', 1, 1, 'd');`)
      })()
    })
    expect(db.prepare('SELECT count(*) FROM highlights').pluck().get()).toBe(1)
    db.exec(`
      INSERT INTO undo_steps (id, label, created_at, updated_at) VALUES (1, 'x', 1, 1);
      UPDATE undo_recording SET step_id = 1;
      INSERT INTO highlight_places VALUES ('h', 'v', 'changed', 0, 1, 'x', '', '', 750, '{"quote":0.75}', 1, 'd');`)
    const image = db.prepare('SELECT after_row FROM undo_rows').pluck().get() as string
    expect(JSON.parse(image)).toEqual(db.prepare('SELECT * FROM highlight_places').get())
    // What is lost has no place, and what has one is not lost.
    expect(() => db.exec("UPDATE highlight_places SET verdict = 'lost'")).toThrow()
    expect(() => db.exec('UPDATE highlight_places SET text_start = NULL')).toThrow()
    db.close()
  })

  it('8: finds the highlights of an article in their order from the index alone', () => {
    const db = stepTo(8, () => {})
    const plan = db
      .prepare(
        `EXPLAIN QUERY PLAN SELECT id FROM highlights WHERE article_id = 'a'
         ORDER BY text_start, text_end, id LIMIT 10 OFFSET 10`
      )
      .all() as { detail: string }[]
    expect(plan.map((step) => step.detail)).toEqual([
      'SEARCH highlights USING COVERING INDEX highlights_by_article (article_id=?)'
    ])
    db.close()
  })

  it('9: makes the entries of study sheets, one to a finding, journaled while a step is recorded', () => {
    const db = stepTo(9, (before) => {
      before.exec(`BEGIN;
        INSERT INTO articles (id, current_version_id, title, word_count, added_at, updated_at, device_id) VALUES ('a', 'v', 'T', 1, 1, 1, 'd');
        INSERT INTO article_versions VALUES ('v', 'a', 1, '', '', '<p>x</p>', 'x', 0, 1, '[]', '[]', 'h', 1, 'i', '[]', 1, 'd');
        COMMIT;`)
    })
    const entry = (id: string, kind: string) =>
      `'${id}', 'a', '${kind}', 'L', '', 'confirmed', '', 'v', 0, 1, 1, 1, 'd'`
    db.exec("INSERT INTO undo_steps (id, label, created_at, updated_at) VALUES (1, 'l', 1, 1)")
    db.exec('UPDATE undo_recording SET step_id = 1')
    db.exec(`INSERT INTO sheet_entries VALUES (${entry('1', 'person')})`)
    expect(() => db.exec(`INSERT INTO sheet_entries VALUES (${entry('2', 'person')})`)).toThrow()
    db.exec(`INSERT INTO sheet_entries VALUES (${entry('3', 'question')})`)
    db.exec(`INSERT INTO sheet_entries VALUES (${entry('4', 'question')})`)
    expect(
      db.prepare("SELECT count(*) FROM undo_rows WHERE table_name = 'sheet_entries'").pluck().get()
    ).toBe(3)
    db.exec("DELETE FROM articles WHERE id = 'a'")
    expect(db.prepare('SELECT count(*) FROM sheet_entries').pluck().get()).toBe(0)
    db.close()
  })

  it('10: keeps a seal of each row as it stands, and forgets that of a version written again', () => {
    const db = stepTo(10, (before) => {
      before.exec(`BEGIN;
        INSERT INTO articles (id, current_version_id, title, word_count, added_at, updated_at, device_id) VALUES ('a', 'v', 'T', 1, 1, 1, 'd');
        INSERT INTO article_versions VALUES ('v', 'a', 1, '', '', '<p>x</p>', 'x', 0, 1, '[]', '[]', 'h', 1, 'i', '[]', 1, 'd');
        COMMIT;`)
    })
    expect(db.prepare('SELECT title FROM articles').pluck().all()).toEqual(['T'])
    db.exec("INSERT INTO version_seals VALUES ('v', x'00')")
    db.exec("UPDATE article_versions SET html = '<p>y</p>'")
    expect(db.prepare('SELECT count(*) FROM version_seals').pluck().get()).toBe(0)
    db.exec("INSERT INTO version_seals VALUES ('v', x'00'); DELETE FROM articles WHERE id = 'a'")
    expect(db.prepare('SELECT count(*) FROM version_seals').pluck().get()).toBe(0)
    db.close()
  })

  it('11: makes the queue and the meetings, journaled while a step is recorded, and the places of extracts', () => {
    const db = stepTo(11, (before) => {
      before.exec(`BEGIN;
        INSERT INTO articles (id, current_version_id, title, word_count, added_at, updated_at, device_id) VALUES ('a', 'v', 'T', 1, 1, 1, 'd');
        INSERT INTO article_versions VALUES ('v', 'a', 1, '', '', '<p>x</p>', 'x', 0, 1, '[]', '[]', 'h', 1, 'i', '[]', 1, 'd');
        INSERT INTO highlights VALUES ('h', 'a', 'v', 0, 1, 'x', '', '', 'yellow', 1, 1, 'd');
        COMMIT;`)
    })
    db.exec(`
      INSERT INTO undo_steps (id, label, created_at, updated_at) VALUES (1, 'l', 1, 1);
      UPDATE undo_recording SET step_id = 1;
      INSERT INTO queue_entries VALUES ('a', 2, 20000, 1.7, 3, 19998, 1, 1, 'd');
      INSERT INTO highlight_meetings VALUES ('h', 20000, 1, 'd');
      INSERT INTO extracts VALUES ('a', 'gone', 'gone', 'gone', 0, 1, 'x', '', '', 1, 1, 'd');`)
    const images = db
      .prepare('SELECT table_name, after_row FROM undo_rows ORDER BY id')
      .raw()
      .all() as string[][]
    expect(images.map(([table, row]) => [table, JSON.parse(row!)])).toEqual([
      ['queue_entries', db.prepare('SELECT * FROM queue_entries').get()],
      ['highlight_meetings', db.prepare('SELECT * FROM highlight_meetings').get()]
    ])
    expect(() => db.exec('UPDATE queue_entries SET priority = 4')).toThrow()
    expect(() => db.exec('UPDATE extracts SET text_end = 0')).toThrow()
    // A deleted highlight takes its meeting along, and the journal knows.
    db.exec("DELETE FROM highlights WHERE id = 'h'")
    expect(
      db.prepare("SELECT count(*) FROM undo_rows WHERE table_name = 'highlight_meetings'").pluck().get()
    ).toBe(2)
    db.close()
  })

  it('12: makes the list of watched files, one row to a file', () => {
    const db = stepTo(12, (before) => before.exec("INSERT INTO meta (key, value) VALUES ('kept', 'x')"))
    db.exec("INSERT INTO watched_files VALUES ('/a', 1, 2, 'failed', NULL, 'why', 3)")
    expect(() => db.exec("INSERT INTO watched_files VALUES ('/a', 1, 2, 'added', 'a', '', 3)")).toThrow()
    expect(() => db.exec("INSERT INTO watched_files VALUES ('/b', 1, 2, 'lost', 'a', '', 3)")).toThrow()
    expect(db.prepare("SELECT value FROM meta WHERE key = 'kept'").pluck().get()).toBe('x')
    db.close()
  })

  it('13: makes notebooks that are found, linked and journaled, and keeps where the index stood', () => {
    const id = '01890000-0000-7000-8000-000000000001'
    const db = stepTo(13, (before) => {
      before.exec(`BEGIN;
        INSERT INTO articles (id, current_version_id, title, word_count, added_at, updated_at, device_id) VALUES ('a', 'v', 'T', 1, 1, 1, 'd');
        INSERT INTO article_versions VALUES ('v', 'a', 1, '', '', '<p>x</p>', 'x', 0, 1, '[]', '[]', 'h', 1, 'i', '[]', 1, 'd');
        INSERT INTO highlights VALUES ('h', 'a', 'v', 0, 1, 'x', '', '', 'yellow', 1, 1, 'd');
        UPDATE articles SET title = 'U';
        COMMIT;`)
    })
    const changes = () => db.prepare('SELECT seq, kind, id FROM search_changes ORDER BY seq').raw().all()
    expect(changes()).toEqual([
      [2, 'highlight', 'h'],
      [3, 'article', 'a']
    ])
    db.exec(`
      INSERT INTO undo_steps (id, label, created_at, updated_at) VALUES (1, 'x', 1, 1);
      UPDATE undo_recording SET step_id = 1;
      INSERT INTO notebooks VALUES ('n', 'N', 'see [x](lectern:highlight/${id})', 1, 1, 'd');`)
    expect(changes()).toContainEqual([4, 'notebook', 'n'])
    const links = () =>
      db.prepare('SELECT source_kind, source_id, target_kind, target_id FROM links').raw().all()
    expect(links()).toEqual([['notebook', 'n', 'highlight', id]])
    const image = db.prepare('SELECT after_row FROM undo_rows').pluck().get() as string
    expect(JSON.parse(image)).toEqual(db.prepare('SELECT * FROM notebooks').get())
    db.exec("UPDATE notebooks SET body = 'nothing'")
    expect(links()).toEqual([])
    // An insert that ignores conflicts still renews the mark.
    db.exec("INSERT OR IGNORE INTO article_tags VALUES ('a', 't', 1, 'd')")
    expect(changes().at(-1)).toEqual([6, 'article', 'a'])
    db.exec('DELETE FROM notebooks')
    expect(changes().at(-1)).toEqual([7, 'notebook', 'n'])
    expect(() => db.exec("INSERT INTO search_changes (kind, id) VALUES ('other', 'x')")).toThrow()
    db.close()
  })

  it('14: makes a table of reading time that outlives its articles', () => {
    const db = stepTo(14, () => {})
    db.exec("INSERT INTO reading_time VALUES (20000, 'gone', 60000, 1, 'd')")
    expect(() => db.exec("INSERT INTO reading_time VALUES (20000, 'gone', 1, 1, 'd')")).toThrow()
    expect(() => db.exec('UPDATE reading_time SET ms = -1')).toThrow()
    db.close()
  })

  it('15: gives articles more facts, which are undone with them', () => {
    const db = stepTo(15, (before) => {
      before.transaction(() => {
        before.exec(`
          INSERT INTO articles (id, current_version_id, title, word_count, added_at, updated_at, device_id) VALUES ('a', 'v', 'T', 1, 1, 1, 'd');
          INSERT INTO article_versions VALUES ('v', 'a', 1, '', '', '<p>x</p>', 'x', 0, 1, '[]', '[]', 'h', 1, 'i', '[]', 1, 'd');`)
      })()
    })
    const facts = () =>
      db.prepare('SELECT title, modified, licence, lead_image_url FROM articles').raw().get()
    expect(facts()).toEqual(['T', '', '', ''])
    db.exec(`
      INSERT INTO undo_steps (id, label, created_at, updated_at) VALUES (1, 'x', 1, 1);
      UPDATE undo_recording SET step_id = 1;
      UPDATE articles SET licence = 'CC BY', modified = '2026', lead_image_url = 'https://e.example/';`)
    const [image] = db.prepare('SELECT after_row FROM undo_rows').pluck().all() as string[]
    expect(JSON.parse(image!)).toEqual(db.prepare('SELECT * FROM articles').get())
    db.close()
  })

  it('16: lets notebooks be sealed, and keeps the seals there are', () => {
    const db = stepTo(16, (before) => {
      before.exec("INSERT INTO seals VALUES ('note', 'n', 3, x'01'), ('article', 'a', 2, x'02')")
      expect(() => before.exec("INSERT INTO seals VALUES ('notebook', 'b', 4, x'03')")).toThrow()
    })
    db.exec("INSERT INTO seals VALUES ('notebook', 'b', 4, x'03')")
    const rows = db.prepare('SELECT kind, id, seq, hex(hash) FROM seals ORDER BY seq').raw().all()
    expect(rows).toEqual([
      ['article', 'a', 2, '02'],
      ['note', 'n', 3, '01'],
      ['notebook', 'b', 4, '03']
    ])
    expect(() => db.exec("INSERT INTO seals VALUES ('other', 'x', 1, x'00')")).toThrow()
    db.close()
  })

  it('17: lets what the search index never hears of wait for its seal, and takes seals from rows that change', () => {
    const db = stepTo(17, (before) => {
      before.exec("INSERT INTO saved_searches VALUES ('s', 'Tides', 'tide', 0, 1, 1, 'd')")
    })
    const waiting = () => db.prepare('SELECT kind, id FROM unsealed_rows ORDER BY seq').raw().all()
    const seal = (kind: string, id: string) => {
      db.prepare("INSERT INTO row_seals VALUES (?, ?, x'00')").run(kind, id)
      db.prepare('DELETE FROM unsealed_rows WHERE kind = ? AND id = ?').run(kind, id)
    }
    const seals = () => db.prepare('SELECT kind, id FROM row_seals ORDER BY kind').raw().all()
    expect(waiting()).toEqual([['saved-search', 's']])
    db.exec(
      "INSERT INTO prompts (id, kind, front, back, guid, created_at, updated_at, device_id) VALUES ('p', 'question', 'F', 'B', 'g', 1, 1, 'd')"
    )
    db.exec("INSERT INTO prompt_tags VALUES ('p', 'sea', 1, 'd')")
    expect(waiting()).toEqual([
      ['saved-search', 's'],
      ['prompt', 'p'],
      ['prompt-tag', 'p sea']
    ])
    for (const [kind, id] of waiting() as [string, string][]) seal(kind, id)
    db.exec("UPDATE saved_searches SET name = 'Ebb'; UPDATE prompt_tags SET tag = 'coast'")
    expect(seals()).toEqual([['prompt', 'p']])
    expect(waiting()).toEqual([
      ['saved-search', 's'],
      ['prompt-tag', 'p coast']
    ])
    // An upsert and a statement with a conflict clause of its own do the same; what is deleted is forgotten.
    seal('saved-search', 's')
    db.exec(
      "INSERT INTO saved_searches VALUES ('s', 'Ebb', 'tide', 0, 1, 1, 'd') ON CONFLICT (id) DO UPDATE SET query = 'ebb'"
    )
    db.exec("INSERT OR IGNORE INTO prompt_tags VALUES ('p', 'rock', 1, 'd')")
    expect(waiting()).toEqual([
      ['prompt-tag', 'p coast'],
      ['saved-search', 's'],
      ['prompt-tag', 'p rock']
    ])
    db.exec('DELETE FROM prompts; DELETE FROM saved_searches')
    expect([waiting(), seals()]).toEqual([[], []])
    db.close()
  })

  it('18: a step of undo can be halfway, and those that were there are not', () => {
    const db = stepTo(18, (before) => {
      before.exec("INSERT INTO undo_steps (label, created_at, updated_at) VALUES ('undo.setColor', 1, 1)")
    })
    expect(db.prepare('SELECT label, undone, halfway FROM undo_steps').all()).toEqual([
      { label: 'undo.setColor', undone: 0, halfway: null }
    ])
    db.close()
  })

  it('19: counts what the reader is told of highlights from the index alone', () => {
    const db = stepTo(19, () => {})
    const plan = db
      .prepare(
        `EXPLAIN QUERY PLAN SELECT verdict, count(*) FROM highlight_places
         WHERE verdict IN ('moved', 'changed', 'unsure', 'lost') GROUP BY verdict`
      )
      .all() as { detail: string }[]
    expect(plan[0]!.detail).toContain('USING COVERING INDEX highlight_places_told')
    db.close()
  })

  it('20: lets every title wait for its place that comes or changes, and forgets it with its article', () => {
    const add = (to: SQLite.Database, id: string) =>
      to.transaction(() => {
        to.prepare(
          `INSERT INTO articles (id, current_version_id, title, word_count, added_at, updated_at, device_id)
           VALUES (?, ?, 'T', 1, 1, 1, 'd')`
        ).run(id, `v${id}`)
        to.prepare(
          `INSERT INTO article_versions VALUES (?, ?, 1, '', '', '<p>x</p>', 'x', 0, 1, '[]', '[]', ?, 1, 'i', '[]', 1, 'd')`
        ).run(`v${id}`, id, id)
      })()
    const db = stepTo(20, (old) => add(old, 'a'))
    const waiting = () => db.prepare('SELECT article_id FROM unplaced_titles ORDER BY seq').pluck().all()
    const placed = () => db.prepare('SELECT article_id FROM title_order ORDER BY position').pluck().all()
    // The first order is of all titles, so that those before it need not wait.
    expect(waiting()).toEqual([])
    add(db, 'b')
    expect(waiting()).toEqual(['b'])
    db.exec("DELETE FROM unplaced_titles; INSERT INTO title_order VALUES ('b', 1, 1), ('a', 1, 2)")
    db.exec("UPDATE articles SET starred = 1, title = title WHERE id = 'a'")
    expect([waiting(), placed()]).toEqual([[], ['b', 'a']])
    db.exec("UPDATE articles SET title = 'Another' WHERE id = 'a'")
    expect([waiting(), placed()]).toEqual([['a'], ['b']])
    db.exec(
      "BEGIN; DELETE FROM article_versions WHERE article_id = 'b'; DELETE FROM articles WHERE id = 'b'; COMMIT"
    )
    expect(placed()).toEqual([])
    db.close()
  })

  it('21: counts the highlights of a colour by article from the index alone', () => {
    const db = stepTo(21, () => {})
    const plan = db
      .prepare(
        `EXPLAIN QUERY PLAN SELECT article_id, count(*) FROM highlights INDEXED BY highlights_by_article
         WHERE color = 'blue' AND created_at >= 5 GROUP BY article_id`
      )
      .all() as { detail: string }[]
    expect(plan.map((step) => step.detail)).toEqual([
      'SCAN highlights USING COVERING INDEX highlights_by_article'
    ])
    db.close()
  })

  it('22: counts the starred articles from an index', () => {
    const db = stepTo(22, () => {})
    const plan = db
      .prepare('EXPLAIN QUERY PLAN SELECT count(*) FROM articles WHERE trashed_at IS NULL AND starred = 1')
      .all() as { detail: string }[]
    expect(plan.map((step) => step.detail)).toEqual([
      'SEARCH articles USING COVERING INDEX articles_starred (trashed_at=?)'
    ])
    db.close()
  })

  it('23: keeps what became of imports, and finds what is worth telling from an index', () => {
    const db = stepTo(23, () => {})
    db.exec(
      "INSERT INTO import_reports (id, kind, app, name, begun_at) VALUES ('b', 'files', '', 'inbox', 1)"
    )
    expect(db.prepare('SELECT ended_at, stopped, counts FROM import_reports').get()).toEqual({
      ended_at: null,
      stopped: 0,
      counts: '{}'
    })
    expect(() =>
      db.exec("INSERT INTO import_reports (id, kind, app, name, begun_at) VALUES ('c', 'dream', '', '', 1)")
    ).toThrow()
    const plan = db
      .prepare(
        "EXPLAIN QUERY PLAN SELECT * FROM import_report_rows WHERE report_id = 'b' ORDER BY noted DESC, number LIMIT 9"
      )
      .all() as { detail: string }[]
    expect(plan.map(({ detail }) => detail).join()).toMatch(/USING INDEX import_report_rows_noted/)
    expect(plan.some(({ detail }) => detail.includes('TEMP B-TREE'))).toBe(false)
    db.close()
  })

  it('24: keeps reports that are there, and takes note of those the reader deletes', () => {
    const db = stepTo(24, (old) => {
      old.exec(
        "INSERT INTO import_reports (id, kind, app, name, begun_at) VALUES ('b', 'files', '', 'inbox', 1)"
      )
    })
    expect(db.prepare('SELECT id FROM import_reports').pluck().all()).toEqual(['b'])
    db.exec("INSERT INTO undo_steps (label, created_at, updated_at) VALUES ('x', 1, 1)")
    db.exec('UPDATE undo_recording SET step_id = (SELECT max(id) FROM undo_steps)')
    db.exec("INSERT INTO import_report_deletions VALUES ('b', 5)")
    db.exec("DELETE FROM import_report_deletions WHERE report_id = 'b'")
    db.exec('UPDATE undo_recording SET step_id = NULL')
    const image = '{"report_id":"b","deleted_at":5}'
    expect(
      db.prepare('SELECT table_name, before_row, after_row FROM undo_rows ORDER BY id').raw().all()
    ).toEqual([
      ['import_report_deletions', null, image],
      ['import_report_deletions', image, null]
    ])
    db.close()
  })

  it('25: marks a highlight as changed with its note, also when the note goes', () => {
    const db = stepTo(25, () => {})
    db.pragma('foreign_keys = OFF')
    db.exec(`
      INSERT INTO highlights VALUES ('h', 'a', 'v', 0, 1, 'x', '', '', 'yellow', 1, 1, 'd');
      INSERT INTO notes VALUES ('n', 'a', 'h', 'b', 1, 1, 'd');`)
    const seq = () =>
      db
        .prepare("SELECT seq FROM search_changes WHERE kind = 'highlight' AND id = 'h'")
        .pluck()
        .get() as number
    let last = seq()
    for (const change of [
      "UPDATE notes SET body = 'c'",
      'DELETE FROM notes',
      "INSERT INTO notes VALUES ('n', 'a', 'h', 'b', 1, 1, 'd')"
    ]) {
      db.exec(change)
      expect(seq(), change).toBeGreaterThan(last)
      last = seq()
    }
    // A note on the article as a whole is of no highlight.
    db.exec("INSERT INTO notes VALUES ('m', 'a', NULL, 'b', 1, 1, 'd'); DELETE FROM notes WHERE id = 'm'")
    expect(seq()).toBe(last)
    db.close()
  })

  it('26: finds an original by its bytes from an index', () => {
    const db = stepTo(26, () => {})
    const plan = db.prepare("EXPLAIN QUERY PLAN SELECT version_id FROM sources WHERE sha256 = 'x'").all() as {
      detail: string
    }[]
    expect(plan.map(({ detail }) => detail)).toEqual([
      'SEARCH sources USING INDEX sources_by_bytes (sha256=?)'
    ])
    db.close()
  })

  it('27: writes down for undo where an extract is from, and only while a step is recorded', () => {
    const db = stepTo(27, (old) =>
      old.exec(`BEGIN; INSERT INTO articles (id, current_version_id, title, word_count, added_at, updated_at, device_id)
          VALUES ('e', 'w', 'T', 1, 1, 1, 'd');
        INSERT INTO article_versions (id, article_id, number, standfirst, source_line, html, text, body_start, body_end,
          sections, outline, hash, word_count, importer, warnings, created_at, device_id)
          VALUES ('w', 'e', 1, '', '', '<p>x</p>', 'x', 0, 1, '[]', '[]', 'h', 1, 'i', '[]', 1, 'd');
        INSERT INTO extracts VALUES ('e', 'a', 'v', 'h', 3, 9, 'x', '', '', 1, 1, 'd');
        COMMIT;`)
    )
    const move = (to: string) => db.prepare('UPDATE extracts SET source_highlight_id = ?').run(to)
    move('i')
    db.exec(`INSERT INTO undo_steps (id, label, created_at, updated_at) VALUES (1, 'x', 1, 1);
      UPDATE undo_recording SET step_id = 1`)
    move('j')
    const rows = db.prepare('SELECT before_row, after_row FROM undo_rows').all() as Record<string, string>[]
    expect(
      rows.map((row) => Object.values(row).map((image) => JSON.parse(image).source_highlight_id))
    ).toEqual([['i', 'j']])
    expect(JSON.parse(rows[0]!.before_row!)).toEqual({
      article_id: 'e',
      source_article_id: 'a',
      source_version_id: 'v',
      source_highlight_id: 'i',
      text_start: 3,
      text_end: 9,
      exact: 'x',
      prefix: '',
      suffix: '',
      created_at: 1,
      updated_at: 1,
      device_id: 'd'
    })
    db.close()
  })

  it('28: makes a table of what was joined into what, and writes it down for undo', () => {
    const db = stepTo(28, (old) => old.exec("INSERT INTO reading_time VALUES (20000, 'part', 60000, 1, 'd')"))
    expect(db.prepare('SELECT * FROM reading_time').all()).toEqual([
      { day: 20000, article_id: 'part', ms: 60000, updated_at: 1, device_id: 'd' }
    ])
    db.exec("INSERT INTO joined_articles VALUES ('x', 'y', 1, 'd')")
    expect(() => db.exec("INSERT INTO joined_articles VALUES ('x', 'z', 1, 'd')")).toThrow()
    db.exec(`INSERT INTO undo_steps (id, label, created_at, updated_at) VALUES (1, 'x', 1, 1);
      UPDATE undo_recording SET step_id = 1;
      INSERT INTO joined_articles VALUES ('part', 'whole', 2, 'd');
      UPDATE joined_articles SET into_article_id = 'book' WHERE article_id = 'part';
      DELETE FROM joined_articles WHERE article_id = 'part'`)
    const rows = db.prepare('SELECT table_name, before_row, after_row FROM undo_rows').raw().all() as (
      | string
      | null
    )[][]
    const image = (into: string) => ({
      article_id: 'part',
      into_article_id: into,
      updated_at: 2,
      device_id: 'd'
    })
    expect(rows.map(([table, ...images]) => [table, ...images.map((one) => one && JSON.parse(one))])).toEqual(
      [
        ['joined_articles', null, image('whole')],
        ['joined_articles', image('whole'), image('book')],
        ['joined_articles', image('book'), null]
      ]
    )
    db.close()
  })

  it('29: keeps the beginning of long texts in an index, and finds it there without the text', () => {
    const row = (id: string, html: string) =>
      `INSERT INTO article_versions (id, article_id, number, standfirst, source_line, html, text, body_start, body_end,
         sections, outline, hash, word_count, importer, warnings, created_at, device_id)
       VALUES ('${id}', 'a', (SELECT count(*) FROM article_versions), '', '', ${html}, 'x', 0, 1, '[]', '[]', 'h', 1, 'i', '[]', 1, 'd');`
    const db = stepTo(29, (old) =>
      old.exec(`BEGIN; INSERT INTO articles (id, current_version_id, title, word_count, added_at, updated_at, device_id)
          VALUES ('a', 'long', 'T', 1, 1, 1, 'd');
        ${row('long', "'<p>x' || printf('%.*c', 1000000, 'é')")} ${row('short', "'<p>y'")} COMMIT;`)
    )
    db.exec(row('later', "'<p>z' || printf('%.*c', 1000000, 'é')"))
    const query = `SELECT substr(html, 1, 16384) FROM article_versions INDEXED BY article_versions_beginning
      WHERE id = ? AND octet_length(html) > 1000000`
    const beginning = db.prepare<[string], string>(query).pluck()
    expect(['long', 'short', 'later'].map((id) => beginning.get(id)?.slice(0, 5))).toEqual([
      '<p>xé',
      undefined,
      '<p>zé'
    ])
    expect(beginning.get('long')).toHaveLength(16_384)
    const program = db.prepare<[string], { opcode: string; p1: number }>(`EXPLAIN ${query}`).all('x')
    const table = program.find(({ opcode }) => opcode === 'OpenRead')!.p1
    // No column is read from the table, which holds the text.
    expect(program.filter(({ opcode, p1 }) => opcode === 'Column' && p1 === table)).toEqual([])
    db.close()
  })

  it('30: lists highlights by when they were made from an index alone, without sorting them', () => {
    const db = stepTo(30, () => {})
    const plan = db
      .prepare(
        `EXPLAIN QUERY PLAN SELECT id FROM highlights h INDEXED BY highlights_by_time
         WHERE color = 'blue' AND article_id <> 'a' ORDER BY created_at DESC, id DESC LIMIT 10 OFFSET 100000`
      )
      .all() as { detail: string }[]
    expect(plan.map((step) => step.detail)).toEqual(['SCAN h USING COVERING INDEX highlights_by_time'])
    db.close()
  })

  it('changes nothing when one step of several fails', () => {
    const db = new SQLite(':memory:')
    migrate(db, migrations.slice(0, 3))
    const next = (migrations.at(-1)?.version ?? 0) + 1
    const broken = {
      version: next,
      name: 'broken',
      up: (target: SQLite.Database) => {
        target.exec('CREATE TABLE half (x TEXT) STRICT')
        throw new Error('power cut')
      }
    }
    expect(() => migrate(db, [...migrations, broken])).toThrow()
    expect(db.pragma('user_version', { simple: true })).toBe(3)
    expect(db.prepare("SELECT 1 FROM sqlite_schema WHERE name IN ('half', 'cards')").get()).toBeUndefined()
    db.close()
  })

  it('are numbered 1, 2, 3 …', () => {
    expect(migrations.map((one) => one.version)).toEqual(migrations.map((_, index) => index + 1))
  })
})

afterAll(() => {
  expect([...stepped].sort((a, b) => a - b)).toEqual(migrations.map((one) => one.version))
})
