import type { Database } from 'better-sqlite3'
import type { Card, CardFilter, CardSort, CardState, Mask } from '../../shared/cards.ts'
import { AppError } from '../../shared/errors.ts'
import { compareWords } from '../articles/compare-titles.ts'
import type { Stamp } from '../db/stamp.ts'
import { statement } from '../db/statement.ts'
import { mainLocale } from '../translate.ts'
import { cardConditions } from './card-conditions.ts'
import { restingPrompts } from './waiting-cards.ts'

/** A prompt as it is kept. */
export interface Prompt {
  id: string
  kind: Card['kind']
  front: string
  back: string
  guid: string
  articleId: string | null
  versionId: string | null
  highlightId: string | null
  start: number | null
  end: number | null
  exact: string
  prefix: string
  suffix: string
  sentence: string
  imageHash: string | null
  masks: readonly Mask[]
  createdAt: number
}

/** Where a card stands: what the scheduler reads and writes. Days are study days (shared/study-day.ts). */
export interface Memory {
  /** 0 new, 1 learning, 2 review, 3 relearning. */
  state: 0 | 1 | 2 | 3
  dueDay: number
  /** ms, for cards being learned; 0 for any time of the day. */
  dueAt: number
  stability: number
  difficulty: number
  scheduledDays: number
  learningStep: number
  reps: number
  lapses: number
  lastDay: number | null
}

/** A card as it is kept, without what it asks. */
export interface CardRow extends Memory {
  id: string
  promptId: string
  ordinal: number
  suspended: 0 | 1
  buriedUntil: number
  createdAt: number
}

/** How the states are called, by their numbers. */
export const stateNames: readonly CardState[] = ['new', 'learning', 'review', 'relearning']

const memoryColumns = `c.state, c.due_day AS dueDay, c.due_at AS dueAt, c.stability, c.difficulty,
  c.scheduled_days AS scheduledDays, c.learning_step AS learningStep, c.reps, c.lapses, c.last_day AS lastDay`
const promptColumns = `p.id, p.kind, p.front, p.back, p.guid, p.article_id AS articleId, p.version_id AS versionId,
  p.highlight_id AS highlightId, p.text_start AS start, p.text_end AS "end", p.exact, p.prefix, p.suffix, p.sentence,
  p.image_hash AS imageHash, p.masks, p.created_at AS createdAt`
const listedColumns = `c.id, c.prompt_id, c.ordinal, c.suspended, c.buried_until, c.created_at, ${memoryColumns},
  p.kind, p.front, p.back, p.article_id, p.sentence, p.exact, p.image_hash, p.masks,
  (SELECT h.id FROM highlights h WHERE h.id = p.highlight_id) AS highlight_id,
  coalesce((SELECT a.title FROM articles a WHERE a.id = p.article_id), '') AS article_title,
  (SELECT json_group_array(t.tag ORDER BY t.tag) FROM prompt_tags t WHERE t.prompt_id = p.id) AS tags`

interface ListedRow extends Memory {
  id: string
  prompt_id: string
  ordinal: number
  suspended: number
  buried_until: number
  created_at: number
  kind: Card['kind']
  front: string
  back: string
  article_id: string | null
  article_title: string
  highlight_id: string | null
  sentence: string
  exact: string
  image_hash: string | null
  masks: string
  tags: string
}

function fromRow(row: ListedRow, today: number): Card {
  return {
    id: row.id as Card['id'],
    promptId: row.prompt_id as Card['promptId'],
    kind: row.kind,
    ordinal: row.ordinal,
    front: row.front,
    back: row.back,
    picture:
      row.image_hash === null ? null : { hash: row.image_hash, masks: JSON.parse(row.masks) as Mask[] },
    tags: JSON.parse(row.tags) as string[],
    articleId: row.article_id as Card['articleId'],
    articleTitle: row.article_title,
    highlightId: row.highlight_id as Card['highlightId'],
    sentence: row.sentence,
    exact: row.exact,
    state: stateNames[row.state]!,
    dueIn: row.state === 0 && row.dueDay === 0 ? null : row.dueDay - today,
    stability: row.stability,
    reps: row.reps,
    lapses: row.lapses,
    suspended: row.suspended === 1,
    buried: isBuried(row.buried_until, today),
    createdAt: row.created_at
  }
}

/** Buried until a day further off than tomorrow can only come from a clock that was wrong. */
const isBuried = (until: number, today: number) => until > today && until <= today + 1

/** @param today the study day from which `dueIn` is counted */
export function getCard(db: Database, id: string, today: number): Card | undefined {
  const row = db
    .prepare<[string], ListedRow>(
      `SELECT ${listedColumns} FROM cards c JOIN prompts p ON p.id = c.prompt_id WHERE c.id = ?`
    )
    .get(id)
  return row && fromRow(row, today)
}

/** In the order of their numbers. */
export function listCardsOfPrompt(db: Database, promptId: string, today: number): Card[] {
  return db
    .prepare<[string], ListedRow>(
      `SELECT ${listedColumns} FROM cards c JOIN prompts p ON p.id = c.prompt_id WHERE c.prompt_id = ? ORDER BY c.ordinal`
    )
    .all(promptId)
    .map((row) => fromRow(row, today))
}

