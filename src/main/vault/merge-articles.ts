import { HighlightColor } from '../../shared/highlights.ts'
import { mergeTexts } from '../../shared/merge-texts.ts'
import { TagName } from '../../shared/values.ts'
import type { VaultArticle } from './vault-article.ts'

export interface Merged {
  article: VaultArticle
  /** Places where both sides had changed. */
  joined: number
  /** Something outside could not be taken over as it stands; the file's old text is to be kept beside. */
  leftOver: boolean
}

/**
 * Joins what the library and a file say of an article, knowing what both agreed on before. What only one
 * side changed is taken from it. Notes that both changed are joined, tags are added and removed one by one,
 * and of a title, author, site, date or colour that both changed the library's stays. What is absent from the
 * file was not deleted by that: only Lectern deletes highlights.
 * @param before what they agreed on; undefined at their first meeting, when nothing is taken as a deletion
 */
export function mergeArticles(
  before: VaultArticle | undefined,
  library: VaultArticle,
  file: VaultArticle
): Merged {
  let joined = 0
  let leftOver = false
  const base = before ?? firstMeeting(library, file)
  const one = (was: string, here: string, outside: string, isGood: (value: string) => boolean): string => {
    if (outside === was || outside === here) return here
    if (here !== was || !isGood(outside)) {
      leftOver = true
      return here
    }
    return outside
  }
  const note = (was: string, here: string, outside: string): string => {
    if (outside !== was && here !== was && here !== outside) joined++
    return mergeTexts(was, outside, here)
  }
  const tags = (was: readonly string[], here: readonly string[], outside: readonly string[]): string[] => {
    const added = outside.filter((tag) => !has(was, tag) && !has(here, tag))
    const good = added.flatMap((tag) => {
      const parsed = TagName.safeParse(tag)
      if (!parsed.success) leftOver = true
      return parsed.success ? [parsed.data] : []
    })
    return [...here.filter((tag) => has(outside, tag) || !has(was, tag)), ...good]
  }
  const isShort = (most: number) => (value: string) =>
    value.length <= most && value.isWellFormed() && !value.includes('\0')
  const article: VaultArticle = {
    title: one(base.title, library.title, file.title, (title) => title.trim() !== '' && isShort(1000)(title)),
    author: one(base.author, library.author, file.author, isShort(1000)),
    site: one(base.site, library.site, file.site, isShort(500)),
    published: one(base.published, library.published, file.published, isShort(40)),
    tags: tags(base.tags, library.tags, file.tags),
    note: note(base.note, library.note, file.note),
    highlights: {}
  }
  for (const [id, here] of Object.entries(library.highlights)) {
    const outside = file.highlights[id]
    const was = base.highlights[id] ?? here
    article.highlights[id] = outside
      ? {
          color: one(
            was.color,
            here.color,
            outside.color,
            (color) => HighlightColor.safeParse(color).success
          ),
          tags: tags(was.tags, here.tags, outside.tags),
          note: note(was.note, here.note, outside.note)
        }
      : here
  }
  // A highlight the library no longer has: its note may hold words that are nowhere else.
  for (const [id, outside] of Object.entries(file.highlights)) {
    if (library.highlights[id]) continue
    const was = base.highlights[id]
    if (was ? outside.note !== was.note : outside.note !== '' || before !== undefined) leftOver = true
  }
  return { article, joined, leftOver }
}

/** Obsidian lets one write `#` before a tag, which says nothing. */
const plain = (tag: string) => tag.replace(/^#(?=\S)/, '').toLowerCase()
const has = (tags: readonly string[], tag: string) => tags.some((one) => plain(one) === plain(tag))

/** Nothing is known of an earlier meeting: tags are only added, notes that differ are both kept. */
function firstMeeting(library: VaultArticle, file: VaultArticle): VaultArticle {
  const both = (a: readonly string[], b: readonly string[]) => a.filter((tag) => has(b, tag))
  return {
    ...library,
    tags: both(library.tags, file.tags),
    note: '',
    highlights: Object.fromEntries(
      Object.entries(library.highlights).map(([id, here]) => [
        id,
        { ...here, tags: both(here.tags, file.highlights[id]?.tags ?? []), note: '' }
      ])
    )
  }
}
