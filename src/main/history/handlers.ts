import type { HandlersOf } from '../../shared/contract.ts'
import type { Context } from '../context.ts'

/** @param ended stops what is at work on a step, by the key of the step; there when it is over */
export function historyHandlers(
  { history }: Context,
  ended: (key: string | null) => Promise<void>
): HandlersOf<'history.state' | 'history.undo' | 'history.redo'> {
  return {
    'history.state': () => history.state(),
    // Whoever takes an import back wants no more of it, and nothing left of it.
    'history.undo': async () => {
      await ended(history.newestKey())
      return history.undo()
    },
    'history.redo': () => history.redo()
  }
}
