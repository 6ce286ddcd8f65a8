import { useCallback, useState } from 'react'
import type { ArticleId } from '../../../shared/values.ts'
import { fileNameOf } from '../../lib/formats.ts'
import { invoke } from '../../lib/invoke.ts'
import { t } from '../../lib/messages.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useToast } from '../../ui/Toast.tsx'

export interface Printing {
  /** Pages are being prepared. */
  working: boolean
  /** Ends that. */
  cancel(): void
}

/** Paper and PDF: their commands. */
export function usePrinting(articleId: ArticleId): Printing {
  const [working, setWorking] = useState(false)
  const { show, showError } = useToast()
  const run = (work: () => Promise<string | undefined>) => {
    if (working) return
    setWorking(true)
    work()
      .then((message) => message && show({ message }))
      .catch(showError)
      .finally(() => setWorking(false))
  }
  useCommand('reader.savePdf', () =>
    run(async () => {
      const saved = await invoke('printing.savePdf', { articleId })
      return saved ? t('reader.saved', { name: fileNameOf(saved.path) }) : undefined
    })
  )
  useCommand('reader.print', () =>
    run(async () => {
      await invoke('printing.print', { articleId })
      return undefined
    })
  )
  const cancel = useCallback(() => void invoke('printing.cancel', {}).catch(showError), [showError])
  return { working, cancel }
}
