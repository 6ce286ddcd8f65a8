import type { Database } from 'better-sqlite3'
import { v7 } from 'uuid'
import { MAX_CARD_TEXT } from '../../shared/cards.ts'
import { clozeNumbers } from '../../shared/cloze.ts'
import type { Output } from '../../shared/contract.ts'
import { grades } from '../../shared/reviews.ts'
import { studyDay } from '../../shared/study-day.ts'
import { TagName } from '../../shared/values.ts'
import { type JobFollow, throwIfStopped } from '../answer-job.ts'
import { createHistory } from '../history/history.ts'
import { imageFromBytes } from '../import/pictures/image-bytes.ts'
import { insertReview } from '../reviews/repository.ts'
import { rounded } from '../reviews/schedule.ts'
import { readSettings } from '../settings/handlers.ts'
import { existingSpelling } from '../tags/repository.ts'
import { fromHtml, fromOcclusion } from './anki-fields.ts'
import { ankiModels, DECK_NAME } from './anki-models.ts'
import { renderTemplate } from './anki-render.ts'
import type { CardContent } from './check-card.ts'
import { ordinalsOf } from './check-card.ts'
import { type AnkiNotetype, type AnkiPackage, openAnkiPackage } from './open-anki.ts'
import {
  fromNowhere,
  insertCard,
  insertPrompt,
  insertPromptTag,
  type Memory,
  newMemory
} from './repository.ts'

export type AnkiImport = NonNullable<Output<'cards.importAnki'>>

interface NoteRow {
  id: number
  guid: string
  mid: number
  tags: string
  flds: string
}
interface AnkiCard {
  id: number
  ord: number
  /** Its deck, and where it is kept while a filtered deck has it; 0 for none. */
  did: number
  odid: number
  type: number
  queue: number
  due: number
  ivl: number
  factor: number
  reps: number
  lapses: number
  left: number
  data: string
}
interface Revlog {
  id: number
  ease: number
  ivl: number
  lastIvl: number
  factor: number
  time: number
  type: number
}

/** What one note becomes: a prompt, and which of Anki's cards each of its cards is. */
interface Reading {
  guid: string
  content: CardContent
  sentence: string
  image: string | undefined
  /** Anki's `ord` to ours. */
  ordinals: Map<number, number>
  simplified: boolean
}

/** Anki's own are ten characters. */
const MAX_GUID = 200

/** A column of a stranger's table, which may hold values of any kind whatever it was declared as. */
const whole = (column: string) => `coalesce(CAST("${column}" AS INTEGER), 0) AS "${column}"`
const words = (column: string) => `coalesce(CAST("${column}" AS TEXT), '') AS "${column}"`

/** Notes kept in one transaction: long enough to be quick, short enough that nobody waits for it. */
const BATCH = 200

/**
 * Adds the notes of an Anki package that are not here yet (told by their GUID), with their schedule and
 * review log, as one step of undo. What cannot be kept is counted.
 * @throws AppError when the package cannot be read; nothing is changed then
 */
