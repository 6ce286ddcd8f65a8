import { AppError } from '../../../shared/errors.ts'
import type { HighlightFilter } from '../../../shared/highlights.ts'
import type { HighlightId } from '../../../shared/values.ts'
import { invoke } from '../../lib/invoke.ts'
import type { ListedHighlight } from './highlights-as-markdown.ts'
import type { Chosen } from './use-highlight-selection.ts'

/** As many as one call answers. */
const MOST_PER_CALL = 500
/** As many as a notebook or a list of references takes at once. */
const MOST_NAMED = 10_000

/** Everything that fits a filter, call by call. */
async function everyHighlight(filter: HighlightFilter): Promise<ListedHighlight[]> {
  const all: ListedHighlight[] = []
  for (;;) {
    const page = { offset: all.length, limit: MOST_PER_CALL }
    const { total, items } = await invoke('highlights.list', { filter, page })
    all.push(...items)
    if (items.length === 0 || all.length >= total) return all
  }
}

/** The chosen highlights themselves, as they are now: by article, however the list is sorted, in the order of the text. */
export async function listChosen(chosen: Chosen): Promise<readonly ListedHighlight[]> {
  if (chosen.kind === 'some') return everyHighlight({ ids: chosen.highlights.map(({ id }) => id) })
  const except = new Set(chosen.except)
  return (await everyHighlight(chosen.filter)).filter(({ id }) => !except.has(id))
}

/**
 * Their ids, for what takes highlights one by one.
 * @throws AppError `too-large` when there are more than that takes
 */
export async function idsOfChosen(chosen: Chosen): Promise<HighlightId[]> {
  if (chosen.count > MOST_NAMED) throw new AppError('too-large', 'highlights.tooMany', { most: MOST_NAMED })
  return (await listChosen(chosen)).map(({ id }) => id)
}
