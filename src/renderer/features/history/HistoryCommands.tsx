import { useEffect } from 'react'
import type { HistoryStep } from '../../../shared/history.ts'
import { isMessageKey, t } from '../../lib/messages.ts'
import { onDoneSince } from '../../lib/undo-action.ts'
import { runCommand, useCommand } from '../../lib/use-command.ts'
import { useAction } from '../../lib/use-data.ts'
import { WorkProgress } from '../../lib/work/WorkProgress.tsx'
import { useToast } from '../../ui/Toast.tsx'

const nameOf = (step: HistoryStep) => (isMessageKey(step.label) ? t(step.label) : t('history.change'))

/** Undo and redo for the whole window; says what was taken back, and how far a long change is. */
export function HistoryCommands() {
  const undo = useAction('history.undo')
  const redo = useAction('history.redo')
  const toast = useToast()
  const { show } = toast
  useEffect(() => onDoneSince(() => show({ message: t('history.doneSince') })), [show])
  useCommand('history.undo', () => {
    undo({}).then((step) => {
      if (!step) return toast.show({ message: t('history.nothingToUndo') })
      toast.show({
        message: t('history.undone', { what: nameOf(step) }),
        action: { label: t('ui.redo'), onClick: () => runCommand('history.redo') }
      })
    }, toast.showError)
  })
  useCommand('history.redo', () => {
    redo({}).then((step) => {
      if (!step) return toast.show({ message: t('history.nothingToRedo') })
      toast.show({ message: t('history.redone', { what: nameOf(step) }) })
    }, toast.showError)
  })
  return <WorkProgress />
}