export async function readAnkiPackage(
  db: Database,
  path: string,
  { now, deviceId, stop, onStep }: { now: () => number; deviceId: string } & JobFollow
): Promise<AnkiImport> {
  const anki = await openAnkiPackage(path)
  try {
    const { studyDayStart } = readSettings(db)
    const history = createHistory(db, now, deviceId)
    const key = v7()
    const crt = within(
      anki.db
        .prepare(`SELECT ${whole('crt')} FROM col`)
        .pluck()
        .get() as number,
      0,
      8.64e12
    )
    const clock = {
      now: now(),
      dayStart: studyDayStart,
      firstDay: studyDay(crt * 1000, studyDayStart),
      deviceId
    }
    const result: AnkiImport = { added: 0, alreadyHere: 0, leftOut: 0, simplified: 0 }
    const isHere = db.prepare('SELECT 1 FROM prompts WHERE guid = ?')
    const cardsOf = anki.db.prepare<[number], AnkiCard>(
      `SELECT ${['id', 'ord', 'did', 'odid', 'type', 'queue', 'due', 'ivl', 'factor', 'reps', 'lapses', 'left'].map(whole).join(', ')}, ${words('data')}
       FROM cards WHERE nid = ? ORDER BY ord`
    )
    const logOf = anki.db.prepare<[number], Revlog>(
      `SELECT ${['id', 'ease', 'ivl', 'lastIvl', 'factor', 'time', 'type'].map(whole).join(', ')} FROM revlog WHERE cid = ? ORDER BY id`
    )
    const notes = anki.db
      .prepare<[], NoteRow>(
        `SELECT ${['id', 'mid'].map(whole).join(', ')}, ${['guid', 'tags', 'flds'].map(words).join(', ')} FROM notes ORDER BY id`
      )
      .all()
    for (let from = 0; from < notes.length; from += BATCH) {
      throwIfStopped(stop)
      onStep?.(from, notes.length)
      const batch: { note: NoteRow; reading: Reading; picture: Buffer | undefined }[] = []
      for (const note of notes.slice(from, from + BATCH)) {
        const notetype = anki.notetypes.get(String(note.mid))
        const hasName = note.guid !== '' && note.guid.length <= MAX_GUID && !note.guid.includes('\0')
        const readings = notetype && hasName ? readNote(note, notetype, cardsOf.all(note.id)) : []
        if (readings.length === 0) result.leftOut++
        for (const reading of readings) {
          if (isHere.get(reading.guid)) result.alreadyHere++
          else batch.push({ note, reading, picture: await pictureOf(anki, reading) })
        }
      }
      history.record(
        'undo.importCards',
        () => {
          for (const { note, reading, picture } of batch) {
            if (isHere.get(reading.guid)) {
              result.alreadyHere++
              continue
            }
            const kept = keep(db, note, reading, picture, cardsOf.all(note.id), logOf, anki.decks, clock)
            if (!kept) result.leftOut++
            else {
              result.added++
              if (reading.simplified) result.simplified++
            }
          }
        },
        { key, mode: 'batch' }
      )
    }
    return result
  } finally {
    await anki.close()
  }
}

/** The prompts of a note; none when there is nothing Lectern can ask. */
function readNote(note: NoteRow, notetype: AnkiNotetype, cards: readonly AnkiCard[]): Reading[] {
  const values = note.flds.split('\x1f')
  const fields = new Map(notetype.fields.map((name, index) => [name, values[index] ?? '']))
  let simplified = false
  const text = (name: string | undefined) => {
    const read = fromHtml(name === undefined ? '' : (fields.get(name) ?? ''))
    simplified ||= read.simplified
    return read.text.slice(0, MAX_CARD_TEXT).toWellFormed().replaceAll('\0', '')
  }
  const one = (content: CardContent, image?: string): Reading[] => {
    const probe =
      content.kind === 'picture' ? { ...content, picture: { hash: '', masks: masksOf(fields) } } : content
    let numbers: number[]
    try {
      numbers = ordinalsOf(probe)
    } catch {
      return []
    }
    const ordinals = new Map(numbers.map((number) => [number - 1, number]))
    return [{ guid: note.guid, content: probe, sentence: text('Sentence'), image, ordinals, simplified }]
  }
  const ours = Object.entries(ankiModels).find(([, model]) => model.name === notetype.name)?.[0]
  if (ours === 'question' || ours === 'cloze' || ours === 'passage') {
    const [front, back] = {
      question: ['Question', 'Answer'],
      cloze: ['Text', 'Extra'],
      passage: ['Passage', 'Note']
    }[ours]
    return one({ kind: ours, front: text(front), back: text(back), picture: null })
  }
  if (notetype.isCloze) {
    if ([...fields.values()].some((value) => value.includes('::image-occlusion:'))) {
      const image = /<img[^>]+src="?([^">\s]+)/iu.exec(fields.get('Image') ?? '')?.[1]
      return one(
        { kind: 'picture', front: text('Header'), back: text('Back Extra'), picture: null },
        image === undefined ? undefined : decoded(image)
      )
    }
    const main = notetype.fields.find((name) => clozeNumbers(fields.get(name) ?? '').length > 0)
    const rest = notetype.fields.filter((name) => name !== main)
    return one({
      kind: 'cloze',
      front: text(main),
      back: rest.map(text).filter(Boolean).join('\n'),
      picture: null
    })
  }
  // Any other notetype: a question and an answer from each card's template.
  return cards.flatMap(({ ord }) => {
    const template = notetype.templates[ord]
    if (!template) return []
    const asked = fromHtml(renderTemplate(template.front, fields))
    const answered = fromHtml(renderTemplate(template.back, fields, ''))
    const content: CardContent = {
      kind: 'question',
      front: asked.text.slice(0, MAX_CARD_TEXT).toWellFormed().replaceAll('\0', ''),
      back: answered.text.slice(0, MAX_CARD_TEXT).toWellFormed().replaceAll('\0', ''),
      picture: null
    }
    if (content.front === '' || content.back === '') return []
    return [
      {
        guid: ord === 0 ? note.guid : `${note.guid}:${ord}`,
        content,
        sentence: '',
        image: undefined,
        ordinals: new Map([[ord, 1]]),
        simplified: asked.simplified || answered.simplified
      }
    ]
  })
}

