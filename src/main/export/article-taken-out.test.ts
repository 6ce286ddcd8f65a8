import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type Library, openLibrary } from '../db/open-library.ts'
import { addArticle, sampleArticle } from '../testing/full-articles.ts'
import { exportArticle } from './export-articles.ts'

const folder = mkdtempSync(join(tmpdir(), 'lectern-zip-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const newLibrary = (): Library => openLibrary(join(folder, randomUUID()))

describe('an article taken out', () => {
  it('is Markdown with front matter, quotations and links back', async () => {
    const library = newLibrary()
    const id = await addArticle(
      library,
      sampleArticle({ tags: ['one'], note: 'All in all.', sourceLine: '' })
    )
    const { fileName, content } = exportArticle(library.db, id, 'markdown')
    expect(fileName).toBe('A title “quoted”.md')
    expect(content).toContain('title: "A title: “quoted”"\n')
    expect(content).toContain('tags: ["added later", "one"]\n')
    expect(content).toContain(`lectern: "${id}"\n`)
    expect(content).toContain('> first \\*paragraph\\* says something.\n>\n> The second one\n')
    expect(content).toContain(`lectern://article/${id}#highlight-`)
    expect(content).toContain('- Tags: later\n- Note:\n\n  **Why** indeed\n')
    expect(content).toContain('## Note\n\nAll in all.\n')
    library.close()
  })

  it('is a W3C annotation collection whose selectors say the same place twice', async () => {
    const library = newLibrary()
    const id = await addArticle(library, sampleArticle({ note: null, tags: [] }))
    const { fileName, content } = exportArticle(library.db, id, 'jsonld')
    expect(fileName).toBe('A title “quoted”.jsonld')
    const collection = JSON.parse(content)
    expect(collection).toMatchObject({
      '@context': 'http://www.w3.org/ns/anno.jsonld',
      id: `urn:uuid:${id}`,
      type: 'AnnotationCollection',
      total: 2
    })
    const [whole, highlight] = collection.first.items
    expect(whole).toMatchObject({
      motivation: 'tagging',
      body: [{ value: 'added later', purpose: 'tagging' }]
    })
    expect(highlight).toMatchObject({
      motivation: 'highlighting',
      body: [
        { type: 'TextualBody', purpose: 'commenting', format: 'text/markdown', value: '**Why** indeed' },
        { type: 'TextualBody', purpose: 'tagging', value: 'later' }
      ],
      target: { styleClass: 'highlight-green', source: { via: 'https://example.org/a?b=1' } }
    })
    const [quote, position] = highlight.target.selector
    const text = library.db.prepare('SELECT text FROM article_versions').pluck().get() as string
    expect(quote.exact).toBe(text.slice(position.start, position.end))
    expect(text.slice(0, position.start).endsWith(quote.prefix)).toBe(true)
    expect(text.slice(position.end).startsWith(quote.suffix)).toBe(true)
    library.close()
  })
})
