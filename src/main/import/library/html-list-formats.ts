import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { addAll } from '../../../shared/long-lists.ts'
import { timeOf } from '../article/stated-time.ts'
import type { LibraryExport, LibraryFormat } from './library-entry.ts'
import { listOf, makeEntry, oneLine } from './make-entry.ts'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

/** Every element of a page in document order, without recursion: these files nest as deep as their folders. */
function* elements(text: string): Generator<Element> {
  const waiting: Node[] = [parse(text)]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if ('tagName' in node) yield node
    if ('childNodes' in node) {
      for (let index = node.childNodes.length - 1; index >= 0; index--) waiting.push(node.childNodes[index]!)
    }
  }
}

function attributeOf(element: Element, name: string): string {
  return element.attrs.find((one) => one.name === name)?.value ?? ''
}

function wordsOf(element: Element, except: readonly string[] = []): string {
  let words = ''
  const waiting: Node[] = [...element.childNodes].reverse()
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if ('value' in node) words += node.value
    else if ('childNodes' in node && !('tagName' in node && except.includes(node.tagName))) {
      addAll(waiting, [...node.childNodes].reverse())
    }
  }
  return words
}

/** Pocket's old `ril_export.html`: lists of links below "Unread" and "Read Archive". */
export const pocketHtml: LibraryFormat = {
  name: 'Pocket',
  recognises: (head) => /<title>\s*Pocket Export/i.test(head),
  read(text): LibraryExport {
    const result: LibraryExport = { app: this.name, entries: [], unreadable: [] }
    let archived = false
    let row = 0
    for (const element of elements(text)) {
      if (element.tagName === 'h1') archived = /archive/i.test(wordsOf(element))
      if (element.tagName !== 'a') continue
      row++
      const entry = makeEntry({
        row,
        url: attributeOf(element, 'href'),
        title: wordsOf(element),
        tags: listOf(attributeOf(element, 'tags')),
        state: archived ? 'finished' : 'later',
        addedAt: timeOf(attributeOf(element, 'time_added'))
      })
      if (entry.url) result.entries.push(entry)
      else result.unreadable.push({ row, title: entry.title, reason: 'noAddress' })
    }
    return result
  }
}

/**
 * Bookmarks as every browser (and Raindrop, Pinboard, Karakeep) writes them since Netscape: `DL` for a
 * folder, `DT` `A` for a bookmark, `DD` for a description. Folders become tags.
 */
export const bookmarksHtml: LibraryFormat = {
  name: 'Bookmarks',
  recognises: (head) => /<!doctype\s+netscape-bookmark-file-1/i.test(head),
  read(text): LibraryExport {
    const result: LibraryExport = { app: this.name, entries: [], unreadable: [] }
    // What browsers call their own top folders is no tag.
    const standing =
      /^(?:bookmarks?(?: bar| menu| toolbar)?|other bookmarks|favou?rites(?: bar)?|unsorted|reading list)$/i
    const folderOf = new Map<Node, string>()
    let heading = ''
    let last: ReturnType<typeof makeEntry> | undefined
    let row = 0
    for (const element of elements(text)) {
      if (element.tagName === 'h3') heading = isOwnFolder(element) ? '' : oneLine(wordsOf(element), 100)
      else if (element.tagName === 'dl') {
        folderOf.set(element, heading)
        heading = ''
      } else if (element.tagName === 'dd' && last) {
        const { excerpt, note } = described(wordsOf(element, ['dl', 'dt', 'dd']))
        last.excerpt = oneLine(excerpt, 10_000)
        last.note = note
        last = undefined
      } else if (element.tagName === 'a') {
        row++
        last = undefined
        const folders: string[] = []
        for (let up: Node | null = element.parentNode; up; up = 'parentNode' in up ? up.parentNode : null) {
          const folder = folderOf.get(up)
          if (folder && !standing.test(folder)) folders.unshift(folder)
        }
        const tags = listOf(attributeOf(element, 'tags')).map((tag) => tag.trim())
        const isArchived = tags.includes(ARCHIVED)
        const entry = makeEntry({
          row,
          url: attributeOf(element, 'href'),
          title: wordsOf(element),
          tags: [...folders, ...tags.filter((tag) => tag !== ARCHIVED)],
          state: isArchived || attributeOf(element, 'toread') === '0' ? 'finished' : 'later',
          starred: attributeOf(element, 'data-important') === 'true',
          leadImageUrl: attributeOf(element, 'data-cover'),
          addedAt: timeOf(attributeOf(element, 'add_date'))
        })
        if (entry.url) {
          result.entries.push(entry)
          last = entry
        } else {
          // What is said below it is said of it.
          last = undefined
          result.unreadable.push({ row, title: entry.title, reason: 'noAddress' })
        }
      }
    }
    return result
  }
}

/** What linkding writes among the tags of what was archived. */
const ARCHIVED = 'linkding:bookmarks.archived'

/** A description, and what linkding sets behind it: the reader's notes. */
function described(text: string): { excerpt: string; note: string } {
  const [begin, end] = ['[linkding-notes]', '[/linkding-notes]']
  const from = text.indexOf(begin)
  const to = from < 0 ? -1 : text.indexOf(end, from)
  if (to < 0) return { excerpt: text, note: '' }
  const note = text.slice(from + begin.length, to)
  return {
    excerpt: `${text.slice(0, from)}${text.slice(to + end.length)}`,
    note: note.trim().slice(0, 1_000_000)
  }
}

/** What a browser calls its own top folders in the reader's language is no tag, either: it marks them. */
const isOwnFolder = (heading: Element) =>
  attributeOf(heading, 'personal_toolbar_folder') === 'true' ||
  attributeOf(heading, 'unfiled_bookmarks_folder') === 'true' ||
  attributeOf(heading, 'id') === 'com.apple.ReadingList'

/** OPML outlines: links are kept; feeds are no articles, and each is told. */
export const opml: LibraryFormat = {
  name: 'OPML',
  recognises: (head) => /<opml[\s>]/i.test(head),
  read(text): LibraryExport {
    const result: LibraryExport = { app: this.name, entries: [], unreadable: [] }
    let row = 0
    // parse5 reads outlines as unknown elements; a self-closing one swallows what follows, so each is closed.
    const closed = text.replace(/<outline\b((?:"[^"]*"|'[^']*'|[^>"'])*?)\/>/gi, '<outline$1></outline>')
    for (const element of elements(closed)) {
      if (element.tagName !== 'outline') continue
      const title = attributeOf(element, 'text') || attributeOf(element, 'title')
      const feed = attributeOf(element, 'xmlurl')
      const url = attributeOf(element, 'url') || attributeOf(element, 'htmlurl')
      if (!feed && !url) continue
      row++
      if (feed) {
        result.unreadable.push({ row, title: oneLine(title, 200), reason: 'feedOnly' })
        continue
      }
      const entry = makeEntry({
        row,
        url,
        title,
        excerpt: attributeOf(element, '_note') || attributeOf(element, 'description'),
        tags: listOf(attributeOf(element, 'category')),
        addedAt: timeOf(attributeOf(element, 'created'))
      })
      if (entry.url) result.entries.push(entry)
      else result.unreadable.push({ row, title: entry.title, reason: 'noAddress' })
    }
    return result
  }
}
