import type { Database } from 'better-sqlite3'
import { v7 } from 'uuid'
import { grades } from '../../shared/reviews.ts'
import { studyDay } from '../../shared/study-day.ts'
import { TagName } from '../../shared/values.ts'
import { imageFromBytes } from '../import/pictures/image-bytes.ts'
import { insertReview } from '../reviews/repository.ts'
import { existingSpelling } from '../tags/repository.ts'
import { type AnkiClock, MOST_DAYS, memoryOf } from './anki-memory.ts'
import { DECK_NAME } from './anki-models.ts'
import { type AnkiAnswer, type AnkiCard, type AnkiNote, type AnkiRows, within } from './anki-rows.ts'
import type { ReadNote } from './read-anki-note.ts'
import { fromNowhere, insertCard, insertPrompt, insertPromptTag, newMemory } from './repository.ts'

/** What notes are kept by. */
export interface Keeping extends AnkiClock {
  deviceId: string
  rows: Pick<AnkiRows, 'cardsOf' | 'answersTo'>
  /** Names of the decks by their ids. */
  decks: ReadonlyMap<number, string>
}

/**
 * Keeps what was read of a note, with how its cards stand and the answers given to them.
 * @param picture as it lies in the package
 * @returns false when its picture is none that Lectern shows; nothing is kept then
 */
export function keepAnkiNote(
  db: Database,
  note: AnkiNote,
  read: ReadNote,
  picture: Buffer | undefined,
  by: Keeping
): boolean {
  const { content } = read
  const imageHash = content.kind === 'picture' ? keepPicture(db, picture, by.now) : null
  if (imageHash === undefined) return false
  const promptId = v7()
  insertPrompt(
    db,
    {
      id: promptId,
      kind: content.kind,
      front: content.front,
      back: content.back,
      guid: read.guid,
      ...fromNowhere,
      sentence: read.sentence,
      imageHash,
      masks: content.picture?.masks ?? [],
      createdAt: Math.min(Math.max(0, note.id), by.now)
    },
    by
  )
  const cards = by.rows.cardsOf(note.id)
  const its = cards.filter(({ ord }) => read.ordinals.has(ord))
  keepTags(db, promptId, [...tagsOf(note), ...decksOf(its, by.decks)], by)
  for (const [ord, ordinal] of read.ordinals) {
    const card = its.find((one) => one.ord === ord)
    keepCard(db, promptId, ordinal, card, by)
  }
  return true
}

/** @returns its hash; undefined when it is no picture that Lectern shows */
function keepPicture(db: Database, bytes: Buffer | undefined, now: number): string | undefined {
  const image = bytes && imageFromBytes(bytes)
  if (!image || !('asset' in image)) return undefined
  const { hash, mediaType, width = null, height = null } = image.asset
  db.prepare(
    `INSERT OR IGNORE INTO assets (hash, media_type, width, height, size, bytes, created_at)
     VALUES (@hash, @mediaType, @width, @height, @size, @bytes, @now)`
  ).run({ hash, mediaType, width, height, size: bytes.length, bytes, now })
  return hash
}

const tagsOf = (note: AnkiNote) => note.tags.split(' ').map((tag) => tag.replaceAll('_', ' '))

/** Anki's own first deck, and the one that Lectern writes, say nothing. */
const namelessDecks: ReadonlySet<string> = new Set(['Default', DECK_NAME])

/** The decks of a note's cards: what they were learned by becomes what they are found by. */
const decksOf = (cards: readonly AnkiCard[], decks: ReadonlyMap<number, string>) =>
  new Set(
    cards.map(({ did, odid }) => decks.get(odid || did) ?? '').filter((name) => !namelessDecks.has(name))
  )

function keepTags(db: Database, promptId: string, words: readonly string[], by: Keeping): void {
  for (const word of words) {
    const tag = TagName.safeParse(word)
    if (tag.success) insertPromptTag(db, promptId, existingSpelling(db, tag.data), by)
  }
}

/** @param card undefined where Anki has not made it yet */
function keepCard(
  db: Database,
  promptId: string,
  ordinal: number,
  card: AnkiCard | undefined,
  by: Keeping
): void {
  const id = v7()
  insertCard(
    db,
    {
      ...(card ? memoryOf(card, by) : newMemory),
      id,
      promptId,
      ordinal,
      suspended: card?.queue === -1 ? 1 : 0,
      buriedUntil: 0,
      createdAt: by.now
    },
    by
  )
  if (card) keepAnswers(db, by.rows.answersTo(card.id), id, promptId, by)
}

function keepAnswers(
  db: Database,
  answers: readonly AnkiAnswer[],
  cardId: string,
  promptId: string,
  by: Keeping
): void {
  let reps = 0
  let isNew = true
  let lastDay: number | undefined
  for (const answer of answers) {
    const grade = grades.find((one) => one === answer.ease)
    // Ease 0 is a change by hand; 4 in `type` as well. Without a factor it is Anki's “Reset”: the card was new again.
    if (grade === undefined || answer.type > 3) {
      if (answer.ease === 0 && answer.factor === 0 && answer.type === 4) isNew = true
      continue
    }
    const reviewedAt = within(answer.id, 0, 8.64e15)
    const day = studyDay(reviewedAt, by.dayStart)
    insertReview(
      db,
      {
        id: v7(),
        cardId,
        promptId,
        grade,
        state: isNew && answer.type === 0 ? 0 : stateWhenAnswered(answer),
        reps,
        day,
        reviewedAt,
        duration: within(answer.time, 0, 86_400_000),
        elapsedDays: Math.max(0, day - (lastDay ?? day)),
        lastInterval: minutesOf(answer.lastIvl),
        interval: minutesOf(answer.ivl),
        stability: 0,
        difficulty: 0
      },
      by
    )
    reps++
    isNew = false
    lastDay = day
  }
}

/** Anki says 1 for a card that is known and 2 for one that is learned anew; Lectern 2 and 3. */
const stateWhenAnswered = ({ type }: AnkiAnswer) => (type === 1 ? 2 : type === 2 ? 3 : 1)

/** Days, or seconds where it is negative. */
const minutesOf = (interval: number) =>
  within(interval >= 0 ? interval * 1440 : -interval / 60, 0, MOST_DAYS * 1440)
