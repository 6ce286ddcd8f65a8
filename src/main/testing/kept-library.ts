import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { v7 } from 'uuid'
import { afterEach, beforeEach, expect } from 'vitest'
import type { ArticleId, NoteId } from '../../shared/values.ts'
import { backupsFolder } from '../backups/backup-files.ts'
import { LIBRARY_FILE } from '../db/library-files.ts'
import { type TestApp, testApp } from './test-app.ts'

/** A library with an article and a note on it, for each test anew. */
export interface KeptLibrary {
  test: TestApp
  articleId: ArticleId
  /** The time it is, milliseconds since 1970: it stands still until a test moves it. */
  time: number
  /** Writes the article's note. */
  note(body: string): Promise<unknown>
  /** The library's file. */
  file(): string
  backup(name: string): string
  /** Writes over bytes of the closed library's text, wherever it stands. */
  damage(from: string, to: string): void
  /** Changes rows of the closed library as a disk would: no trigger hears of it. */
  onDisk(sql: string): void
}

export function keptLibrary(): KeptLibrary {
  const kept = {
    time: Date.UTC(2026, 3, 5, 6, 7, 8, 9),
    note: (body) =>
      kept.test.call('notes.save', {
        id: v7() as NoteId,
        articleId: kept.articleId,
        highlightId: null,
        body
      }),
    file: () => join(kept.test.folder, LIBRARY_FILE),
    backup: (name) => join(backupsFolder(kept.test.folder), name),
    damage(from, to) {
      const bytes = readFileSync(kept.file())
      let at = bytes.indexOf(from)
      expect(at).toBeGreaterThan(0)
      for (; at >= 0; at = bytes.indexOf(from, at)) bytes.write(to, at)
      writeFileSync(kept.file(), bytes)
    },
    onDisk(sql) {
      const db = new SQLite(kept.file())
      const triggers = db
        .prepare<[], { name: string; sql: string }>(
          "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        )
        .all()
      for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`)
      db.exec(sql)
      for (const trigger of triggers) db.exec(trigger.sql)
      db.close()
    }
  } as KeptLibrary
  beforeEach(async () => {
    kept.test = testApp({ now: () => kept.time })
    kept.articleId = await kept.test.add('Tides\n\nThe sea comes and goes, and nobody asks it why.')
    await kept.note('First note.')
  })
  afterEach(() => kept.test.close())
  return kept
}
