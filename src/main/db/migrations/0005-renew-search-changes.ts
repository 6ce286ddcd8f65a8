import type { Migration } from '../migrate.ts'

/**
 * A change is marked for the index whatever statement made it. In SQLite the conflict clause of a statement
 * (`INSERT OR IGNORE INTO article_tags`) takes the place of those of the rows its triggers write, so that the
 * mark of a thing that was marked before was silently not renewed, and the index never heard of the tag.
 */
export const renewSearchChanges: Migration = {
  version: 5,
  name: 'renew-search-changes',
  up(db) {
    db.exec(`
CREATE TRIGGER search_changes_renew BEFORE INSERT ON search_changes BEGIN
  DELETE FROM search_changes WHERE kind = NEW.kind AND id = NEW.id;
END;
-- What may have been missed.
INSERT INTO search_changes (kind, id) SELECT DISTINCT 'article', article_id FROM article_tags;
INSERT INTO search_changes (kind, id) SELECT DISTINCT 'highlight', highlight_id FROM highlight_tags;
`)
  }
}
