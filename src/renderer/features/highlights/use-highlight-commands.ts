import type { HighlightColor } from '../../../shared/highlights.ts'
import type { HighlightId } from '../../../shared/values.ts'
import { useCiting } from '../../lib/use-citing.ts'
import { useCommand } from '../../lib/use-command.ts'
import type { ListedHighlight } from './highlights-as-markdown.ts'
import type { HighlightWork } from './use-highlight-work.ts'

/** The keys of the Highlights place. They act on what is selected, else on the highlight that has the focus. */
export function useHighlightCommands(view: {
  total: number
  active: number
  itemAt(index: number): ListedHighlight | undefined
  selected: ReadonlyMap<HighlightId, ListedHighlight>
  work: HighlightWork
  moveTo(index: number): void
  toggle(highlight: ListedHighlight): void
  clear(): void
  selectAll(): void
  open(highlight: ListedHighlight): void
  gather(ids: HighlightId[]): void
  edit(kind: 'tags' | 'note', highlights: readonly ListedHighlight[]): void
  copy(): void
}): void {
  const { total, active, selected, work } = view
  const citing = useCiting()
  const current = view.itemAt(active)
  const chosen = selected.size > 0 ? [...selected.values()] : current ? [current] : []
  const ids = chosen.map((one) => one.id)
  const some = { enabled: total > 0 }
  const kept = { enabled: chosen.length > 0 }
  const color = (one: HighlightColor) => work.recolor(ids, one)

  useCommand('highlights.next', () => view.moveTo(active + 1), some)
  useCommand('highlights.previous', () => view.moveTo(active - 1), some)
  useCommand('highlights.open', () => current && view.open(current), kept)
  useCommand('highlights.select', () => current && view.toggle(current), kept)
  useCommand('highlights.selectAll', view.selectAll, some)
  useCommand('highlights.yellow', () => color('yellow'), kept)
  useCommand('highlights.green', () => color('green'), kept)
  useCommand('highlights.blue', () => color('blue'), kept)
  useCommand('highlights.pink', () => color('pink'), kept)
  useCommand('highlights.purple', () => color('purple'), kept)
  useCommand('highlights.tag', () => view.edit('tags', chosen), kept)
  useCommand('highlights.note', () => current && view.edit('note', [current]), kept)
  useCommand('highlights.gather', () => view.gather(ids), kept)
  useCommand('highlights.quote', () => citing.quote(ids), kept)
  useCommand(
    'highlights.copy',
    () => {
      // Words selected on the screen are what one means by copying.
      if (document.getSelection()?.isCollapsed ?? true) view.copy()
      else document.execCommand('copy')
    },
    some
  )
  useCommand(
    'highlights.delete',
    () => {
      work.remove(ids)
      view.clear()
    },
    kept
  )
  useCommand('library.clearSelection', view.clear, { enabled: selected.size > 0 })
}
