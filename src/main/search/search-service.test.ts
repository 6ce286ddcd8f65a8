import { existsSync, renameSync, rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ArticleId } from '../../shared/values.ts'
import { closedAfterwards, testLibrary, testSearch } from '../testing/test-search.ts'
import { openSearch, type SearchService } from './search-service.ts'

async function titles(service: SearchService, query: string): Promise<string[]> {
  await service.caughtUp()
  return (await service.query({ query })).hits.map((hit) => hit.articleTitle)
}

describe('openSearch', () => {
  it('finds an article, a highlight and a note, with the words marked where they are', async () => {
    const its = testLibrary()
    const text = 'Rivers carry sediment to the sea. The delta grows by a metre every year.'
    const article = its.addArticle({ title: 'How a delta grows', text, language: 'en' })
    const highlight = its.addHighlight(article, 'delta grows by a metre')
    its.addNote(article, 'Ask about the delta in spring', highlight)
    const service = testSearch(its)
    await service.caughtUp()
    const { hits, pending } = await service.query({ query: 'deltas' })
    expect(pending).toBe(0)
    expect(hits.map((hit) => hit.kind).sort()).toEqual(['article', 'highlight', 'note'])
    const found = hits.find((hit) => hit.kind === 'article')
    expect(found?.occurrences.map(({ start, end }) => text.slice(start, end))).toEqual(['delta'])
    expect(found?.marks.map(([start, end]) => found.snippet.slice(start, end))).toEqual(['delta'])
    expect(found?.titleMarks).toEqual([[6, 11]])
    const note = hits.find((hit) => hit.kind === 'note')
    expect(note?.highlightId).toBe(highlight)
    expect(note?.occurrences).toEqual([{ start: 38, end: 60 }])
  })

  it('waits with its worker until it is asked, or until its time has come', async () => {
    const its = testLibrary()
    its.addArticle({ title: 'Owls', text: 'They hunt at night' })
    // A worker makes the file of its index: one that began later has done so before the other is asked.
    const late = closedAfterwards(openSearch({ ...its, startAfter: 3_600_000 }))
    // News of changes is no question: the worker sees them by itself once it is there.
    late.poke()
    const control = testLibrary()
    await testSearch(control).caughtUp()
    expect(existsSync(control.indexFile)).toBe(true)
    expect(existsSync(its.indexFile)).toBe(false)
    expect(await titles(late, 'hunt')).toEqual(['Owls'])

    const soon = testLibrary()
    closedAfterwards(openSearch({ ...soon, startAfter: 1 }))
    await expect.poll(() => existsSync(soon.indexFile), { timeout: 20_000 }).toBe(true)
  })

  it('starts no worker for who asks after it was closed', async () => {
    const its = testLibrary()
    const service = testSearch(its)
    await service.caughtUp()
    await service.close()
    const removed = its.indexFile
    rmSync(removed)
    await expect(service.status()).rejects.toMatchObject({ code: 'internal' })
    await expect(service.rebuild()).rejects.toMatchObject({ code: 'internal' })
    expect((await service.query({ query: 'hunt' })).hits).toEqual([])
    expect(existsSync(removed)).toBe(false)
  })

  it('follows inserts, edits, the Trash and deletions', async () => {
    const its = testLibrary()
    const service = testSearch(its)
    const id = its.addArticle({ title: 'Owls', text: 'They hunt at night' })
    expect(await titles(service, 'hunt')).toEqual(['Owls'])
    its.db.prepare("UPDATE articles SET title = 'Barn owls' WHERE id = ?").run(id)
    expect(await titles(service, 'barn')).toEqual(['Barn owls'])
    its.db.prepare('UPDATE articles SET trashed_at = 1 WHERE id = ?').run(id)
    expect(await titles(service, 'hunt')).toEqual([])
    its.db.prepare('UPDATE articles SET trashed_at = NULL WHERE id = ?').run(id)
    expect(await titles(service, 'hunt')).toEqual(['Barn owls'])
    its.db.prepare('DELETE FROM articles WHERE id = ?').run(id)
    expect(await titles(service, 'hunt')).toEqual([])
  })
})

