import type { HighlightColor } from '../../../../shared/highlights.ts'
import { useCommand } from '../../../lib/use-command.ts'

/** What one can do with the selection and the chosen highlight. */
export interface MarkActions {
  color(color: HighlightColor): void
  note(): void
  tag(): void
  card(): void
  /** Makes a reading of its own of the selection, or of the chosen highlight. */
  extract(): void
  /** Puts the selection, or the chosen highlight, into a notebook. */
  gather(): void
  copy(): void
  search(): void
  resize(): void
  select(): void
  selectAll(): void
  walk(by: 1 | -1): void
  openChosen(): void
  deleteChosen(): void
  /** Moves an edge of the chosen highlight by a word; with an arrow key as that points, `by` being where it does so in English. */
  moveEdge(edge: 'start' | 'end', by: 1 | -1, arrow: string | undefined): void
  /** Copies the chosen highlight as a quotation, or the article's reference. */
  quote(): void
  merge(): void
  split(): void
}

/** Connects the commands of marking (keyboard, menu, palette) with what they do in the open article. */
export function useMarkCommands(
  actions: MarkActions,
  state: {
    hasSelection: boolean
    hasChosen: boolean
    /** What is selected is for a highlight that waits for its words: nothing else is made of it. */
    isPlacing: boolean
    canResize: boolean
    canSplit: boolean
    hasFound: boolean
  }
): void {
  const free = !state.isPlacing
  const marks = { enabled: free && (state.hasSelection || state.hasChosen) }
  useCommand('reader.highlight.yellow', () => actions.color('yellow'), marks)
  useCommand('reader.highlight.green', () => actions.color('green'), marks)
  useCommand('reader.highlight.blue', () => actions.color('blue'), marks)
  useCommand('reader.highlight.pink', () => actions.color('pink'), marks)
  useCommand('reader.highlight.purple', () => actions.color('purple'), marks)
  useCommand('reader.note', actions.note, { enabled: marks.enabled || (free && state.hasFound) })
  useCommand('reader.tag', actions.tag, marks)
  useCommand('reader.card', actions.card, marks)
  useCommand('reader.extract', actions.extract, marks)
  useCommand('reader.gather', actions.gather, marks)
  useCommand('reader.resizeHighlight', actions.resize, { enabled: free && state.canResize })
  const edges = { enabled: free && state.hasChosen && !state.hasSelection }
  useCommand('reader.endForward', (event) => actions.moveEdge('end', 1, event?.key), edges)
  useCommand('reader.endBack', (event) => actions.moveEdge('end', -1, event?.key), edges)
  useCommand('reader.startForward', (event) => actions.moveEdge('start', 1, event?.key), edges)
  useCommand('reader.startBack', (event) => actions.moveEdge('start', -1, event?.key), edges)
  useCommand('reader.selectAll', actions.selectAll)
  // With nothing to merge or no place to split at, they say what is missing.
  useCommand('reader.mergeHighlight', actions.merge, { enabled: free && state.hasChosen })
  useCommand('reader.splitHighlight', actions.split, {
    enabled: free && (state.canSplit || state.hasChosen)
  })
  useCommand('reader.quote', actions.quote)
  useCommand('reader.copy', actions.copy, { enabled: state.hasSelection })
  useCommand('reader.searchSelection', actions.search, { enabled: state.hasSelection })
  useCommand('reader.select', actions.select)
  useCommand('reader.nextHighlight', () => actions.walk(1))
  useCommand('reader.previousHighlight', () => actions.walk(-1))
  useCommand('reader.openHighlight', actions.openChosen, { enabled: state.hasChosen })
  useCommand('reader.deleteHighlight', actions.deleteChosen, {
    enabled: free && state.hasChosen && !state.hasSelection
  })
}
