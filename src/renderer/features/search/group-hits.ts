import type { SearchHit } from '../../../shared/search.ts'

/** What was found in and around one article. */
export interface Group {
  articleId: SearchHit['articleId']
  items: SearchHit[]
}

/**
 * By article, where its best hit stands in the answer; in each the article's own passage first, then its
 * highlights and notes, best first.
 */
export function groupHits(hits: readonly SearchHit[]): Group[] {
  const groups = new Map<string, Group>()
  for (const hit of hits) {
    const group = groups.get(hit.articleId)
    if (!group) groups.set(hit.articleId, { articleId: hit.articleId, items: [hit] })
    else if (hit.kind === 'article') group.items.unshift(hit)
    else group.items.push(hit)
  }
  return [...groups.values()]
}
