import { words } from './analyze-text.ts'
import { type FixtureLibrary, fixtureLibrary } from './search-fixture.ts'
import type { SearchService } from './search-service.ts'
import { openSearch } from './search-service.ts'

/** Far enough from one another that none is a slip or a beginning of another. */
export const stormWords = [
  'granite',
  'owlish',
  'meadow',
  'kestrel',
  'thunder',
  'violin',
  '手机',
  'приливы'
] as const

/** A small generator (mulberry32), so that a storm can be repeated. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** One random edit of the library by plain SQL: anything the app could do to what is searched. */
export function editOnce(its: FixtureLibrary, random: (below: number) => number): void {
  const { db } = its
  const word = () => stormWords[random(stormWords.length)] ?? ''
  const text = () => Array.from({ length: 1 + random(4) }, word).join(' ')
  const any = (table: 'articles' | 'highlights' | 'notes') => {
    const ids = db.prepare(`SELECT id FROM ${table} ORDER BY id`).pluck().all() as string[]
    return ids.length === 0 ? undefined : ids[random(ids.length)]
  }
  const article = any('articles')
  const highlight = any('highlights')
  const choice = article === undefined ? 0 : random(14)
  if (choice <= 1) its.addArticle({ title: text(), text: text(), tags: random(2) === 0 ? [word()] : [] })
  else if (article === undefined) return
  else if (choice === 2) db.prepare('UPDATE articles SET title = ? WHERE id = ?').run(text(), article)
  else if (choice === 3) db.prepare('UPDATE articles SET trashed_at = 1 WHERE id = ?').run(article)
  else if (choice <= 5) db.prepare('UPDATE articles SET trashed_at = NULL WHERE id = ?').run(article)
  else if (choice === 6)
    db.prepare('DELETE FROM articles WHERE id = ? AND trashed_at IS NOT NULL').run(article)
  else if (choice <= 8) its.addHighlight(article, text())
  else if (choice === 9 && highlight !== undefined) {
    db.prepare('UPDATE highlights SET exact = ? WHERE id = ?').run(text(), highlight)
  } else if (choice === 10 && highlight !== undefined) {
    const owner = db
      .prepare('SELECT article_id FROM highlights WHERE id = ?')
      .pluck()
      .get(highlight) as string
    db.prepare('DELETE FROM notes WHERE highlight_id = ?').run(highlight)
    its.addNote(owner, text(), highlight)
  } else if (choice === 11 && highlight !== undefined) {
    db.prepare('DELETE FROM highlights WHERE id = ?').run(highlight)
  } else if (choice === 12) {
    const note = any('notes')
    if (note !== undefined) db.prepare('UPDATE notes SET body = ? WHERE id = ?').run(text(), note)
  } else {
    db.prepare(
      "INSERT OR REPLACE INTO article_tags (article_id, tag, updated_at, device_id) VALUES (?, ?, 0, 'd')"
    ).run(article, word())
  }
}

/** What a scan of the whole library finds for each word: `kind article highlight`, sorted. */
export function scanLibrary(its: Pick<FixtureLibrary, 'db'>): Record<string, string[]> {
  const rows = its.db
    .prepare(
      `SELECT 'article' AS kind, a.id AS article, NULL AS highlight, a.title || char(10) || v.text || char(10) ||
           a.byline || char(10) || a.site || char(10) ||
           coalesce((SELECT group_concat(tag, char(10)) FROM article_tags WHERE article_id = a.id), '') AS text
         FROM articles a JOIN article_versions v ON v.id = a.current_version_id WHERE a.trashed_at IS NULL
       UNION ALL
       SELECT 'highlight', a.id, h.id, h.exact || char(10) ||
           coalesce((SELECT group_concat(tag, char(10)) FROM highlight_tags WHERE highlight_id = h.id), '')
         FROM highlights h JOIN articles a ON a.id = h.article_id WHERE a.trashed_at IS NULL
       UNION ALL
       SELECT 'note', a.id, n.highlight_id, n.body
         FROM notes n JOIN articles a ON a.id = n.article_id WHERE a.trashed_at IS NULL`
    )
    .all() as { kind: string; article: string; highlight: string | null; text: string }[]
  const found: Record<string, string[]> = {}
  for (const word of stormWords) {
    // The last character of 手机 is a word of its own in a text; who asks for 手机 does not ask for 机.
    const asked = words(word, '').filter(({ start, end }, at, all) => {
      const before = all[at - 1]
      return before === undefined || start >= before.end || end > before.end
    })
    const terms = new Set(asked.map(({ term }) => term))
    found[word] = rows
      .filter((row) => words(row.text, '').some(({ term }) => terms.has(term)))
      .map((row) => `${row.kind} ${row.article} ${row.highlight}`)
      .sort()
  }
  return found
}

/** What search finds for each word, in the same form. */
export async function askSearch(search: SearchService): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const word of stormWords) {
    const { hits } = await search.query({ query: `${word} `, limit: 1000 })
    found[word] = hits.map((hit) => `${hit.kind} ${hit.articleId} ${hit.highlightId}`).sort()
  }
  return found
}

// Run as a program: edits and indexes until it is killed.
if (process.argv[2] === 'storm') {
  const its = fixtureLibrary(process.argv[3] ?? '')
  const search = openSearch({ ...its, startAfter: 0 })
  const random = randomFrom(Number(process.argv[4]))
  // So many at once are loaded in steps, and the kill may come in the middle of that.
  its.db.transaction(() => {
    for (let at = 0; at < 260; at++) its.addArticle({ title: stormWords[at % stormWords.length] ?? '' })
  })()
  process.stdout.write('started\n')
  for (;;) {
    for (let edits = random(20); edits >= 0; edits--) editOnce(its, random)
    search.poke()
    if (random(3) === 0) await search.caughtUp()
    else await new Promise((resolve) => setTimeout(resolve, random(8)))
  }
}
