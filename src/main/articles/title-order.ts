import type { Database } from 'better-sqlite3'
import { readMeta, writeMeta } from '../db/meta.ts'
import { statement } from '../db/statement.ts'
import type { LongWork } from '../work/long-work.ts'
import { compareWords, plainTitle } from './compare-titles.ts'
import { readTitles, sortInSlices, type Titled } from './sort-titles.ts'

/** Under this key of `meta`: the generation of `title_order` in use, and which rules it follows. */
const KEY = 'title-order'
/** Between two neighbours, so that thirty titles find room at the same place. 100,000 reach 2^49. */
const GAP = 2 ** 32
/** Where more than one title in so many waits, sorting all of them anew is the shorter way. */
const ONE_IN = 20
const FEW = 60
/** While others go on bringing in articles, a list is shown before the last of them has its place. */
const ROUNDS = 3
/** Each commit waits for the disk: so many share one at least. */
const AT_LEAST = 40

interface Order {
  generation: number
  /** Locale, and the version of the library that knows its letters. */
  rules: string
}

function readOrder(db: Database): Order | undefined {
  const [, generation, rules] = /^(\d+) (.+)$/.exec(readMeta(db, KEY) ?? '') ?? []
  return rules === undefined ? undefined : { generation: Number(generation), rules }
}

/**
 * Which rows of `title_order` to sort by, and whether every article has its place there; undefined before there
 * is any order.
 */
export function titleOrderInUse(db: Database): { generation: number; isWhole: boolean } | undefined {
  const order = readOrder(db)
  if (!order) return undefined
  const waits = statement(db, 'SELECT 1 FROM unplaced_titles LIMIT 1').get()
  return { generation: order.generation, isWhole: waits === undefined }
}

export interface TitleOrder {
  /**
   * Puts titles that wait into their places. Only the first time, in another language, and after very many have
   * come this takes longer than a moment; main answers everybody else meanwhile.
   */
  settle(): Promise<void>
}

/** @param locale BCP 47, asked each time: the reader may choose another language */
export function createTitleOrder(
  { db, work }: { db: Database; work: LongWork },
  locale: () => string,
  readOnly: boolean
): TitleOrder {
  let settling: Promise<void> | undefined

  async function settle(): Promise<void> {
    for (let round = 0; round < ROUNDS; round++) {
      const rules = `${locale()} ${process.versions.icu}`
      const order = readOrder(db)
      const waiting = countOf(db, 'unplaced_titles')
      const isOurs = order?.rules === rules
      if (isOurs && waiting === 0) return
      const isShort = waiting <= Math.max(FEW, countOf(db, 'articles') / ONE_IN)
      const compare = compareWords(locale())
      if (isOurs && isShort && (await placeEach(db, work, order.generation, compare))) continue
      await sortAll(db, work, { generation: (order?.generation ?? 0) + 1, rules }, compare)
    }
  }

  return {
    settle() {
      if (readOnly) return Promise.resolve()
      settling ??= settle().finally(() => {
        settling = undefined
      })
      return settling
    }
  }
}

const countOf = (db: Database, table: 'articles' | 'unplaced_titles') =>
  (statement(db, `SELECT count(*) AS count FROM ${table}`).get() as { count: number }).count

const quietly = { label: '', total: 0, isQuiet: true }

type Compare = (a: string, b: string) => number

/** Puts what waits between its neighbours. @returns false when there is no room left somewhere */
async function placeEach(
  db: Database,
  work: LongWork,
  generation: number,
  compare: Compare
): Promise<boolean> {
  const next = db.prepare<[number], Titled>(
    `SELECT a.id, a.title FROM unplaced_titles u JOIN articles a ON a.id = u.article_id ORDER BY u.seq LIMIT ?`
  )
  const put = db.prepare(
    'INSERT OR REPLACE INTO title_order (generation, article_id, position) VALUES (?, ?, ?)'
  )
  const isPlaced = db.prepare('DELETE FROM unplaced_titles WHERE article_id = ?')
  let hasRoom = true
  const place = ({ id, title }: Titled) => {
    const position = roomFor(db, generation, plainTitle(title), compare)
    if (position === undefined) {
      hasRoom = false
      return
    }
    put.run(generation, id, position)
    isPlaced.run(id)
  }
  const { isWhole } = await work.run(quietly, (size) => {
    if (!hasRoom) return 0
    const waiting = next.all(Math.max(AT_LEAST, Math.floor(size / 4)))
    db.transaction(() => waiting.forEach(place)).immediate()
    return waiting.length
  })
  return hasRoom && isWhole
}

