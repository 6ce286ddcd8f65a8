import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fixtureLibrary } from '../../src/main/search/search-fixture.ts'
import { openSearch } from '../../src/main/search/search-service.ts'
import { article } from '../search/synthetic.ts'

/** A rare word that a reader may type; one article in so many has it. */
export const RARE_WORD = 'multipolarity'
const EVERY = 997

/**
 * A library of `size` articles of about 800 words (seeded, Zipf), without an index, as a folder. It is kept
 * in `out/bench/` for the next run, because 100,000 take minutes to make.
 */
export function seededTexts(size: number): string {
  const folder = resolve(import.meta.dirname, '../../out/bench', `library-${size}`)
  const written = join(folder, 'written')
  if (existsSync(written)) return folder
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const library = fixtureLibrary(folder)
  library.db.pragma('synchronous = OFF')
  for (let from = 0; from < size; from += 1000) {
    library.db.transaction(() => {
      for (let at = from; at < Math.min(size, from + 1000); at++) {
        const { title, text } = article(at)
        const rare = at % EVERY === 0 ? ` The age of ${RARE_WORD} has begun.` : ''
        library.addArticle({ title, text: text + rare, language: 'en' })
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
