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

const newestStep = () => invoke('history.state', {}).then(({ undo }) => undo?.id)

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