/** Ids are time-ordered. */
const orders: Record<CardSort, string> = {
  newest: 'c.id DESC',
  due: 'c.state = 0 AND c.due_day = 0, c.due_day, c.id',
  forgotten: 'c.lapses DESC, c.id DESC',
  weakest: 'c.state = 0, c.stability, c.id'
}

/** @param today the study day from which `dueIn` is counted */
export function listCards(
  db: Database,
  { filter, sort }: { filter: CardFilter; sort: CardSort },
  page: { offset: number; limit: number },
  today: number
): { total: number; items: Card[] } {
  const { where, values, readsPrompt } = cardConditions(filter, today)
  // One pass: the ids of all, then the rows of the page. Without a filter on the prompt its table is not read.
  const from = `FROM cards c ${readsPrompt ? 'JOIN prompts p ON p.id = c.prompt_id' : ''} WHERE ${where}`
  const ids = db.prepare(`SELECT c.id ${from} ORDER BY ${orders[sort]}`).pluck().all(values) as string[]
  const wanted = JSON.stringify(ids.slice(page.offset, page.offset + page.limit))
  const rows = db
    .prepare<[string], ListedRow>(
      `SELECT ${listedColumns} FROM json_each(?) w JOIN cards c ON c.id = w.value
       JOIN prompts p ON p.id = c.prompt_id ORDER BY w.key`
    )
    .all(wanted)
  return { total: ids.length, items: rows.map((row) => fromRow(row, today)) }
}

/** The tags of cards, but of those of articles in the Trash; the most used first, else in the order of the language. */
export function listCardTags(db: Database): { tag: string; count: number }[] {
  const compare = compareWords(mainLocale())
  return db
    .prepare<[], { tag: string; count: number }>(
      `SELECT min(t.tag) AS tag, count(*) AS count FROM prompt_tags t JOIN cards c ON c.prompt_id = t.prompt_id
       WHERE t.prompt_id NOT IN (${restingPrompts}) GROUP BY t.tag`
    )
    .all()
    .sort((a, b) => b.count - a.count || compare(a.tag, b.tag))
}

export function getPrompt(db: Database, id: string): Prompt | undefined {
  const row = db
    .prepare<[string], Omit<Prompt, 'masks'> & { masks: string }>(
      `SELECT ${promptColumns} FROM prompts p WHERE p.id = ?`
    )
    .get(id)
  return row && { ...row, masks: JSON.parse(row.masks) as Mask[] }
}

/** @throws AppError `not-found` */
export function requirePrompt(db: Database, id: string): Prompt {
  const prompt = getPrompt(db, id)
  if (!prompt) throw new AppError('not-found', 'errors.cards.gone')
  return prompt
}

/** The place of a prompt that was not made in an article. */
export const fromNowhere = {
  articleId: null,
  versionId: null,
  highlightId: null,
  start: null,
  end: null,
  exact: '',
  prefix: '',
  suffix: ''
} as const satisfies Partial<Prompt>

export function insertPrompt(db: Database, prompt: Prompt, { now, deviceId }: Stamp): void {
  db.prepare(
    `INSERT INTO prompts (id, kind, front, back, guid, article_id, version_id, highlight_id, text_start, text_end,
       exact, prefix, suffix, sentence, image_hash, masks, created_at, updated_at, device_id)
     VALUES (@id, @kind, @front, @back, @guid, @articleId, @versionId, @highlightId, @start, @end,
       @exact, @prefix, @suffix, @sentence, @imageHash, @masks, @createdAt, @now, @deviceId)`
  ).run({ ...prompt, masks: JSON.stringify(prompt.masks), now, deviceId })
}

export function updatePrompt(
  db: Database,
  prompt: Pick<Prompt, 'id' | 'kind' | 'front' | 'back' | 'imageHash' | 'masks'>,
  { now, deviceId }: Stamp
): void {
  db.prepare(
    `UPDATE prompts SET kind = @kind, front = @front, back = @back, image_hash = @imageHash, masks = @masks,
       updated_at = @now, device_id = @deviceId WHERE id = @id`
  ).run({ ...prompt, masks: JSON.stringify(prompt.masks), now, deviceId })
}

/** With its cards and tags, each as a deletion of its own, so that the journal has all of it. */
export function deletePrompt(db: Database, id: string): void {
  db.prepare('DELETE FROM cards WHERE prompt_id = ?').run(id)
  db.prepare('DELETE FROM prompt_tags WHERE prompt_id = ?').run(id)
  db.prepare('DELETE FROM prompts WHERE id = ?').run(id)
}

/** A card nobody has seen yet. */
export const newMemory: Memory = {
  state: 0,
  dueDay: 0,
  dueAt: 0,
  stability: 0,
  difficulty: 0,
  scheduledDays: 0,
  learningStep: 0,
  reps: 0,
  lapses: 0,
  lastDay: null
}

