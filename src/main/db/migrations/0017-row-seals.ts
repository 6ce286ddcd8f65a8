import type { Migration } from '../migrate.ts'

/**
 * Seals for what the search index never hears of: what an article is beside its words, cards and their
 * reviews, study sheets, the reading queue, tags and saved searches. Triggers take the seal from a row that
 * changes and let it wait for a new one; whoever writes need not know of it.
 */
export const rowSeals: Migration = {
  version: 17,
  name: 'row-seals',
  up(db) {
    const kinds = sealed.map(({ kind }) => `'${kind}'`).join(', ')
    db.exec(`
CREATE TABLE row_seals (
  kind TEXT NOT NULL CHECK (kind IN (${kinds})),
  -- The row's id; of a tag what it hangs on, a blank and the tag.
  id TEXT NOT NULL,
  -- SHA-256.
  hash BLOB NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE unsealed_rows (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN (${kinds})),
  id TEXT NOT NULL,
  UNIQUE (kind, id)
) STRICT;
`)
    for (const { kind, table, key, columns } of sealed) {
      const id = (row?: 'OLD' | 'NEW') =>
        key.map((name) => (row ? `${row}.${name}` : name)).join(" || ' ' || ")
      const forget = (row: 'OLD' | 'NEW') => `
  DELETE FROM row_seals WHERE kind = '${kind}' AND id = ${id(row)};
  DELETE FROM unsealed_rows WHERE kind = '${kind}' AND id = ${id(row)};`
      // No conflict clause: that of the statement which fires a trigger would take its place.
      const wait = `${forget('NEW')}
  INSERT INTO unsealed_rows (kind, id) VALUES ('${kind}', ${id('NEW')});`
      const name = `seal_${kind.replaceAll('-', '_')}`
      db.exec(`
CREATE TRIGGER ${name}_insert AFTER INSERT ON ${table} BEGIN${wait}
END;
CREATE TRIGGER ${name}_update AFTER UPDATE ${columns ? `OF ${columns} ` : ''}ON ${table} BEGIN${key.length > 1 ? forget('OLD') : ''}${wait}
END;
CREATE TRIGGER ${name}_delete AFTER DELETE ON ${table} BEGIN${forget('OLD')}
END;
INSERT INTO unsealed_rows (kind, id) SELECT '${kind}', ${id()} FROM ${table};
`)
    }
  }
}

const sealed: readonly { kind: string; table: string; key: readonly string[]; columns?: string }[] = [
  {
    kind: 'state',
    table: 'articles',
    key: ['id'],
    columns:
      'state, starred, published, direction, lead_image, word_count, added_at, modified, licence, lead_image_url'
  },
  { kind: 'article-tag', table: 'article_tags', key: ['article_id', 'tag'] },
  { kind: 'highlight-tag', table: 'highlight_tags', key: ['highlight_id', 'tag'] },
  { kind: 'prompt', table: 'prompts', key: ['id'] },
  { kind: 'prompt-tag', table: 'prompt_tags', key: ['prompt_id', 'tag'] },
  { kind: 'card', table: 'cards', key: ['id'] },
  { kind: 'review', table: 'reviews', key: ['id'] },
  { kind: 'sheet-entry', table: 'sheet_entries', key: ['id'] },
  { kind: 'queue-entry', table: 'queue_entries', key: ['article_id'] },
  { kind: 'extract', table: 'extracts', key: ['article_id'] },
  { kind: 'saved-search', table: 'saved_searches', key: ['id'] }
]
