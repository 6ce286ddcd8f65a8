import SQLite from 'better-sqlite3'
import { beforeEach, describe, expect, it } from 'vitest'
import { migrate } from '../db/migrate.ts'
import { migrations } from '../db/migrations/index.ts'
import { chooseHighlights } from './choose-highlights.ts'

const DAY = 86_400_000
const FIRST_DAY = 20_000
let db: SQLite.Database

const idOf = (n: number) =>
  `${(1_600_000_000_000 + n * 3_600_000)
    .toString(16)
    .padStart(12, '0')
    .replace(/^(.{8})/, '$1-')}-7000-8000-${String((n * 7919) % 1_000_000).padStart(12, '0')}`

function addHighlight(n: number, article: string): void {
  db.prepare("INSERT INTO highlights VALUES (?, ?, ?, 0, 1, 'x', '', '', 'yellow', ?, 1, 'd')").run(
    idOf(n),
    article,
    `v${article}`,
    1_600_000_000_000 + n * 3_600_000
  )
}
const now = (day: number) => day * DAY
const choose = (day: number, count = 3) => chooseHighlights(db, { today: day, now: now(day), count })
const meet = (ids: readonly string[], day: number) => {
  for (const id of ids) {
    db.prepare("INSERT OR REPLACE INTO highlight_meetings VALUES (?, ?, 1, 'd')").run(id, day)
  }
}

describe('old highlights to meet again', () => {
  beforeEach(() => {
    db = new SQLite(':memory:')
    migrate(db, migrations)
    db.exec('BEGIN')
    for (const article of ['a', 'b', 'c']) {
      db.prepare(
        "INSERT INTO articles (id, current_version_id, title, word_count, added_at, updated_at, device_id) VALUES (?, ?, 'T', 1, 1, 1, 'd')"
      ).run(article, `v${article}`)
      db.prepare(
        "INSERT INTO article_versions VALUES (?, ?, 1, '', '', '<p>x</p>', 'x', 0, 1, '[]', '[]', 'h', 1, 'i', '[]', 1, 'd')"
      ).run(`v${article}`, article)
    }
    // Most of them in one article, as it is in life.
    for (let n = 0; n < 29; n++) addHighlight(n, n % 10 === 0 ? 'b' : n % 7 === 0 ? 'c' : 'a')
    db.exec('COMMIT')
  })

  it('are the same all day, before and after they were noted as met', () => {
    const chosen = choose(FIRST_DAY)
    expect(chosen).toHaveLength(3)
    expect(choose(FIRST_DAY)).toEqual(chosen)
    meet(chosen, FIRST_DAY)
    expect(choose(FIRST_DAY)).toEqual(chosen)
    expect(choose(FIRST_DAY + 1).filter((id) => chosen.includes(id))).toEqual([])
  })

  it('come again only when every other one had its turn', () => {
    const met: string[] = []
    for (let day = FIRST_DAY; day < FIRST_DAY + 60; day++) {
      const chosen = choose(day)
      expect(chosen).toHaveLength(3)
      meet(chosen, day)
      met.push(...chosen)
    }
    // In every run of as many meetings as there are highlights nobody comes twice, but for the day between two rounds.
    for (let from = 0; from + 26 <= met.length; from++) {
      expect(new Set(met.slice(from, from + 26)).size, `from ${from}`).toBeGreaterThanOrEqual(24)
    }
    const times = new Map<string, number>()
    for (const id of met) times.set(id, (times.get(id) ?? 0) + 1)
    expect(times.size).toBe(29)
    expect(Math.max(...times.values()) - Math.min(...times.values())).toBeLessThanOrEqual(1)
  })

  it('are of different articles while there is a choice', () => {
    const articleOf = db.prepare('SELECT article_id FROM highlights WHERE id = ?').pluck()
    expect(new Set(choose(FIRST_DAY).map((id) => articleOf.get(id))).size).toBeGreaterThanOrEqual(2)
  })

  it('are old, not in the Trash, and as many as there are', () => {
    expect(choose(FIRST_DAY, 0)).toEqual([])
    expect(choose(FIRST_DAY, 20)).toHaveLength(20)
    expect(choose(Math.floor(1_600_000_000_000 / DAY) + 8, 20).length).toBeLessThan(29)
    db.exec("UPDATE articles SET trashed_at = 1 WHERE id <> 'c'")
    const left = db.prepare("SELECT count(*) FROM highlights WHERE article_id = 'c'").pluck().get()
    expect(choose(FIRST_DAY, 20)).toHaveLength(left as number)
  })

  it('have their turn also when some were met under a clock that was ahead', () => {
    const first = choose(FIRST_DAY)
    meet(first, FIRST_DAY + 4000)
    for (let day = FIRST_DAY + 1; day < FIRST_DAY + 12; day++) meet(choose(day), day)
    const days = db.prepare('SELECT day FROM highlight_meetings').pluck().all() as number[]
    expect(Math.max(...days)).toBeLessThan(FIRST_DAY + 12)
  })
})
