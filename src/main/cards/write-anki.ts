import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import SQLite, { type Database } from 'better-sqlite3'
import { type JobFollow, throwIfStopped } from '../answer-job.ts'
import { imageExtensions } from '../export/library-manifest.ts'
import { zipWriter } from '../export/zip-writer.ts'
import { couldNotWrite } from '../files/could-not-write.ts'
import { createCollection } from './anki-collection.ts'
import { fieldsOf, fromHtml } from './anki-fields.ts'
import { ankiModels, DECK_ID } from './anki-models.ts'
import { type AnkiDays, ankiDays, scheduleOf } from './anki-schedule.ts'
import { countPrompts, eachPrompt, type KeptPrompt } from './each-prompt.ts'

/** What an export wrote. */
export interface AnkiExport {
  notes: number
  cards: number
}

/** Anki joins the fields of a note with this. */
const FIELD_SEPARATOR = '\x1f'

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

const extensionOf = (mediaType: KeptPrompt['imageType']) => (mediaType && imageExtensions[mediaType]) ?? 'png'

/** Moments as ids: each its own, and the same for the same things in the next export. */
function momentIds(): (at: number) => number {
  let last = 0
  return (at) => {
    last = Math.max(Math.floor(at), last + 1)
    return last
  }
}

/** Fills an empty database with every card; `media` gives each picture's name by its hash. */
function fillCollection(
  collection: Database,
  db: Database,
  now: number,
  { stop, onStep }: JobFollow
): AnkiExport & { media: Map<string, string> } {
  const days = ankiDays(db, now)
  createCollection(collection, now, days.start)
  const putNote = noteWriter(collection)
  const putCard = cardWriter(collection, days)
  const putReviews = reviewWriter(collection, db)
  const media = new Map<string, string>()
  const written = { notes: 0, cards: 0 }
  const total = countPrompts(db)
  collection.transaction(() => {
    for (const prompt of eachPrompt(db)) {
      throwIfStopped(stop)
      onStep?.(written.notes, total)
      const image = prompt.imageHash
      if (image !== null) media.set(image, `lectern-${image}.${extensionOf(prompt.imageType)}`)
      const noteId = putNote(prompt, image === null ? undefined : media.get(image))
      written.notes++
      for (const card of prompt.cards) {
        written.cards++
        putReviews(card.id, putCard(card, noteId, written.cards))
      }
    }
  })()
  return { ...written, media }
}

/** Writes a prompt as a note, with the name its picture has; answers with the note's id. */
function noteWriter(collection: Database): (prompt: KeptPrompt, picture: string | undefined) => number {
  const insert = collection.prepare("INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')")
  const nextId = momentIds()
  return (prompt, picture) => {
    const fields = fieldsOf(prompt, prompt.articleTitle, picture)
    const sort = fromHtml(fields[0]!).text
    const tags = prompt.tags.map((tag) => tag.replace(/\s+/gu, '_'))
    const id = nextId(prompt.createdAt)
    insert.run(
      id,
      prompt.guid,
      ankiModels[prompt.kind].id,
      Math.floor(prompt.updatedAt / 1000),
      tags.length > 0 ? ` ${tags.join(' ')} ` : '',
      fields.join(FIELD_SEPARATOR),
      sort,
      Number.parseInt(createHash('sha1').update(sort).digest('hex').slice(0, 8), 16)
    )
    return id
  }
}

type KeptCard = KeptPrompt['cards'][number]

/** Writes a card of a note with its schedule; answers with the card's id. */
function cardWriter(
  collection: Database,
  days: AnkiDays
): (card: KeptCard, noteId: number, position: number) => number {
  const insert = collection.prepare(
    'INSERT INTO cards VALUES (@id, @nid, @did, @ord, @mod, -1, @type, @queue, @due, @ivl, @factor, @reps, @lapses, @left, 0, 0, 0, @data)'
  )
  const nextId = momentIds()
  return (card, noteId, position) => {
    const id = nextId(card.createdAt)
    insert.run({
      id,
      nid: noteId,
      did: DECK_ID,
      ord: card.ordinal - 1,
      mod: Math.floor(card.updatedAt / 1000),
      ...scheduleOf(card, days, position)
    })
    return id
  }
}

/** Writes the review log of a card under the id it has in the collection. */
function reviewWriter(collection: Database, db: Database): (card: string, cardId: number) => void {
  const insert = collection.prepare('INSERT INTO revlog VALUES (?, ?, -1, ?, ?, ?, ?, ?, ?)')
  const reviewsOf = db.prepare<[string], Record<string, number>>(
    `SELECT reviewed_at AS at, grade, state, interval, last_interval AS lastInterval, difficulty, duration
     FROM reviews WHERE card_id = ? ORDER BY reps, reviewed_at`
  )
  // Days as they are, minutes as negative seconds.
  const interval = (minutes: number) => (minutes >= 1440 ? Math.round(minutes / 1440) : -minutes * 60)
  const taken = new Set<number>()
  return (card, cardId) => {
    for (const review of reviewsOf.iterate(card)) {
      let at = review.at!
      while (taken.has(at)) at++
      taken.add(at)
      insert.run(
        at,
        cardId,
        review.grade,
        interval(review.interval!),
        interval(review.lastInterval!),
        // FSRS's difficulty, as Anki keeps it.
        Math.round(100 + ((review.difficulty! - 1) / 9) * 1000),
        Math.min(60_000, review.duration!),
        review.state === 2 ? 1 : review.state === 3 ? 2 : 0
      )
    }
  }
}
