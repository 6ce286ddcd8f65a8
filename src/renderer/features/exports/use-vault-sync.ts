import { useCallback, useEffect } from 'react'
import type { VaultReport } from '../../../shared/vault.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { tellReport } from '../../lib/vault-report.ts'
import { useToast } from '../../ui/Toast.tsx'

/** Only what happened elsewhere is worth a word when nobody asked. */
const isWorthTelling = ({ brought, joined, problems }: VaultReport) =>
  brought > 0 || joined > 0 || problems.length > 0

/** The command that brings the Markdown folder into step, and the same by itself when the window is come back to. */
export function useVaultCommand(): void {
  const toast = useToast()
  const state = useData('vault.state', {}).data
  const { settings } = useSettings()
  const sync = useAction('vault.sync')
  const hasFolder = Boolean(state?.folder)
  const run = useCallback(
    (asked: boolean) => {
      sync({}).then(
        (report) => {
          if (asked || isWorthTelling(report)) toast.show({ message: tellReport(report) })
        },
        (error) => {
          if (asked) toast.showError(error)
        }
      )
    },
    [sync, toast]
  )
  useCommand('vault.sync', () => run(true), { enabled: hasFolder })
  const byItself = hasFolder && settings.vaultAuto
  useEffect(() => {
    if (!byItself) return
    // The focus also leaves this document for the article's frame; then nobody went anywhere.
    let away = false
    const leave = () => {
      if (document.hasFocus()) return
      away = true
      run(false)
    }
    const come = () => {
      if (away) run(false)
      away = false
    }
    window.addEventListener('focus', come)
    window.addEventListener('blur', leave)
    return () => {
      window.removeEventListener('focus', come)
      window.removeEventListener('blur', leave)
    }
  }, [byItself, run])
}
