import { AppError } from '../../../shared/errors.ts'
import type { SearchStatus } from '../../../shared/search.ts'
import { t } from '../../lib/messages.ts'
import { useAction } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { useToast } from '../../ui/Toast.tsx'

/** Why nothing, or not everything, is found: what search answered instead, or that it is down and how to start it. */
export function SearchTrouble({
  error,
  state
}: {
  error: Error | null
  state: SearchStatus['state'] | undefined
}) {
  const startAgain = useAction('search.startAgain')
  const toast = useToast()
  if (state === 'failed' || state === 'down') {
    return (
      <p>
        {t(state === 'down' ? 'search.down' : 'search.failed')}{' '}
        <Button onClick={() => void startAgain({}).catch(toast.showError)}>{t('search.startAgain')}</Button>
      </p>
    )
  }
  // A question that was followed by a newer one is no trouble.
  return error && !(error instanceof AppError && error.code === 'cancelled') ? <p>{error.message}</p> : null
}
