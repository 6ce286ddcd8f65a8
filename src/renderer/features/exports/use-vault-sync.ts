import { useCallback, useEffect, useRef } from 'react'
import type { Noun } from '../../../shared/define.ts'
import type { VaultReport } from '../../../shared/vault.ts'
import { onEvent } from '../../lib/invoke.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { tellReport } from '../../lib/vault-report.ts'
import { useToast } from '../../ui/Toast.tsx'

/** Only what happened elsewhere is worth a word when nobody asked. */
const isWorthTelling = ({ brought, joined, problems }: VaultReport) =>
  brought > 0 || joined > 0 || problems.length > 0

/** What of the library stands in the files. */
const WRITTEN: ReadonlySet<Noun> = new Set(['articles', 'highlights', 'notes', 'links', 'tags'])
/** Changes come in groups, in milliseconds: an editor that is left stores what was typed. */
const GROUP_MS = 300

/**
 * The command that brings the Markdown folder into step, and the same by itself:
 * on the way out of the window when something changed, and on the way back always.
 */
export function useVaultCommand(): void {
  const toast = useToast()
  const state = useData('vault.state', {}).data
  const { settings } = useSettings()
  const sync = useAction('vault.sync')
  const hasFolder = Boolean(state?.folder)
  /** Whether the library may know something that the files do not. */
  const isAhead = useRef(true)
  const running = useRef(0)
  const run = useCallback(
    (asked: boolean) => {
      // A round that is under way already may have passed what changed since it began.
      if (running.current++ === 0) isAhead.current = false
      sync({})
        .then(
          (report) => {
            if (asked || isWorthTelling(report)) toast.show({ message: tellReport(report) })
          },
          (error) => {
            isAhead.current = true
            if (asked) toast.showError(error)
          }
        )
        .finally(() => {
          running.current--
        })
    },
    [sync, toast]
  )
  useCommand('vault.sync', () => run(true), { enabled: hasFolder })
  const byItself = hasFolder && settings.vaultAuto
  useEffect(() => {
    if (!byItself) return
    // The focus also leaves this document for the article's frame; then nobody went anywhere.
    let away = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const takeAlong = () => {
      if (away && isAhead.current) run(false)
    }
    const leave = () => {
      if (document.hasFocus()) return
      away = true
      takeAlong()
    }
    const come = () => {
      if (away) run(false)
      away = false
    }
    const ignore = onEvent('data.changed', ({ nouns }) => {
      if (!nouns.some((noun) => WRITTEN.has(noun))) return
      isAhead.current = true
      clearTimeout(timer)
      timer = setTimeout(takeAlong, GROUP_MS)
    })
    window.addEventListener('focus', come)
    window.addEventListener('blur', leave)
    return () => {
      ignore()
      clearTimeout(timer)
      window.removeEventListener('focus', come)
      window.removeEventListener('blur', leave)
    }
  }, [byItself, run])
}
