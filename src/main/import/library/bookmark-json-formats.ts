import { timeOf } from '../article/stated-time.ts'
import { collect, isObject, type Json, listIn, names } from './collect-things.ts'
import type { LibraryExport, LibraryFormat } from './library-entry.ts'
import { makeEntry, oneLine } from './make-entry.ts'

/** Pinboard: `href`, the title as `description`, what was said of it as `extended`, tags divided by spaces. */
export const pinboardJson: LibraryFormat = {
  name: 'Pinboard',
  recognises: (head) =>
    /^\s*\[\s*\{/.test(head) && ['"href"', '"extended"', '"toread"'].every((name) => head.includes(name)),
  read: (text) =>
    collect('Pinboard', listIn(JSON.parse(text)), (one) => ({
      url: one.href,
      title: one.description,
      excerpt: one.extended,
      tags: typeof one.tags === 'string' ? one.tags.split(/\s+/) : listIn(one.tags),
      state: one.toread === 'yes' ? 'later' : 'finished',
      addedAt: timeOf(one.time)
    }))
}

/** GoodLinks: times in seconds; `readAt` is there once a link was read. */
export const goodLinksJson: LibraryFormat = {
  name: 'GoodLinks',
  recognises: (head) =>
    /^\s*\[\s*\{/.test(head) && ['"url"', '"addedAt"', '"starred"'].every((name) => head.includes(name)),
  read: (text) =>
    collect('GoodLinks', listIn(JSON.parse(text)), (one) => ({
      url: one.url,
      title: one.title,
      byline: one.author,
      excerpt: one.summary,
      tags: listIn(one.tags),
      state: one.readAt ? 'finished' : 'later',
      starred: one.starred === true,
      addedAt: timeOf(one.addedAt)
    }))
}

/** Linkwarden: collections, which may lie in one another and become tags, with their links; feeds are told. */
export const linkwardenJson: LibraryFormat = {
  name: 'Linkwarden',
  recognises: (head) =>
    /^\s*\{/.test(head) && /"collections"\s*:\s*\[/.test(head) && /"links"\s*:\s*\[/.test(head),
  read(text): LibraryExport {
    const whole = JSON.parse(text) as Json
    const collections = listIn(whole.collections).filter(isObject)
    const byId = new Map(collections.map((one) => [one.id, one]))
    const pinned = new Set(listIn(whole.pinnedLinks).map((one) => (isObject(one) ? one.id : one)))
    const result: LibraryExport = { app: this.name, entries: [], unreadable: [] }
    let row = 0
    for (const collection of collections) {
      const folders = pathOf(collection, byId)
      for (const link of listIn(collection.links).filter(isObject)) {
        row++
        const entry = makeEntry({
          row,
          url: link.url,
          title: link.name,
          excerpt: link.description,
          tags: [...folders, ...names(link.tags)],
          starred: pinned.has(link.id),
          addedAt: timeOf(link.importDate) ?? timeOf(link.createdAt)
        })
        if (entry.url) result.entries.push(entry)
        else result.unreadable.push({ row, title: entry.title, reason: 'noAddress' })
      }
      for (const feed of listIn(collection.rssSubscriptions).filter(isObject)) {
        row++
        result.unreadable.push({ row, title: oneLine(feed.name, 200), reason: 'feedOnly' })
      }
    }
    return result
  }
}

/** What a link of a collection lies in, outermost first; what was put nowhere lies in a collection of this name. */
function pathOf(collection: Json, byId: ReadonlyMap<unknown, Json>): string[] {
  const path: string[] = []
  const seen = new Set<Json>()
  for (let at: Json | undefined = collection; at && !seen.has(at); at = byId.get(at.parentId)) {
    seen.add(at)
    if (typeof at.name === 'string' && at.name !== 'Unorganized') path.unshift(at.name)
  }
  return path
}
