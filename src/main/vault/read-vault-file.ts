import { parseDocument } from 'yaml'
import type { MessageKey } from '../../shared/messages/en.ts'
import { plainNote, type VaultArticle } from './vault-article.ts'
import { BLOCK_ID, END_MARK, HIGHLIGHTS_MARK, NOTE_MARK, unguardMarks } from './vault-marks.ts'
import type { OwnParts } from './write-vault-file.ts'

/** What a file of the Markdown folder says. Fields that are not there are undefined: absence changes nothing. */
export interface VaultFile {
  articleId: string
  title: string | undefined
  author: string | undefined
  site: string | undefined
  published: string | undefined
  tags: string[] | undefined
  note: string
  highlights: Map<string, VaultHighlight>
  own: OwnParts
}

export interface VaultHighlight {
  color: string | undefined
  tags: string[] | undefined
  note: string
  /** The quotation as it stands, every line with its sign. */
  quote: string
}

/** Why a file cannot be read back: a key of the catalogue. */
export type VaultProblem = { problem: MessageKey }

/** The largest front matter that is looked at, in characters. */
const MOST_FRONT_MATTER = 65_536

/**
 * Reads a file of the Markdown folder, however it was edited. Words that stand where Lectern writes none
 * become part of the note next to them, so that nothing written there is lost.
 */
export function readVaultFile(source: string): VaultFile | VaultProblem {
  const text = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  const front = splitFrontMatter(text)
  const articleId = front && scalar(front.fields, 'lectern')
  if (!front || !articleId) return { problem: 'errors.vault.frontMatter' }
  const body = parts(front.body)
  if (!body) return { problem: 'errors.vault.marks' }
  const highlights = readHighlights(body.highlights)
  if (!highlights) return { problem: 'errors.vault.twice' }
  const note = [strayWords(body.head), withoutHeading(body.note, '## Note'), highlights.stray]
  return {
    articleId,
    title: scalar(front.fields, 'title'),
    author: scalar(front.fields, 'author'),
    site: scalar(front.fields, 'site'),
    published: scalar(front.fields, 'published'),
    tags: tagList(front.fields.get('tags')),
    note: plainNote(unguardMarks(note.filter((part) => part !== '').join('\n\n'))),
    highlights: highlights.found,
    own: { frontMatter: front.yaml, after: body.after }
  }
}

/** The article a file belongs to, from its beginning alone; empty when it is none of ours. */
export function articleIdOf(head: string): string {
  const front = splitFrontMatter(head.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'))
  return (front && scalar(front.fields, 'lectern')) ?? ''
}

/** Everything the file says, for comparing: what is absent is as `before` had it. */
export function vaultArticleFrom(file: VaultFile, before: VaultArticle): VaultArticle {
  return {
    title: file.title ?? before.title,
    author: file.author ?? before.author,
    site: file.site ?? before.site,
    published: file.published ?? before.published,
    tags: file.tags ?? before.tags,
    note: file.note,
    highlights: Object.fromEntries(
      [...file.highlights].map(([id, one]) => [
        id,
        {
          color: one.color ?? before.highlights[id]?.color ?? '',
          tags: one.tags ?? before.highlights[id]?.tags ?? [],
          note: one.note
        }
      ])
    )
  }
}

function splitFrontMatter(text: string) {
  if (!text.startsWith('---\n')) return undefined
  const end = /\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text.slice(0, MOST_FRONT_MATTER))
  if (!end) return undefined
  const yaml = text.slice(4, end.index + 1)
  // All scalars stay strings: a date must not be read in some time zone, nor "no" as false.
  const document = parseDocument(yaml, { schema: 'failsafe', uniqueKeys: false })
  if (document.errors.length > 0) return undefined
  try {
    const value: unknown = document.toJS({ mapAsMap: true, maxAliasCount: 50 })
    if (!(value instanceof Map)) return undefined
    return { fields: value as Map<unknown, unknown>, yaml, body: text.slice(end.index + end[0].length) }
  } catch {
    return undefined
  }
}

function scalar(fields: Map<unknown, unknown>, key: string): string | undefined {
  const value = fields.get(key)
  return typeof value === 'string' ? value.trim() : undefined
}

