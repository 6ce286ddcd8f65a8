import { invoke } from './invoke.ts'
import { t } from './messages.ts'
import { runCommand } from './use-command.ts'

let tellLater = () => {}

/** Who tells that something was done after what a message offers to take back. @returns the function that stops */
export function onDoneSince(tell: () => void): () => void {
  tellLater = tell
  return () => {
    tellLater = () => {}
  }
}

/** The newest step of undo, by its id; undefined where there is none. */
export const newestStep = (): Promise<number | undefined> =>
  invoke('history.state', {}).then(({ undo }) => undo?.id)

/**
 * The button of a message that takes back what it says was done, and nothing that was done after it. Ask for it when
 * that has just been stored.
 */
export function undoAction() {
  const said = newestStep().catch(() => undefined)
  const takeBack = async () => {
    const [step, now] = await Promise.all([said, newestStep().catch(() => undefined)])
    if (step === now) runCommand('history.undo')
    else tellLater()
  }
  return { label: t('ui.undo'), onClick: () => void takeBack() }
}

/**
 * Does something and tells of it, with such a button where anything is another now: what was so already is no step, and
 * the button would take back what was done before.
 */
export async function withUndo<T>(
  work: () => Promise<T>
): Promise<{ value: T; undo: { action?: ReturnType<typeof undoAction> } }> {
  const unknown = Symbol('unknown')
  // Asked first, and not waited for: what is done next, such as undo, must not come before it.
  const asked = newestStep().catch(() => unknown)
  const value = await work()
  const before = await asked
  const after = await newestStep().catch(() => unknown)
  return { value, undo: before === after ? {} : { action: undoAction() } }
}
