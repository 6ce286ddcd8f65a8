import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fixtureLibrary } from '../../src/main/search/search-fixture.ts'
import { openSearch } from '../../src/main/search/search-service.ts'
import { article, random, word } from '../search/synthetic.ts'

/** A rare word that a reader may type; one article in so many has it. */
export const RARE_WORD = 'multipolarity'
const EVERY = 997

const SITES = 60
const WRITERS = 400
const TAGS = 12
const name = (rank: number) => word(rank).replace(/^./, (letter) => letter.toUpperCase())

/** What a row shows of an article beside its title, in about the shares of a library of web pages. */
function facts(number: number) {
  const next = random(number * 7 + 3)
  const one = (from: number, many: number) => from + Math.floor(next() * many)
  const site = name(one(900, SITES))
  const byline = next() < 0.6 ? `${name(one(2000, WRITERS))} ${name(one(3000, WRITERS))}` : ''
  const day = new Date(Date.UTC(2010, 0, one(0, 5800))).toISOString()
  const published = next() < 0.2 ? '' : next() < 0.5 ? day : day.slice(0, 10)
  const tags = new Set<string>()
  while (tags.size < 3 && next() < 0.3) tags.add(word(one(5000, TAGS)))
  return { site, byline, published, tags: [...tags] }
}

/**
 * A library of `size` articles of about 800 words (seeded, Zipf) with sites, writers, days and tags, without an
 * index, as a folder. It is kept in `out/bench/` for the next run, because 100,000 take minutes to make.
 */
export function seededTexts(size: number): string {
  const folder = resolve(import.meta.dirname, '../../out/bench', `library-with-facts-${size}`)
  const written = join(folder, 'written')
  if (existsSync(written)) return folder
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const library = fixtureLibrary(folder)
  library.db.pragma('synchronous = OFF')
  const complete = library.db.prepare('UPDATE articles SET published = ?, word_count = ? WHERE id = ?')
  for (let from = 0; from < size; from += 1000) {
    library.db.transaction(() => {
      for (let at = from; at < Math.min(size, from + 1000); at++) {
        const { title, text } = article(at)
        const rare = at % EVERY === 0 ? ` The age of ${RARE_WORD} has begun.` : ''
        const { published, ...shown } = facts(at)
        const id = library.addArticle({ title, text: text + rare, language: 'en', ...shown })
        complete.run(published, text.split(' ').length, id)
      }
    })()
    if (from % 10_000 === 0 && from > 0) console.log(`  writing ${from} of ${size} articles`)
  }
  library.db.close()
  writeFileSync(written, '')
  return folder
}

/** The same with its index complete, for `LECTERN_LIBRARY`. */
export async function seededLibrary(size: number): Promise<string> {
  const folder = seededTexts(size)
  const library = fixtureLibrary(folder)
  const search = openSearch(library)
  let told = performance.now()
  search.onStatus(({ pending }) => {
    if (performance.now() - told < 10_000) return
    told = performance.now()
    console.log(`  indexing, ${pending} changes to go`)
  })
  await search.caughtUp()
  await search.close()
  library.db.close()
  return folder
}