const masksOf = (fields: ReadonlyMap<string, string>) => fromOcclusion([...fields.values()].join('\n'))

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

async function pictureOf(anki: AnkiPackage, { image }: Reading): Promise<Buffer | undefined> {
  if (image === undefined) return undefined
  return await anki.media(image).catch(() => undefined)
}

interface Clock {
  now: number
  dayStart: number
  /** The study day Anki counts due days from. */
  firstDay: number
  deviceId: string
}

function keep(
  db: Database,
  note: NoteRow,
  reading: Reading,
  bytes: Buffer | undefined,
  ankiCards: readonly AnkiCard[],
  logOf: { all(cardId: number): Revlog[] },
  decks: ReadonlyMap<number, string>,
  clock: Clock
): boolean {
  const { content } = reading
  let imageHash: string | null = null
  if (content.kind === 'picture') {
    const image = bytes && imageFromBytes(bytes)
    if (!image || !('asset' in image)) return false
    imageHash = image.asset.hash
    db.prepare(
      `INSERT OR IGNORE INTO assets (hash, media_type, width, height, size, bytes, created_at)
       VALUES (@hash, @mediaType, @width, @height, @size, @bytes, @now)`
    ).run({
      hash: imageHash,
      mediaType: image.asset.mediaType,
      width: image.asset.width ?? null,
      height: image.asset.height ?? null,
      size: bytes.length,
      bytes,
      now: clock.now
    })
  }
  const id = v7()
  const stamp = { now: clock.now, deviceId: clock.deviceId }
  insertPrompt(
    db,
    {
      id,
      kind: content.kind,
      front: content.front,
      back: content.back,
      guid: reading.guid,
      ...fromNowhere,
      sentence: reading.sentence,
      imageHash,
      masks: content.picture?.masks ?? [],
      createdAt: Math.min(Math.max(0, note.id), clock.now)
    },
    stamp
  )
  const its = ankiCards.filter(({ ord }) => reading.ordinals.has(ord))
  for (const word of [
    ...note.tags.split(' ').map((tag) => tag.replaceAll('_', ' ')),
    ...decksOf(its, decks)
  ]) {
    const tag = TagName.safeParse(word)
    if (tag.success) insertPromptTag(db, id, existingSpelling(db, tag.data), stamp)
  }
  for (const [ord, ordinal] of reading.ordinals) {
    const card = ankiCards.find((one) => one.ord === ord)
    const cardId = v7()
    insertCard(
      db,
      {
        ...(card ? memoryOf(card, clock) : newMemory),
        id: cardId,
        promptId: id,
        ordinal,
        suspended: card?.queue === -1 ? 1 : 0,
        buriedUntil: 0,
        createdAt: clock.now
      },
      stamp
    )
    if (card) keepLog(db, logOf.all(card.id), cardId, id, clock)
  }
  return true
}

