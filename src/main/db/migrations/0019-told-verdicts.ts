import type { Migration } from '../migrate.ts'

/** The few highlights whose reader is told something about their place are found without going through all. */
export const toldVerdicts: Migration = {
  version: 19,
  name: 'told-verdicts',
  up(db) {
    db.exec(`
CREATE INDEX highlight_places_told ON highlight_places (verdict, version_id)
  WHERE verdict IN ('moved', 'changed', 'unsure', 'lost');
`)
  }
}
