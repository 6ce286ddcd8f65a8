import type { Migration } from '../migrate.ts'

/**
 * Which note links to what. A link is `[words](lectern:<kind>/<id>)` in the note's own text; this table is
 * its index and is kept by triggers, so that undo, restoring and every other writer keep it true without
 * knowing of it. A target may be missing: then the link is broken, and stays.
 */
export const links: Migration = {
  version: 2,
  name: 'links',
  up(db) {
    // The text is cut at each "](lectern:" by way of JSON: SQLite has no other way to split a string.
    const insert = `
  INSERT INTO links (source_kind, source_id, target_kind, target_id)
  SELECT DISTINCT 'note', NEW.id, substr(value, 1, instr(value, '/') - 1), substr(value, instr(value, '/') + 1, 36)
  FROM json_each('[' || replace(json_quote(NEW.body), '](lectern:', '","') || ']')
  WHERE key > 0
    AND substr(value, 1, instr(value, '/') - 1) IN ('article', 'highlight', 'note', 'notebook')
    AND substr(value, instr(value, '/') + 1, 37) GLOB '[0-9a-f]*-????-????-????-????????????)'
    AND substr(value, instr(value, '/') + 1, 36) NOT GLOB '*[^0-9a-f-]*';`
    db.exec(`
CREATE TABLE links (
  source_kind TEXT NOT NULL CHECK (source_kind IN ('note', 'notebook')),
  source_id TEXT NOT NULL,
  target_kind TEXT NOT NULL CHECK (target_kind IN ('article', 'highlight', 'note', 'notebook')),
  target_id TEXT NOT NULL,
  PRIMARY KEY (source_kind, source_id, target_kind, target_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX links_by_target ON links (target_kind, target_id);

CREATE TRIGGER links_note_insert AFTER INSERT ON notes WHEN instr(NEW.body, '](lectern:') > 0 BEGIN${insert}
END;
CREATE TRIGGER links_note_update AFTER UPDATE OF body ON notes
WHEN instr(NEW.body, '](lectern:') > 0 OR instr(OLD.body, '](lectern:') > 0 BEGIN
  DELETE FROM links WHERE source_kind = 'note' AND source_id = NEW.id;${insert}
END;
CREATE TRIGGER links_note_delete AFTER DELETE ON notes BEGIN
  DELETE FROM links WHERE source_kind = 'note' AND source_id = OLD.id;
END;
-- Notes written before there were links may hold such words all the same.
UPDATE notes SET body = body WHERE instr(body, '](lectern:') > 0;
`)
  }
}
