import type { Migration } from '../migrate.ts'

/**
 * A note of a highlight marks the highlight as changed, too: whoever shows highlights with their notes asks
 * `search_changes` for what has changed since, and a note that is gone no longer says whose it was.
 */
export const noteChanges: Migration = {
  version: 25,
  name: 'note-changes',
  up(db) {
    for (const [event, row] of [
      ['INSERT', 'NEW'],
      ['UPDATE', 'NEW'],
      ['DELETE', 'OLD']
    ]) {
      db.exec(`
CREATE TRIGGER search_noted_highlight_${event!.toLowerCase()} AFTER ${event} ON notes WHEN ${row}.highlight_id IS NOT NULL BEGIN
  INSERT INTO search_changes (kind, id) VALUES ('highlight', ${row}.highlight_id);
END;`)
    }
  }
}
