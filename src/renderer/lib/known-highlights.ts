import type { QueryClient } from '@tanstack/react-query'
import type { Input, MethodName, Output } from '../../shared/contract.ts'
import { type ChangeMark, type Highlight, MOST_AT_ONCE } from '../../shared/highlights.ts'
import type { ArticleId } from '../../shared/values.ts'
import { invoke } from './invoke.ts'
import { refetchStale } from './query-client.ts'

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

/** How far the library had been changed when an article's list was last asked for; none: it is to be asked for whole. */
const marks = new WeakMap<QueryClient, Map<ArticleId, ChangeMark>>()

function marksOf(client: QueryClient): Map<ArticleId, ChangeMark> {
  let its = marks.get(client)
  if (!its) {
    its = new Map()
    marks.set(client, its)
  }
  return its
}

/** What was taken in and not stored after all goes again: the lists are asked for whole. */
export function takeBack(client: QueryClient): void {
  marksOf(client).clear()
  refetchStale(client, ['highlights'])
}

/** Changes while a long list is read part by part: so often it is read again. */
const MOST_TRIES = 3

/**
 * The highlights of an article, in document order: of a list that is known only what has changed is asked for,
 * and taken in as the list is by then. A long one is asked for in parts, so that main answers others in between.
 */
export async function askHighlights(
  client: QueryClient,
  queryKey: readonly unknown[],
  articleId: ArticleId,
  signal: AbortSignal
): Promise<Highlight[]> {
  const its = marksOf(client)
  const list = () => client.getQueryData<Highlight[]>(queryKey)
  const ask = (since: ChangeMark | null) => invoke('highlights.changesOf', { articleId, since })
  let changes = await ask((list() && its.get(articleId)) ?? null)
  if (!changes.isWhole) {
    const known = list()
    if (known) {
      // What is given up is not taken in: its mark must not be, either.
      if (!signal.aborted) its.set(articleId, changes.mark)
      return changed(known, articleId, changes)
    }
    // Let go of meanwhile: what has changed is no list.
    changes = await ask(null)
  }
  let { mark, now } = changes
  for (let tries = 1; ; tries++) {
    const all = [...now]
    for (let part = now; part.length === MOST_AT_ONCE && !signal.aborted; ) {
      const page = { offset: all.length, limit: MOST_AT_ONCE }
      part = await invoke('highlights.listByArticle', { articleId, page })
      for (const one of part) all.push(one)
    }
    if (signal.aborted) return all
    its.set(articleId, mark)
    if (all.length <= MOST_AT_ONCE || tries === MOST_TRIES) return all
    // What came or went between two parts has moved those after it.
    const meanwhile = await ask(mark)
    if (!meanwhile.isWhole && meanwhile.now.length === 0 && meanwhile.gone.length === 0) return all
    ;({ mark, now } = meanwhile.isWhole ? meanwhile : await ask(null))
  }
}

function changed(
  list: Highlight[],
  articleId: ArticleId,
  { gone = [], now = [], each }: Change
): Highlight[] {
  const others = new Map<string, Highlight>()
  for (const one of now) if (one.articleId === articleId) others.set(one.id, one)
  // What is as it was stays the same object, so that nothing is painted again for it.
  for (const one of list) {
    const other = others.get(one.id)
    if (other && isSame(one, other)) others.delete(one.id)
  }
  const coming = [...others.values()].sort(inDocument)
  const kept = new Set<string>(now.map((one) => one.id))
  const leaving = new Set<string>(gone.filter((id) => !kept.has(id)))
  const changing = new Set<string>(each?.ids)
  const rows: Highlight[] = []
  let isAsBefore = coming.length === 0
  let next = 0
  for (const one of list) {
    if (others.has(one.id)) continue
    if (leaving.has(one.id)) {
      isAsBefore = false
      continue
    }
    while (next < coming.length && inDocument(coming[next]!, one) < 0) rows.push(coming[next++]!)
    if (each && changing.has(one.id)) {
      isAsBefore = false
      rows.push({ ...one, ...each.change(one) })
    } else rows.push(one)
  }
  return isAsBefore ? list : rows.concat(coming.slice(next))
}

/** As main lists them. */
const inDocument = (a: Highlight, b: Highlight) =>
  a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1)

/** Every write gives a highlight another time, but for those to its note and its tags. */
export const isSame = (a: Highlight, b: Highlight) =>
  a === b ||
  (a.updatedAt === b.updatedAt &&
    a.start === b.start &&
    a.end === b.end &&
    a.versionId === b.versionId &&
    a.color === b.color &&
    a.exact === b.exact &&
    a.quote === b.quote &&
    a.note === b.note &&
    a.tags.length === b.tags.length &&
    a.tags.every((tag, at) => tag === b.tags[at]))
