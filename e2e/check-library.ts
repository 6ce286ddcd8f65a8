import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { INDEX_FILE } from '../src/main/db/library-files.ts'
import { openLibrary } from '../src/main/db/open-library.ts'
import { getHighlight } from '../src/main/highlights/repository.ts'
import { openSearch } from '../src/main/search/search-service.ts'

/**
 * Looks into a library after a crash, from outside the app. Standard input: the highlights that must be
 * `there` or `gone`, as [id, word of its note] pairs. Standard output: what is wrong, as JSON.
 */
const folder = process.argv[2]!
const { there, gone } = JSON.parse(readFileSync(0, 'utf8')) as Record<'there' | 'gone', [string, string][]>
const library = openLibrary(folder, { create: false })
const search = openSearch({ libraryFile: library.file, indexFile: join(folder, INDEX_FILE) })
await search.caughtUp()

async function isFound(id: string, word: string): Promise<boolean> {
  const { hits } = await search.query({ query: `"${word}"`, kinds: ['note'], limit: 20 })
  return hits.some((hit) => hit.highlightId === id)
}

const lost = there.filter(([id, word]) => !getHighlight(library.db, id)?.note.includes(word))
const cameBack = gone.filter(([id]) => getHighlight(library.db, id) !== undefined)
const notInIndex: string[] = []
for (const [id, word] of there) if (!(await isFound(id, word))) notInIndex.push(id)
for (const [id, word] of gone) if (await isFound(id, word)) cameBack.push([id, word])
const things = library.db
  .prepare(
    `SELECT (SELECT count(*) FROM articles WHERE trashed_at IS NULL)
       + (SELECT count(*) FROM highlights h JOIN articles a ON a.id = h.article_id WHERE a.trashed_at IS NULL)
       + (SELECT count(*) FROM notes n JOIN articles a ON a.id = n.article_id WHERE a.trashed_at IS NULL)`
  )
  .pluck()
  .get()
const { indexed } = await search.status()
const ok = library.db.pragma('integrity_check', { simple: true }) === 'ok'
process.stdout.write(
  JSON.stringify({ lost, notInIndex, cameBack, indexEqualsDatabase: ok && indexed === things })
)
await search.close()
library.close()