/** A list, or words with commas between; Obsidian lets one write `#` before a tag. */
function tagList(value: unknown): string[] | undefined {
  const list = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : undefined
  return list
    ?.filter((tag): tag is string => typeof tag === 'string')
    .map((tag) => tag.trim().replace(/^#(?=\S)/, ''))
    .filter((tag) => tag !== '')
}

/** The stretches between the marks; undefined unless each mark stands once and in order. */
function parts(body: string) {
  const lines = body.split('\n')
  const at = [NOTE_MARK, HIGHLIGHTS_MARK, END_MARK].map((mark) =>
    lines.flatMap((line, index) => (line.trimEnd() === mark ? [index] : []))
  )
  if (at.some((places) => places.length !== 1)) return undefined
  const [note, highlights, end] = at.map(([place]) => place!) as [number, number, number]
  if (note > highlights || highlights > end) return undefined
  const between = (from: number, to?: number) => lines.slice(from, to).join('\n')
  return {
    head: between(0, note),
    note: between(note + 1, highlights),
    highlights: between(highlights + 1, end),
    after: between(end + 1)
  }
}

/** What somebody wrote above the note: neither the title nor the line of links. */
function strayWords(head: string): string {
  const lines = head.split('\n')
  for (const ours of ['# ', '[Open in Lectern](']) {
    const at = lines.findIndex((line) => line.startsWith(ours))
    if (at >= 0) lines.splice(at, 1)
  }
  return plainNote(lines.join('\n'))
}

function withoutHeading(part: string, heading: string): string {
  const text = plainNote(part)
  const [first = '', ...rest] = text.split('\n')
  return first.trimEnd() === heading ? plainNote(rest.join('\n')) : text
}

/**
 * Highlights by the block ids under their quotations; what stands between one's facts and the next quotation
 * is its note. Undefined when one id stands twice.
 */
function readHighlights(part: string) {
  const lines = part.split('\n')
  const marks = lines.flatMap((line, index) => {
    const id = BLOCK_ID.exec(line)?.[1]
    return id === undefined ? [] : [{ id, index }]
  })
  if (new Set(marks.map(({ id }) => id)).size < marks.length) return undefined
  const found = new Map<string, VaultHighlight>()
  const quotes = marks.map(({ index }) => quoteAbove(lines, index))
  const stray = withoutHeading(lines.slice(0, quotes[0]?.from ?? lines.length).join('\n'), '## Highlights')
  for (const [place, { id, index }] of marks.entries()) {
    const { from, to } = quotes[place]!
    const until = quotes[place + 1]?.from ?? lines.length
    const facts: { color?: string; tags?: string[] } = {}
    let line = index + 1
    while (line < until && lines[line]!.trim() === '') line++
    for (; line < until; line++) {
      const fact = /^(color|tags|link)::[ \t]*(.*)$/.exec(lines[line]!)
      if (!fact) break
      if (fact[1] === 'color') facts.color = fact[2]!.trim()
      if (fact[1] === 'tags') facts.tags = readTags(fact[2]!)
    }
    found.set(id, {
      color: facts.color,
      tags: facts.tags,
      note: plainNote(unguardMarks(lines.slice(line, until).join('\n'))),
      quote: lines.slice(from, to).join('\n')
    })
  }
  return { found, stray }
}

/** The lines of the quotation that ends above a block id. */
function quoteAbove(lines: readonly string[], index: number): { from: number; to: number } {
  let to = index
  while (to > 0 && lines[to - 1]!.trim() === '') to--
  let from = to
  while (from > 0 && lines[from - 1]!.startsWith('>')) from--
  return { from, to }
}

function readTags(text: string): string[] {
  const tags: string[] = []
  for (const [, quoted, plain] of text.matchAll(/\s*(?:("(?:[^"\\]|\\.)*")|([^,]+))/g)) {
    const tag = quoted === undefined ? plain!.trim().replace(/^#(?=\S)/, '') : unquoted(quoted)
    if (tag !== '') tags.push(tag)
  }
  return tags
}

function unquoted(text: string): string {
  try {
    return String(JSON.parse(text))
  } catch {
    return text
  }
}
