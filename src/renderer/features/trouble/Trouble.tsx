import { useState } from 'react'
import type { Start } from '../../../shared/app.ts'
import { t } from '../../lib/messages.ts'
import { Button } from '../../ui/Button.tsx'

interface TroubleProps {
  trouble: NonNullable<Start['trouble']>
  /** Tries again, or asks for another folder; settles when that is decided. */
  onRecover(action: 'retry' | 'choose'): Promise<void>
}

/** Shown instead of the app when no library could be opened: what happened, what was kept, what to do. */
export function Trouble({ trouble, onRecover }: TroubleProps) {
  const [isBusy, setBusy] = useState(false)
  const recover = async (action: 'retry' | 'choose') => {
    setBusy(true)
    try {
      await onRecover(action)
    } finally {
      setBusy(false)
    }
  }
  const title =
    trouble.code === 'newer-library' || trouble.code === 'not-found'
      ? t(`trouble.${trouble.code}`)
      : t('trouble.title')
  return (
    <main className="trouble" aria-labelledby="trouble-title">
      <h1 id="trouble-title">{title}</h1>
      <p role="alert">{trouble.message}</p>
      <p className="trouble-folder">{t('trouble.folder', { folder: trouble.libraryPath })}</p>
      <p>{t('trouble.kept')}</p>
      <p className="trouble-actions">
        <Button look="primary" disabled={isBusy} onClick={() => void recover('retry')}>
          {t('trouble.retry')}
        </Button>
        <Button disabled={isBusy} onClick={() => void recover('choose')}>
          {t('trouble.choose')}
        </Button>
      </p>
    </main>
  )
}
