import type { SearchHit } from '../../../shared/search.ts'

/** What was found in and around one article; a notebook is by itself. */
export interface Group {
  /** Of the article or notebook. */
  id: string
  items: SearchHit[]
}

/**
 * By article, where its best hit stands in the answer; in each the article's own passage first, then its
 * highlights and notes, best first.
 */
export function groupHits(hits: readonly SearchHit[]): Group[] {
  const groups = new Map<string, Group>()
  for (const hit of hits) {
    const id = hit.articleId ?? hit.notebookId ?? ''
    const group = groups.get(id)
    if (!group) groups.set(id, { id, items: [hit] })
    else if (hit.kind === 'article') group.items.unshift(hit)
    else group.items.push(hit)
  }
  return [...groups.values()]
}

/** The first groups that together have `rows` rows, or all when there are fewer. */
export function firstGroups(groups: readonly Group[], rows: number): Group[] {
  let count = 0
  let end = 0
  for (; end < groups.length && count < rows; end++) count += groups[end]?.items.length ?? 0
  return groups.slice(0, end)
}
