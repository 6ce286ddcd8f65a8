import { afterEach } from 'vitest'
import { type FixtureLibrary, fixtureLibrary } from '../search/search-fixture.ts'
import { openSearch, type SearchService } from '../search/search-service.ts'

/** What the tests of a file opened, closed after each, the last one first. */
const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close()
})

/** Closed when the test is over. */
export function closedAfterwards<T extends { close(): unknown }>(opened: T): T {
  open.push(opened)
  return opened
}

export const testLibrary = (): FixtureLibrary => closedAfterwards(fixtureLibrary())

export const testSearch = (library: FixtureLibrary): SearchService => closedAfterwards(openSearch(library))
