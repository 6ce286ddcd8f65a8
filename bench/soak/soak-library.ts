import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { buildBody, textHash } from '../../src/main/import/body/build-body.ts'
import { fixtureId } from '../../src/main/search/search-fixture.ts'
import { testApp } from '../../src/main/testing/test-app.ts'
import { article } from '../search/synthetic.ts'

/** A library of so many articles that can be read, indexed, as a folder; kept in `out/bench/` for the next run. */
export async function soakLibrary(size: number): Promise<string> {
  const folder = resolve(import.meta.dirname, '../../out/bench', `soak-library-${size}`)
  const written = join(folder, 'written')
  if (existsSync(written)) return folder
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const test = testApp({ folder, indexing: true })
  const { db, deviceId } = test.app.context
  db.pragma('synchronous = OFF')
  // Plain SQL: an import looks for other editions of its text, which for so many takes minutes.
  const addArticle = db.prepare(
    `INSERT INTO articles (id, current_version_id, title, language, word_count, added_at, updated_at, device_id)
     VALUES (@id, @versionId, @title, 'en', @wordCount, @now, @now, @deviceId)`
  )
  const addVersion = db.prepare(
    `INSERT INTO article_versions (id, article_id, number, standfirst, source_line, html, text, body_start, body_end,
       sections, outline, hash, word_count, importer, warnings, created_at, device_id)
     VALUES (@versionId, @id, 1, '', '', @html, @text, @bodyStart, @bodyEnd, @sections, '[]', @hash, @wordCount,
       'soak/1', '[]', @now, @deviceId)`
  )
  for (let from = 0; from < size; from += 1000) {
    db.transaction(() => {
      for (let at = from; at < Math.min(size, from + 1000); at++) {
        const { title, text } = article(at)
        const body = buildBody(
          text
            .split('\n\n')
            .map((words) => ({ type: 'paragraph', children: [{ type: 'text', text: words }] }))
        )
        const row = {
          ...body,
          id: fixtureId(2 * at),
          versionId: fixtureId(2 * at + 1),
          title,
          sections: JSON.stringify(body.sections),
          hash: textHash(body.text),
          now: 1_600_000_000_000 + at,
          deviceId
        }
        addArticle.run(row)
        addVersion.run(row)
      }
    })()
    if (from % 5000 === 0 && from > 0) console.log(`  writing ${from} of ${size} articles`)
  }
  test.app.search.poke()
  await test.app.search.caughtUp()
  await test.app.close()
  writeFileSync(written, '')
  return folder
}
