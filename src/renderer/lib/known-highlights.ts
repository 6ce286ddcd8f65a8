import type { QueryClient } from '@tanstack/react-query'
import type { Input, MethodName, Output } from '../../shared/contract.ts'
import type { Highlight } from '../../shared/highlights.ts'
import type { ArticleId } from '../../shared/values.ts'

/** What a write that was stored makes of a list of highlights: some leave, some come or are others now. */
interface Change {
  gone?: readonly string[]
  now?: readonly Highlight[]
  each?: { ids: readonly string[]; change(highlight: Highlight): Partial<Highlight> }
}

const changesOf: { [M in MethodName]?: (input: Input<M>, output: Output<M>) => Change } = {
  'highlights.create': (_, made) => ({ now: [made] }),
  'highlights.resize': (_, resized) => ({ now: [resized] }),
  'highlights.split': (_, parts) => ({ now: parts }),
  'highlights.merge': ({ highlightIds }, merged) => ({ gone: highlightIds, now: [merged] }),
  'highlights.delete': ({ highlightIds }) => ({ gone: highlightIds }),
  'highlights.setColor': ({ highlightIds, color }) => ({
    each: { ids: highlightIds, change: () => ({ color }) }
  }),
  'highlights.removeTag': ({ highlightIds, tag }) => ({
    each: { ids: highlightIds, change: ({ tags }) => ({ tags: tags.filter((one) => one !== tag) }) }
  }),
  'notes.save': ({ highlightId }, { body }) => ({
    each: { ids: highlightId === null ? [] : [highlightId], change: () => ({ note: body }) }
  })
}

/**
 * Brings the highlights of open articles up to date with a write, before they are asked for again: an article
 * may have thousands, and the next frame is to show the change. Writes by `useAction` are taken in once they are
 * stored; what takes one in before must have the list asked for again when it fails.
 */
export function takeInChange<M extends MethodName>(
  client: QueryClient,
  method: M,
  input: Input<M>,
  output: Output<M>
): void {
  const change = changesOf[method]?.(input, output)
  if (!change) return
  const lists = client.getQueryCache().findAll({ queryKey: ['highlights.listByArticle'] })
  for (const { queryKey } of lists) {
    const { articleId } = queryKey[1] as { articleId: ArticleId }
    client.setQueryData<Highlight[]>(queryKey, (list) => list && changed(list, articleId, change))
  }
}

function changed(
  list: Highlight[],
  articleId: ArticleId,
  { gone = [], now = [], each }: Change
): Highlight[] {
  const coming = now.filter((one) => one.articleId === articleId)
  const leaving = new Set<string>([...gone, ...coming.map((one) => one.id)])
  const changing = new Set<string>(each?.ids)
  const rows: Highlight[] = []
  let isAsBefore = coming.length === 0
  for (const one of list) {
    const isChanging = changing.has(one.id)
    if (isChanging || leaving.has(one.id)) isAsBefore = false
    if (each && isChanging) rows.push({ ...one, ...each.change(one) })
    else if (!leaving.has(one.id)) rows.push(one)
  }
  if (isAsBefore) return list
  for (const one of coming) {
    const next = rows.findIndex((other) => inDocument(other, one) > 0)
    rows.splice(next === -1 ? rows.length : next, 0, one)
  }
  return rows
}

/** As main lists them. */
const inDocument = (a: Highlight, b: Highlight) =>
  a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1)
