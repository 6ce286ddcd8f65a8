import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import SQLite, { type Database } from 'better-sqlite3'
import { studyDay, studyDayStart } from '../../shared/study-day.ts'
import { type JobFollow, throwIfStopped } from '../answer-job.ts'
import { imageExtensions } from '../export/library-manifest.ts'
import { couldNotWrite } from '../export/library-zip.ts'
import { zipWriter } from '../export/zip-writer.ts'
import { readSettings } from '../settings/handlers.ts'
import { fieldsOf, fromHtml } from './anki-fields.ts'
import { ankiModels, DECK_ID, DECK_NAME, modelJson } from './anki-models.ts'
import { countPrompts, eachPrompt, type KeptPrompt } from './each-prompt.ts'

/** What an export wrote. */
export interface AnkiExport {
  notes: number
  cards: number
}

/** Anki joins the fields of a note with this. */
const FIELD_SEPARATOR = '\x1f'

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

/**
 * Writes every card as an Anki package: notes with lasting ids (a second export updates the first), cards
 * with their schedule and FSRS memory, the review log, and the pictures.
 * @throws AppError a sentence about the place; `target` is as it was before then
 */
export async function writeAnkiPackage(
  db: Database,
  target: string,
  now: number,
  follow: JobFollow = {}
): Promise<AnkiExport> {
  const temporary = join(dirname(target), `.${basename(target).slice(0, 100)}.${randomUUID()}.part`)
  const collection = new SQLite(':memory:')
  let file: FileHandle | undefined
  try {
    const { media, ...written } = fillCollection(collection, db, now, follow)
    file = await open(temporary, 'wx')
    const zip = zipWriter(file, new Date(now))
    await zip.add('collection.anki2', collection.serialize())
    const bytes = db.prepare('SELECT bytes FROM assets WHERE hash = ?').pluck()
    const names: Record<string, string> = {}
    for (const [index, [hash, name]] of [...media].entries()) {
      throwIfStopped(follow.stop)
      names[index] = name
      await zip.add(String(index), bytes.get(hash) as Buffer, { store: true })
    }
    await zip.add('media', Buffer.from(JSON.stringify(names)))
    await zip.finish()
    await file.sync()
    await file.close()
    file = undefined
    await rename(temporary, target)
    return written
  } catch (error) {
    await file?.close().catch(() => undefined)
    await rm(temporary, { force: true }).catch(() => undefined)
    throw couldNotWrite(error)
  } finally {
    collection.close()
  }
}

const extensionOf = (mediaType: string | null) =>
  (imageExtensions as Record<string, string>)[mediaType ?? ''] ?? 'png'

/** Moments as ids: each its own, and the same for the same things in the next export. */
function momentIds(): (at: number) => number {
  let last = 0
  return (at) => {
    last = Math.max(Math.floor(at), last + 1)
    return last
  }
}

