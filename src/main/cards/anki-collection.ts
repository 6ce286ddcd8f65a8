import type { Database } from 'better-sqlite3'
import { ankiModels, DECK_ID, DECK_NAME, modelJson } from './anki-models.ts'

/**
 * Anki's schema 11, the one every Anki since 2.0 opens, written by hand from its published description:
 * https://github.com/ankidroid/Anki-Android/wiki/Database-Structure
 */
const schema = `
CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null, scm integer not null,
  ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null,
  models text not null, decks text not null, dconf text not null, tags text not null);
CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null, mod integer not null,
  usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null,
  flags integer not null, data text not null);
CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null, ord integer not null,
  mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null,
  ivl integer not null, factor integer not null, reps integer not null, lapses integer not null,
  left integer not null, odue integer not null, odid integer not null, flags integer not null, data text not null);
CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null,
  ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null, type integer not null);
CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);`

/** A deck, as Anki keeps it. */
const deck = (id: number, name: string, modified: number) => ({
  id,
  name,
  mod: modified,
  usn: -1,
  desc: '',
  dyn: 0,
  conf: 1,
  collapsed: false,
  browserCollapsed: false,
  extendNew: 0,
  extendRev: 0,
  newToday: [0, 0],
  revToday: [0, 0],
  lrnToday: [0, 0],
  timeToday: [0, 0]
})

/** What the decks go by. Lectern schedules by itself: it is what Anki begins with. */
const deckOptions = {
  1: {
    id: 1,
    name: 'Default',
    mod: 0,
    usn: 0,
    maxTaken: 60,
    autoplay: true,
    timer: 0,
    replayq: true,
    dyn: false,
    new: { delays: [1, 10], ints: [1, 4, 0], initialFactor: 2500, order: 1, perDay: 20, bury: false },
    rev: { perDay: 200, ease4: 1.3, ivlFct: 1, maxIvl: 36500, bury: false, hardFactor: 1.2 },
    lapse: { delays: [10], mult: 0, minInt: 1, leechFails: 8, leechAction: 1 }
  }
}

const config = {
  nextPos: 1,
  curDeck: DECK_ID,
  activeDecks: [DECK_ID],
  sortType: 'noteFld',
  schedVer: 2
}

/**
 * Makes an empty collection with our deck and notetypes.
 * @param now milliseconds since 1970
 * @param start when the first study day began, milliseconds since 1970: due days are counted from it
 */
export function createCollection(collection: Database, now: number, start: number): void {
  const seconds = Math.floor(now / 1000)
  const models = Object.fromEntries(
    Object.values(ankiModels).map((model) => [String(model.id), modelJson(model, seconds)])
  )
  const decks = { 1: deck(1, 'Default', seconds), [DECK_ID]: deck(DECK_ID, DECK_NAME, seconds) }
  collection.exec(schema)
  collection
    .prepare('INSERT INTO col VALUES (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, ?)')
    .run(
      Math.floor(start / 1000),
      now,
      now,
      JSON.stringify(config),
      JSON.stringify(models),
      JSON.stringify(decks),
      JSON.stringify(deckOptions),
      '{}'
    )
}
