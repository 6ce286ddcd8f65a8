import { describe, expect, it } from 'vitest'
import { fixtureId, fixtureLibrary } from '../search/search-fixture.ts'
import { countArticles } from './repository.ts'

/** The same counts, of every row and without an index. */
const plainly = `SELECT
  count(*) FILTER (WHERE trashed_at IS NULL AND e.article_id IS NULL) AS "all",
  count(*) FILTER (WHERE trashed_at IS NULL AND e.article_id IS NULL AND state = 'later') AS later,
  count(*) FILTER (WHERE trashed_at IS NULL AND e.article_id IS NULL AND state = 'reading') AS reading,
  count(*) FILTER (WHERE trashed_at IS NULL AND e.article_id IS NULL AND state = 'finished') AS finished,
  count(*) FILTER (WHERE trashed_at IS NULL AND starred = 1) AS starred,
  count(e.article_id) FILTER (WHERE trashed_at IS NULL) AS extracts,
  count(*) FILTER (WHERE trashed_at IS NOT NULL) AS trashed,
  (SELECT count(*) FROM highlights h JOIN articles x ON x.id = h.article_id WHERE x.trashed_at IS NULL) AS highlights
FROM articles a LEFT JOIN extracts e ON e.article_id = a.id`

describe('the counts of the lists', () => {
  it('are those of every row, whatever is starred, read, extracted, marked or in the Trash', () => {
    const library = fixtureLibrary()
    const { db } = library
    const told = () => [countArticles(db), db.prepare(plainly).get()]
    const [empty, emptyPlainly] = told()
    expect(empty).toEqual(emptyPlainly)
    // Every mixture of four states of being: 3 x 2 x 2 x 2, and some of them more than once.
    for (let at = 0; at < 60; at++) {
      const id = library.addArticle({ title: `${at}`, text: 'Some words' })
      const state = ['later', 'reading', 'finished'][at % 3]
      const starred = (at >> 1) % 2
      const trashedAt = at % 5 === 0 ? at : null
      db.prepare('UPDATE articles SET state = ?, starred = ?, trashed_at = ? WHERE id = ?').run(
        state,
        starred,
        trashedAt,
        id
      )
      if (at % 7 < 3)
        db.prepare(
          `INSERT INTO extracts (article_id, source_article_id, source_version_id, source_highlight_id, text_start,
           text_end, exact, prefix, suffix, created_at, updated_at, device_id)
           VALUES (?, ?, ?, ?, 0, 4, 'Some', '', '', 0, 0, 'd')`
        ).run(id, fixtureId(1), `v-${fixtureId(1)}`, fixtureId(2))
      if (at % 4 === 0) library.addHighlight(id, 'words')
    }
    const [counted, countedPlainly] = told()
    expect(counted).toEqual(countedPlainly)
    expect(counted).toMatchObject({ trashed: 12, extracts: expect.any(Number) })
    library.close()
  })
})