describe('a service', () => {
  it('ends a query that is called off with an answer without hits', async () => {
    const its = testLibrary()
    its.addArticle({ title: 'Owls' })
    const service = testSearch(its)
    await service.caughtUp()
    const off = new AbortController()
    const answer = service.query({ query: 'owls' }, { signal: off.signal })
    off.abort()
    expect((await answer).hits).toEqual([])
    expect((await service.query({ query: 'owls' })).hits.length).toBe(1)
    expect((await service.query({ query: 'owls' }, { signal: off.signal })).hits).toEqual([])
  })

  it('tells which articles are alike, unless called off', async () => {
    const its = testLibrary()
    const articleId = its.addArticle({ title: 'Barn owls', text: 'Owls hunt voles' }) as ArticleId
    its.addArticle({ title: 'Tawny owls', text: 'These owls hunt in woods' })
    const service = testSearch(its)
    await service.caughtUp()
    const related = await service.related({ articleId })
    expect(related.map(({ title }) => title)).toEqual(['Tawny owls'])
    const off = new AbortController()
    off.abort()
    expect(await service.related({ articleId }, { signal: off.signal })).toEqual([])
  })

  it('tells how far it is, and answers meanwhile', async () => {
    const its = testLibrary()
    for (let at = 0; at < 900; at++)
      its.addArticle({ title: `Owl ${at}`, text: 'They hunt at night. '.repeat(20) })
    const service = testSearch(its)
    const states: string[] = []
    service.onStatus(({ state }) => states.push(state))
    const early = await service.query({ query: 'owl' })
    expect(early.pending).toBeGreaterThan(0)
    await service.caughtUp()
    await expect.poll(() => states.at(-1)).toBe('ready')
    expect(await service.status()).toEqual({ state: 'ready', pending: 0, indexed: 900 })
    expect((await service.query({ query: 'owl' })).pending).toBe(0)
  })

  it('says so when the library cannot be opened, and closes all the same', async () => {
    const service = openSearch({
      libraryFile: '/nowhere/library.sqlite',
      indexFile: '/nowhere/search.sqlite'
    })
    await expect(service.query({ query: 'owl' })).rejects.toMatchObject({ code: 'internal' })
    await service.close()
  })

  it('comes back after its worker ended again and again: by itself when it has rested, or when it is asked to', async () => {
    const its = testLibrary()
    its.addArticle({ title: 'Owls', text: 'They hunt at night' })
    const elsewhere = `${its.libraryFile}.moved`
    // Without its library a worker ends as soon as it starts.
    renameSync(its.libraryFile, elsewhere)
    for (const [rests, isAsked] of [
      [[0, 0, 0, 0, 0, 50], false],
      [[0, 3_600_000], true]
    ] as const) {
      const service = closedAfterwards(openSearch({ ...its, rests }))
      const states: string[] = []
      service.onStatus(({ state }) => states.push(state))
      for (let tries = 0; tries < 8; tries++)
        await expect(service.query({ query: 'hunt' })).rejects.toMatchObject({ code: 'internal' })
      expect(states).toContain('down')
      if (isAsked) expect(await service.status()).toEqual({ state: 'down', pending: 0, indexed: 0 })
      renameSync(elsewhere, its.libraryFile)
      if (isAsked) await service.startAgain()
      await expect.poll(() => states.at(-1), { timeout: 20_000 }).toBe('ready')
      expect(await titles(service, 'hunt')).toEqual(['Owls'])
      await service.close()
      renameSync(its.libraryFile, elsewhere)
    }
    renameSync(elsewhere, its.libraryFile)
  })

  it('keeps the index in memory where it cannot be written', async () => {
    const its = testLibrary()
    its.addArticle({ title: 'Owls' })
    const service = closedAfterwards(openSearch({ ...its, indexFile: '/nowhere/at/all/search.sqlite' }))
    await service.caughtUp()
    expect((await service.query({ query: 'owls' })).hits.length).toBe(1)
  })
})
