import { t } from './messages.ts'
import { runCommand } from './use-command.ts'

/** The button of a message that takes back what it says was done. */
export const undoAction = () => ({ label: t('ui.undo'), onClick: () => runCommand('history.undo') })
