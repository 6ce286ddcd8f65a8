import type { HighlightColor } from '../../../shared/highlights.ts'
import { useCommand } from '../../lib/use-command.ts'
import type { ListedHighlight } from './highlights-as-markdown.ts'
import type { Chosen } from './use-highlight-selection.ts'
import { type HighlightWork, justThis } from './use-highlight-work.ts'

/** The keys of the Highlights place. They act on what is selected, else on the highlight that has the focus. */
export function useHighlightCommands(view: {
  total: number
  active: number
  itemAt(index: number): ListedHighlight | undefined
  /** What is selected; nothing when its count is 0. */
  selected: Chosen
  work: HighlightWork
  moveTo(index: number): void
  /** Chooses all from where one began to choose up to a row. */
  extendTo(index: number): void
  toggle(highlight: ListedHighlight, index: number): void
  clear(): void
  selectAll(): void
  open(highlight: ListedHighlight): void
  /** Into the field that narrows by words. */
  filter(): void
  /** Only those that need a look, or all again. */
  toggleAsking(): void
  gather(chosen: Chosen): void
  quote(chosen: Chosen): void
  tag(chosen: Chosen): void
  note(highlight: ListedHighlight): void
  copy(): void
}): void {
  const { total, active, selected, work } = view
  const current = view.itemAt(active)
  const chosen = selected.count > 0 ? selected : current ? justThis(current) : selected
  const some = { enabled: total > 0 }
  const kept = { enabled: chosen.count > 0 }
  const color = (one: HighlightColor) => work.recolor(chosen, one)

  useCommand('highlights.next', () => view.moveTo(active + 1), some)
  useCommand('highlights.previous', () => view.moveTo(active - 1), some)
  useCommand('highlights.extendDown', () => view.extendTo(active + 1), some)
  useCommand('highlights.extendUp', () => view.extendTo(active - 1), some)
  useCommand('highlights.open', () => current && view.open(current), kept)
  useCommand('highlights.select', () => current && view.toggle(current, active), kept)
  // Also while they are not here yet: the browser would select every word on screen.
  useCommand('highlights.selectAll', view.selectAll)
  useCommand('highlights.filter', view.filter)
  useCommand('highlights.yellow', () => color('yellow'), kept)
  useCommand('highlights.green', () => color('green'), kept)
  useCommand('highlights.blue', () => color('blue'), kept)
  useCommand('highlights.pink', () => color('pink'), kept)
  useCommand('highlights.purple', () => color('purple'), kept)
  useCommand('highlights.tag', () => view.tag(chosen), kept)
  useCommand('highlights.note', () => current && view.note(current), kept)
  useCommand('highlights.asking', view.toggleAsking)
  useCommand('highlights.gather', () => view.gather(chosen), kept)
  useCommand('highlights.cards', () => work.makeCards(chosen), kept)
  useCommand('highlights.quote', () => view.quote(chosen), kept)
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
      work.remove(chosen)
      view.clear()
    },
    kept
  )
  useCommand('library.clearSelection', view.clear, { enabled: selected.count > 0 })
}