export function insertCard(db: Database, card: CardRow, { now, deviceId }: Stamp): void {
  db.prepare(
    `INSERT INTO cards (id, prompt_id, ordinal, state, due_day, due_at, stability, difficulty, scheduled_days,
       learning_step, reps, lapses, last_day, suspended, buried_until, created_at, updated_at, device_id)
     VALUES (@id, @promptId, @ordinal, @state, @dueDay, @dueAt, @stability, @difficulty, @scheduledDays,
       @learningStep, @reps, @lapses, @lastDay, @suspended, @buriedUntil, @createdAt, @now, @deviceId)`
  ).run({ ...card, now, deviceId })
}

/** One of the cards of a prompt; its reviews stay in the log. @param ordinal which of them, as hidden words are numbered */
export function deleteCard(db: Database, promptId: string, ordinal: number): void {
  db.prepare('DELETE FROM cards WHERE prompt_id = ? AND ordinal = ?').run(promptId, ordinal)
}

/** Where a card stands, with the prompt it belongs to: what grading begins with. */
export function getMemory(db: Database, cardId: string): (Memory & { promptId: string }) | undefined {
  return db
    .prepare<[string], Memory & { promptId: string }>(
      `SELECT ${memoryColumns}, c.prompt_id AS promptId FROM cards c WHERE c.id = ?`
    )
    .get(cardId)
}

/** A graded card is no longer buried. */
export function updateMemory(db: Database, cardId: string, memory: Memory, { now, deviceId }: Stamp): void {
  db.prepare(
    `UPDATE cards SET state = @state, due_day = @dueDay, due_at = @dueAt, stability = @stability,
       difficulty = @difficulty, scheduled_days = @scheduledDays, learning_step = @learningStep, reps = @reps,
       lapses = @lapses, last_day = @lastDay, buried_until = 0, updated_at = @now, device_id = @deviceId
     WHERE id = @cardId`
  ).run({ ...memory, cardId, now, deviceId })
}

/**
 * A card nobody has seen yet again, as far as FSRS goes. How often it was asked stays: that numbers its answers in the
 * log, and those to come begin a history of their own with it.
 */
export function resetCard(db: Database, cardId: string, { now, deviceId }: Stamp): void {
  const { reps: _asked, ...memory } = newMemory
  statement(
    db,
    `UPDATE cards SET state = @state, due_day = @dueDay, due_at = @dueAt, stability = @stability,
       difficulty = @difficulty, scheduled_days = @scheduledDays, learning_step = @learningStep, lapses = @lapses,
       last_day = @lastDay, buried_until = 0, updated_at = @now, device_id = @deviceId
     WHERE id = @cardId AND (state, due_day, lapses, buried_until) <> (@state, @dueDay, @lapses, 0)`
  ).run({ ...memory, cardId, now, deviceId })
}

/**
 * The day a card comes back on, by hand: awake then, and past the steps of learning. Its memory stays; a last answer in
 * the future (the clock was set back since) counts as one of today, or the card would be asked before its day.
 * @param day a study day, and so `today`
 */
export function setDueDay(
  db: Database,
  cardId: string,
  day: number,
  today: number,
  { now, deviceId }: Stamp
): void {
  statement(
    db,
    `UPDATE cards SET state = min(state, 1) * 2, due_day = @day, due_at = 0, learning_step = 0,
       scheduled_days = CASE WHEN state = 0 THEN 0 ELSE max(0, @day - min(coalesce(last_day, @today), @today)) END,
       last_day = min(last_day, @today), suspended = 0, buried_until = 0, updated_at = @now, device_id = @deviceId
     WHERE id = @cardId AND (state IN (1, 3) OR last_day > @today OR (due_day, suspended, buried_until) <> (@day, 0, 0))`
  ).run({ cardId, day, today, now, deviceId })
}

/** A suspended card rests until the reader wakes it; its memory stays as it is. */
export function setSuspended(
  db: Database,
  cardId: string,
  suspended: boolean,
  { now, deviceId }: Stamp
): void {
  db.prepare(
    'UPDATE cards SET suspended = @suspended, updated_at = @now, device_id = @deviceId WHERE id = @cardId AND suspended <> @suspended'
  ).run({ cardId, suspended: suspended ? 1 : 0, now, deviceId })
}

/** @param day the first study day on which it is asked again, counted as `study-day` does; 0: it is not buried */
export function setBuriedUntil(db: Database, cardId: string, day: number, { now, deviceId }: Stamp): void {
  db.prepare(
    'UPDATE cards SET buried_until = @day, updated_at = @now, device_id = @deviceId WHERE id = @cardId AND buried_until <> @day'
  ).run({ cardId, day, now, deviceId })
}

export function insertPromptTag(db: Database, promptId: string, tag: string, { now, deviceId }: Stamp): void {
  db.prepare(
    'INSERT OR IGNORE INTO prompt_tags (prompt_id, tag, updated_at, device_id) VALUES (?, ?, ?, ?)'
  ).run(promptId, tag, now, deviceId)
}

export function deletePromptTag(db: Database, promptId: string, tag: string): void {
  db.prepare('DELETE FROM prompt_tags WHERE prompt_id = ? AND tag = ?').run(promptId, tag)
}