/** A free position behind every title that sorts before or like this one; undefined when there is none. */
function roomFor(db: Database, generation: number, title: string, compare: Compare): number | undefined {
  const from = neighbour(db, generation, '>=', 'ASC')
  const upTo = neighbour(db, generation, '<=', 'DESC')
  let low = from(Number.MIN_SAFE_INTEGER)
  let high = upTo(Number.MAX_SAFE_INTEGER)
  if (!low || !high) return 0
  if (compare(low.title, title) > 0) return ifSafe(low.position - GAP)
  if (compare(high.title, title) <= 0) return ifSafe(high.position + GAP)
  // From here on `low` sorts before or like the title, and `high` behind it.
  for (;;) {
    const middle = low.position + Math.floor((high.position - low.position) / 2)
    const below: Placed = upTo(middle) ?? low
    const above: Placed = from(middle + 1) ?? high
    if (compare(below.title, title) > 0) high = below
    else if (compare(above.title, title) <= 0) low = above
    else return between(below.position, above.position)
  }
}

interface Placed {
  position: number
  title: string
}

function neighbour(db: Database, generation: number, side: '>=' | '<=', direction: 'ASC' | 'DESC') {
  const find = statement(
    db,
    `SELECT o.position, a.title FROM title_order o JOIN articles a ON a.id = o.article_id
     WHERE o.generation = ? AND o.position ${side} ? ORDER BY o.position ${direction} LIMIT 1`
  )
  return (position: number): Placed | undefined => {
    const row = find.get(generation, position) as Placed | undefined
    return row && { position: row.position, title: plainTitle(row.title) }
  }
}

function between(below: number, above: number): number | undefined {
  const middle = below + Math.floor((above - below) / 2)
  return middle > below ? middle : undefined
}

const ifSafe = (position: number) => (Number.isSafeInteger(position) ? position : undefined)

/** A new order of all titles, beside the one in use until it is whole. */
async function sortAll(db: Database, work: LongWork, order: Order, compare: Compare): Promise<void> {
  // Of an attempt that was broken off.
  await forget(db, work, (generation) => generation >= order.generation)
  const seen = db.prepare('SELECT coalesce(max(seq), 0) FROM unplaced_titles').pluck().get() as number
  const sorting = sortInSlices(readTitles(db), compare)
  let sorted: readonly Titled[] = []
  const sort = await work.run(quietly, () => {
    const step = sorting.next()
    if (step.done) sorted = step.value
    return step.done ? 0 : 1
  })
  if (!sort.isWhole) return
  // One that was deleted meanwhile has no place.
  const put = db.prepare(
    `INSERT INTO title_order (generation, article_id, position)
     SELECT @generation, id, @position FROM articles WHERE id = @id`
  )
  const { generation, rules } = order
  let at = 0
  const write = await work.run(quietly, (size) => {
    // Rows go all over the index of ids: the more share a commit, the less is written in all.
    const part = sorted.slice(at, at + size * 4)
    db.transaction(() => {
      for (const [index, { id }] of part.entries()) put.run({ generation, id, position: (at + index) * GAP })
    }).immediate()
    at += part.length
    return part.length
  })
  if (!write.isWhole) return
  db.transaction(() => {
    // What was renamed meanwhile waits for another place.
    db.prepare(
      `DELETE FROM title_order WHERE generation = @generation
         AND article_id IN (SELECT article_id FROM unplaced_titles WHERE seq > @seen)`
    ).run({ generation, seen })
    writeMeta(db, KEY, `${generation} ${rules}`)
  }).immediate()
  const isPlaced = db.prepare(
    'DELETE FROM unplaced_titles WHERE seq IN (SELECT seq FROM unplaced_titles WHERE seq <= ? ORDER BY seq LIMIT ?)'
  )
  await work.run(quietly, (size) => isPlaced.run(seen, size).changes)
  await forget(db, work, (one) => one < generation)
}

async function forget(db: Database, work: LongWork, isOver: (generation: number) => boolean): Promise<void> {
  const generations = db
    .prepare<[], number>('SELECT DISTINCT generation FROM title_order INDEXED BY title_order_by_position')
    .pluck()
    .all()
  const part = db.prepare(
    `DELETE FROM title_order WHERE generation = @generation AND article_id IN
       (SELECT article_id FROM title_order WHERE generation = @generation LIMIT @size)`
  )
  for (const generation of generations.filter(isOver))
    await work.run(quietly, (size) => part.run({ generation, size }).changes)
}
