import type { Migration } from '../migrate.ts'

/**
 * The order of titles as readers of a language expect it, which SQLite does not know: Ü after T and not after Z.
 * It is worked out beside (articles/title-order.ts), made anew at will, and nothing a reader wrote. Triggers say
 * which titles wait for their place.
 */
export const titleOrder: Migration = {
  version: 20,
  name: 'title-order',
  up(db) {
    db.exec(`
CREATE TABLE title_order (
  article_id TEXT NOT NULL,
  -- A new order is written beside the one in use, and takes its place when it is whole.
  generation INTEGER NOT NULL,
  -- Far apart, so that a title finds room between two others.
  position INTEGER NOT NULL,
  PRIMARY KEY (article_id, generation)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX title_order_by_position ON title_order (generation, position, article_id);
CREATE TABLE unplaced_titles (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  article_id TEXT NOT NULL UNIQUE
) STRICT;
-- No conflict clause: that of the statement which fires a trigger would take its place.
CREATE TRIGGER title_order_insert AFTER INSERT ON articles BEGIN
  DELETE FROM unplaced_titles WHERE article_id = NEW.id;
  INSERT INTO unplaced_titles (article_id) VALUES (NEW.id);
END;
CREATE TRIGGER title_order_update AFTER UPDATE OF title ON articles WHEN NEW.title IS NOT OLD.title BEGIN
  DELETE FROM title_order WHERE article_id = NEW.id;
  DELETE FROM unplaced_titles WHERE article_id = NEW.id;
  INSERT INTO unplaced_titles (article_id) VALUES (NEW.id);
END;
CREATE TRIGGER title_order_delete AFTER DELETE ON articles BEGIN
  DELETE FROM unplaced_titles WHERE article_id = OLD.id;
  DELETE FROM title_order WHERE article_id = OLD.id;
END;
`)
  }
}
