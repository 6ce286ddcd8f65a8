import { useState } from 'react'
import type { ArticleId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import { undoAction } from '../../lib/undo-action.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useAction } from '../../lib/use-data.ts'
import { useToast } from '../../ui/Toast.tsx'
import { CorrectingDialog } from './CorrectingDialog.tsx'

/** What mends an article that was read wrongly: its pieces by hand, or all of it from the kept original. */
export function Corrections({ articleId, onEdit }: { articleId: ArticleId; onEdit(): void }) {
  const [correcting, setCorrecting] = useState(false)
  const extractAnew = useAction('corrections.extractAnew')
  const loadPictures = useAction('imports.pictures')
  const { show, showError } = useToast()

  useCommand('reader.correct', () => setCorrecting(true))
  useCommand('reader.edit', onEdit)
  // The only thing here that uses the network, and only because the reader asked.
  useCommand('reader.loadPictures', () => {
    show({ message: t('corrections.pictures.loading') })
    loadPictures({ batchId: crypto.randomUUID(), articleId })
      .then(({ loaded, missing }) => {
        const key = loaded ? 'loaded' : missing ? 'notLoaded' : 'none'
        show({ message: t(`corrections.pictures.${key}`, { count: loaded || missing }) })
      })
      .catch(showError)
  })
  useCommand('reader.extractAnew', () => {
    show({ message: t('corrections.extracting') })
    extractAnew({ articleId })
      .then((done) => {
        if (done.status === 'failed') return show({ message: done.message, kind: 'error' })
        if (done.status !== 'changed') return show({ message: t(`corrections.status.${done.status}`) })
        const open = (done.counts?.unsure ?? 0) + (done.counts?.lost ?? 0)
        show({
          message: open
            ? t('corrections.extractedAsking', { number: done.number ?? 0, count: open })
            : t('corrections.extracted', { number: done.number ?? 0 }),
          action: undoAction()
        })
      })
      .catch(showError)
  })
  return correcting ? <CorrectingDialog articleId={articleId} onClose={() => setCorrecting(false)} /> : null
}
