import type { Migration } from '../migrate.ts'

/** Notebooks: free notes that gather highlights. Undoable, found by search, and a source of links. */
export const notebooks: Migration = {
  version: 13,
  name: 'notebooks',
  up(db) {
    // As in the migration of links: the text is cut at each "](lectern:" by way of JSON.
    const insert = `
  INSERT INTO links (source_kind, source_id, target_kind, target_id)
  SELECT DISTINCT 'notebook', NEW.id, substr(value, 1, instr(value, '/') - 1), substr(value, instr(value, '/') + 1, 36)
  FROM json_each('[' || replace(json_quote(NEW.body), '](lectern:', '","') || ']')
  WHERE key > 0
    AND substr(value, 1, instr(value, '/') - 1) IN ('article', 'highlight', 'note', 'notebook')
    AND substr(value, instr(value, '/') + 1, 37) GLOB '[0-9a-f]*-????-????-????-????????????)'
    AND substr(value, instr(value, '/') + 1, 36) NOT GLOB '*[^0-9a-f-]*';`
    db.exec(`
CREATE TABLE notebooks (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  -- Markdown.
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  device_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX notebooks_by_updated ON notebooks (updated_at);

CREATE TRIGGER links_notebook_insert AFTER INSERT ON notebooks WHEN instr(NEW.body, '](lectern:') > 0 BEGIN${insert}
END;
CREATE TRIGGER links_notebook_update AFTER UPDATE OF body ON notebooks
WHEN instr(NEW.body, '](lectern:') > 0 OR instr(OLD.body, '](lectern:') > 0 BEGIN
  DELETE FROM links WHERE source_kind = 'notebook' AND source_id = NEW.id;${insert}
END;
CREATE TRIGGER links_notebook_delete AFTER DELETE ON notebooks BEGIN
  DELETE FROM links WHERE source_kind = 'notebook' AND source_id = OLD.id;
END;

-- The kinds the index may hear of are a check of its table, which SQLite cannot alter: it is made anew under
-- its own name, numbers included, so that an index goes on where it was.
CREATE TABLE search_changes_kept AS SELECT seq, kind, id FROM search_changes;
DROP TABLE search_changes;
CREATE TABLE search_changes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('article', 'highlight', 'note', 'notebook')),
  id TEXT NOT NULL,
  UNIQUE (kind, id) ON CONFLICT REPLACE
) STRICT;
INSERT INTO search_changes (seq, kind, id) SELECT seq, kind, id FROM search_changes_kept;
DROP TABLE search_changes_kept;
CREATE TRIGGER search_changes_renew BEFORE INSERT ON search_changes BEGIN
  DELETE FROM search_changes WHERE kind = NEW.kind AND id = NEW.id;
END;

CREATE TRIGGER search_notebook_insert AFTER INSERT ON notebooks BEGIN
  INSERT INTO search_changes (kind, id) VALUES ('notebook', NEW.id);
END;
CREATE TRIGGER search_notebook_update AFTER UPDATE OF title, body ON notebooks BEGIN
  INSERT INTO search_changes (kind, id) VALUES ('notebook', NEW.id);
END;
CREATE TRIGGER search_notebook_delete AFTER DELETE ON notebooks BEGIN
  INSERT INTO search_changes (kind, id) VALUES ('notebook', OLD.id);
END;
`)
    const columns = ['id', 'title', 'body', 'created_at', 'updated_at', 'device_id']
    const image = (row: 'OLD' | 'NEW') =>
      `json_object(${columns.map((column) => `'${column}', ${row}.${column}`).join(', ')})`
    const recording = '(SELECT step_id FROM undo_recording)'
    for (const [event, before, after] of [
      ['INSERT', 'NULL', image('NEW')],
      ['UPDATE', image('OLD'), image('NEW')],
      ['DELETE', image('OLD'), 'NULL']
    ] as const) {
      db.exec(`
CREATE TRIGGER undo_notebooks_${event.toLowerCase()} AFTER ${event} ON notebooks WHEN ${recording} IS NOT NULL BEGIN
  INSERT INTO undo_rows (step_id, table_name, before_row, after_row) VALUES (${recording}, 'notebooks', ${before}, ${after});
END;`)
    }
  }
}
