import type { HandlersOf } from '../../shared/contract.ts'
import type { Context } from '../context.ts'

export function historyHandlers({
  history
}: Context): HandlersOf<'history.state' | 'history.undo' | 'history.redo'> {
  return {
    'history.state': () => history.state(),
    'history.undo': () => history.undo(),
    'history.redo': () => history.redo()
  }
}