/** Anki's own first deck, and the one that Lectern writes, say nothing. */
const namelessDecks: ReadonlySet<string> = new Set(['Default', DECK_NAME])

/** The decks of a note's cards: what they were learned by becomes what they are found by. */
const decksOf = (cards: readonly AnkiCard[], decks: ReadonlyMap<number, string>) =>
  new Set(
    cards.map(({ did, odid }) => decks.get(odid || did) ?? '').filter((name) => !namelessDecks.has(name))
  )

/** Days no reader reaches; what is beyond is a mistake in the package. */
const within = (value: number, least: number, most: number) =>
  Math.min(Math.max(Math.round(value) || 0, least), most)

function memoryOf(card: AnkiCard, { now, dayStart, firstDay }: Clock): Memory {
  if (card.type <= 0 || card.type > 3) return newMemory
  let data: { s?: unknown; d?: unknown } = {}
  try {
    data = JSON.parse(card.data) as typeof data
  } catch {
    // Before FSRS there was nothing, or something else.
  }
  const ivl = within(card.ivl, 0, 36_500)
  const learning = card.type !== 2
  const today = studyDay(now, dayStart)
  const dueAt =
    learning && card.due > 1_000_000_000 ? within(card.due * 1000, 0, 8.64e15) : learning ? now : 0
  const dueDay = learning ? studyDay(dueAt, dayStart) : within(firstDay + card.due, -100_000, today + 36_500)
  return {
    state: card.type as Memory['state'],
    dueDay,
    dueAt,
    // Without FSRS in Anki: its interval aims at nine in ten, which is what stability means; its ease of
    // 130 % is the hardest and 250 % the usual start.
    stability: rounded(
      typeof data.s === 'number' && data.s > 0 ? Math.min(data.s, 36_500) : Math.max(0.1, ivl)
    ),
    difficulty: rounded(
      typeof data.d === 'number' && data.d >= 1 && data.d <= 10
        ? data.d
        : Math.min(10, Math.max(1, 10 - ((card.factor || 2500) - 1300) / 240))
    ),
    scheduledDays: learning ? 0 : ivl,
    learningStep: 0,
    reps: within(card.reps, 0, 1_000_000),
    lapses: within(card.lapses, 0, 1_000_000),
    lastDay: Math.min(today, learning ? today : dueDay - ivl)
  }
}

function keepLog(db: Database, log: readonly Revlog[], cardId: string, promptId: string, clock: Clock): void {
  let reps = 0
  let isNew = true
  let lastDay: number | undefined
  for (const entry of log) {
    const grade = grades.find((one) => one === entry.ease)
    // Ease 0 is a change by hand; 4 in `type` as well. Without a factor it is Anki's “Reset”: the card was new again.
    if (grade === undefined || entry.type > 3) {
      if (entry.ease === 0 && entry.factor === 0 && entry.type === 4) isNew = true
      continue
    }
    const minutes = (interval: number) =>
      within(interval >= 0 ? interval * 1440 : -interval / 60, 0, 36_500 * 1440)
    const reviewedAt = within(entry.id, 0, 8.64e15)
    const day = studyDay(reviewedAt, clock.dayStart)
    insertReview(
      db,
      {
        id: v7(),
        cardId,
        promptId,
        grade,
        state: isNew && entry.type === 0 ? 0 : entry.type === 1 ? 2 : entry.type === 2 ? 3 : 1,
        reps,
        day,
        reviewedAt,
        duration: within(entry.time, 0, 86_400_000),
        elapsedDays: Math.max(0, day - (lastDay ?? day)),
        lastInterval: minutes(entry.lastIvl),
        interval: minutes(entry.ivl),
        stability: 0,
        difficulty: 0
      },
      { now: clock.now, deviceId: clock.deviceId }
    )
    reps++
    isNew = false
    lastDay = day
  }
}