function fillCollection(
  collection: Database,
  db: Database,
  now: number,
  { stop, onStep }: JobFollow
): AnkiExport & { media: Map<string, string> } {
  const settings = readSettings(db)
  const today = studyDay(now, settings.studyDayStart)
  const earliest = db
    .prepare('SELECT min(min(due_day), min(last_day)) FROM cards WHERE state > 0')
    .pluck()
    .get()
  // Anki counts due days from here.
  const firstDay = Math.min(today, (earliest as number | null) ?? today)
  collection.exec(schema)
  const seconds = Math.floor(now / 1000)
  const models = Object.fromEntries(
    Object.values(ankiModels).map((model) => [String(model.id), modelJson(model, seconds)])
  )
  const deck = (id: number, name: string) => ({
    id,
    name,
    mod: seconds,
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
  collection.prepare('INSERT INTO col VALUES (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, ?)').run(
    Math.floor(studyDayStart(firstDay, settings.studyDayStart) / 1000),
    now,
    now,
    JSON.stringify({
      nextPos: 1,
      curDeck: DECK_ID,
      activeDecks: [DECK_ID],
      sortType: 'noteFld',
      schedVer: 2
    }),
    JSON.stringify(models),
    JSON.stringify({ 1: deck(1, 'Default'), [DECK_ID]: deck(DECK_ID, DECK_NAME) }),
    JSON.stringify({
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
    }),
    '{}'
  )

  const insertNote = collection.prepare("INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')")
  const insertCard = collection.prepare(
    'INSERT INTO cards VALUES (@id, @nid, @did, @ord, @mod, -1, @type, @queue, @due, @ivl, @factor, @reps, @lapses, @left, 0, 0, 0, @data)'
  )
  const insertReview = collection.prepare('INSERT INTO revlog VALUES (?, ?, -1, ?, ?, ?, ?, ?, ?)')
  const reviewsOf = db.prepare<[string], Record<string, number>>(
    `SELECT reviewed_at AS at, grade, state, interval, last_interval AS lastInterval, difficulty, duration
     FROM reviews WHERE card_id = ? ORDER BY reps, reviewed_at`
  )
  const noteId = momentIds()
  const cardId = momentIds()
  const taken = new Set<number>()
  const steps = settings.studySteps.split(' ').filter(Boolean).length
  const media = new Map<string, string>()
  const written = { notes: 0, cards: 0 }
  const total = countPrompts(db)
  collection.transaction(() => {
    for (const prompt of eachPrompt(db)) {
      throwIfStopped(stop)
      onStep?.(written.notes, total)
      const model = ankiModels[prompt.kind]
      const image = prompt.imageHash
      if (image !== null) media.set(image, `lectern-${image}.${extensionOf(prompt.imageType)}`)
      const fields = fieldsOf(prompt, prompt.articleTitle, image === null ? undefined : media.get(image))
      const sort = fromHtml(fields[0]!).text
      const id = noteId(prompt.createdAt)
      const tags = prompt.tags.map((tag) => tag.replace(/\s+/gu, '_'))
      insertNote.run(
        id,
        prompt.guid,
        model.id,
        Math.floor(prompt.updatedAt / 1000),
        tags.length > 0 ? ` ${tags.join(' ')} ` : '',
        fields.join(FIELD_SEPARATOR),
        sort,
        Number.parseInt(createHash('sha1').update(sort).digest('hex').slice(0, 8), 16)
      )
      written.notes++
      for (const card of prompt.cards) {
        const cid = cardId(card.createdAt)
        insertCard.run({
          id: cid,
          nid: id,
          did: DECK_ID,
          ord: card.ordinal - 1,
          mod: Math.floor(card.updatedAt / 1000),
          ...scheduleOf(card, { today, firstDay, steps, position: written.cards + 1, settings })
        })
        written.cards++
        for (const review of reviewsOf.iterate(card.id)) {
          let at = review.at!
          while (taken.has(at)) at++
          taken.add(at)
          // Days as they are, minutes as negative seconds; the factor is FSRS's difficulty, as Anki keeps it.
          const interval = (minutes: number) => (minutes >= 1440 ? Math.round(minutes / 1440) : -minutes * 60)
          insertReview.run(
            at,
            cid,
            review.grade,
            interval(review.interval!),
            interval(review.lastInterval!),
            Math.round(100 + ((review.difficulty! - 1) / 9) * 1000),
            Math.min(60_000, review.duration!),
            review.state === 2 ? 1 : review.state === 3 ? 2 : 0
          )
        }
      }
    }
  })()
  return { ...written, media }
}

/** How a card stands, in Anki's columns. */
function scheduleOf(
  card: KeptPrompt['cards'][number],
  at: {
    today: number
    firstDay: number
    steps: number
    position: number
    settings: { studyRetention: number; studyDayStart: number }
  }
) {
  const resting = card.suspended === 1 ? -1 : card.buriedUntil > at.today ? -3 : undefined
  if (card.state === 0) {
    return {
      type: 0,
      queue: resting ?? 0,
      due: at.position,
      ivl: 0,
      factor: 0,
      reps: card.reps,
      lapses: card.lapses,
      left: 0,
      data: '{}'
    }
  }
  const lastReview = studyDayStart(card.lastDay ?? at.today, at.settings.studyDayStart) / 1000 + 43_200
  const data = JSON.stringify({
    s: Number(card.stability.toFixed(4)),
    d: Number(card.difficulty.toFixed(3)),
    dr: at.settings.studyRetention,
    decay: 0.1542,
    lrt: Math.floor(lastReview)
  })
  const learning = card.state !== 2
  return {
    type: card.state,
    queue: resting ?? (learning ? 1 : 2),
    due: learning ? Math.floor(card.dueAt / 1000) : card.dueDay - at.firstDay,
    ivl: card.state === 1 ? 0 : Math.max(1, card.scheduledDays),
    factor: learning && card.state === 1 ? 0 : 2500,
    reps: card.reps,
    lapses: card.lapses,
    left: learning ? Math.max(1, at.steps - card.learningStep) : 0,
    data
  }
}
