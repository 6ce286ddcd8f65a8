import type { Migration } from '../migrate.ts'

/** A long step of undo is taken back slice by slice, and can be halfway when the app ends. */
export const stepsHalfway: Migration = {
  version: 18,
  name: 'steps-halfway',
  up(db) {
    db.exec(`
-- Null when a step is done or undone as a whole; else its journal rows up to this one are done, the later ones undone.
ALTER TABLE undo_steps ADD COLUMN halfway INTEGER;
`)
  }
}
