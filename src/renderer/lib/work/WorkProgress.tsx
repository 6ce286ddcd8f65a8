import { useEffect, useState } from 'react'
import type { WorkProgress as Progress } from '../../../shared/work.ts'
import { Button } from '../../ui/Button.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { onEvent } from '../invoke.ts'
import { isMessageKey, t } from '../messages.ts'
import { useAction } from '../use-data.ts'

/** Changes of very many things while they are on their way, wherever one is: how far, and stopping them. */
export function WorkProgress() {
  const [running, setRunning] = useState<readonly Progress[]>([])
  const stop = useAction('work.stop')
  const { showError } = useToast()
  useEffect(
    () =>
      onEvent('work.progress', (progress) =>
        setRunning((before) => [
          ...before.filter(({ workId }) => workId !== progress.workId),
          ...(progress.isOver ? [] : [progress])
        ])
      ),
    []
  )
  if (running.length === 0) return null
  return (
    <section className="import-progress" aria-label={t('history.workingLabel')}>
      {running.map(({ workId, label, done, total }) => {
        const what = isMessageKey(label) ? t(label) : t('history.change')
        return (
          <div key={workId} className="import-batch">
            <div className="import-line">
              <span role="status">{t('history.working', { what, done, total })}</span>
              <Button look="quiet" onClick={() => void stop({ workId }).catch(showError)}>
                {t('history.stop')}
              </Button>
            </div>
            <progress max={total || 1} value={done} aria-label={what} />
          </div>
        )
      })}
    </section>
  )
}
