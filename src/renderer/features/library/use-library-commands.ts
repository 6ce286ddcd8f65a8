import type { ArticleSummary } from '../../../shared/articles.ts'
import type { CommandId } from '../../../shared/commands.ts'
import type { LibraryList } from '../../../shared/list-question.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { runCommand, useCommand } from '../../lib/use-command.ts'
import type { RowAsks } from './row-actions.ts'
import type { useListSelection } from './use-list-selection.ts'
import type { Triage } from './use-triage.ts'

/** Keys and palette commands of the list: they act on what is selected, or on the row at work. */
export function useLibraryCommands(
  view: RowAsks & {
    list: LibraryList
    current: ArticleSummary | undefined
    chosen: ArticleId[]
    total: number
    selection: ReturnType<typeof useListSelection>
    triage: Triage
    focusList(): void
    focusFilter(): void
  }
): void {
  const { selection, triage, current, chosen } = view
  const some = view.total > 0
  const inTrash = view.list === 'trash'
  const kept = { enabled: some && !inTrash }
  const trashed = { enabled: some && inTrash }
  const many = selection.selected.size > 0
  const { coming } = selection
  const step = (by: number) => {
    selection.moveTo(selection.active + by)
    view.focusList()
  }
  const extend = (by: number) => {
    selection.extendTo(selection.active + by)
    view.focusList()
  }
  useCommand('library.next', () => step(1), { enabled: some })
  useCommand('library.previous', () => step(-1), { enabled: some })
  useCommand('library.extendDown', () => extend(1), { enabled: some })
  useCommand('library.extendUp', () => extend(-1), { enabled: some })
  useCommand('library.open', () => current && view.open(current.id), kept)
  useForChosen(
    coming,
    'library.finish',
    () => {
      if (many) triage.setState(chosen, 'finished')
      else if (current) triage.toggleFinished(current)
    },
    kept
  )
  useForChosen(coming, 'library.later', () => chosen.length > 0 && triage.setState(chosen, 'later'), kept)
  useForChosen(coming, 'library.comeBack', () => chosen.length > 0 && triage.comeBack(chosen), kept)
  useForChosen(
    coming,
    'library.star',
    () => {
      if (many) triage.setStarred(chosen, true)
      else if (current) triage.setStarred([current.id], !current.starred)
    },
    kept
  )
  useForChosen(coming, 'library.tag', () => chosen.length > 0 && view.tag(chosen), kept)
  useCommand('library.edit', () => current && view.edit(current.id), kept)
  useCommand('library.select', () => selection.toggle(selection.active), { enabled: some })
  // Also of an empty list: the browser would select every word on screen.
  useCommand('library.selectAll', selection.selectAll)
  useCommand('library.clearSelection', selection.clear, { enabled: many })
  useForChosen(
    coming,
    'library.trash',
    () => {
      if (chosen.length > 0) triage.trash(chosen)
      selection.clear()
    },
    kept
  )
  useForChosen(
    coming,
    'library.restore',
    () => {
      if (chosen.length > 0) triage.restore(chosen)
      selection.clear()
    },
    trashed
  )
  useForChosen(coming, 'library.purge', () => chosen.length > 0 && view.purge(chosen), trashed)
  useCommand('library.filter', view.focusFilter)
}

/** A command for what is selected. A key that comes while more is still being selected means all of it. */
function useForChosen(
  coming: { readonly current: Promise<boolean> | undefined },
  id: CommandId,
  run: () => unknown,
  options: { enabled: boolean }
): void {
  useCommand(
    id,
    () => {
      if (coming.current) void coming.current.then((isTicked) => isTicked && runCommand(id))
      else run()
    },
    options
  )
}
