import { useEffect, useState } from 'react'
import type { WorkId } from '../../../shared/values.ts'
import type { WorkProgress as Progress } from '../../../shared/work.ts'
import { Button } from '../../ui/Button.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { formatPercent } from '../formats.ts'
import { onEvent } from '../invoke.ts'
import { isMessageKey, t } from '../messages.ts'
import { useAction } from '../use-data.ts'

function inWords(what: string, { done, total, unit }: Progress): string {
  if (total === 0) return what
  if (unit === 'things') return t('history.working', { what, done, total })
  return t('history.workingShare', { what, share: formatPercent(done / total) })
}

/** What takes long while it is on its way, wherever one is: how far it is, and stopping it. */
export function WorkProgress() {
  const [running, setRunning] = useState<readonly Progress[]>([])
  /** Work that was asked to stop and has something left to put away. */
  const [stopping, setStopping] = useState<ReadonlySet<WorkId>>(new Set())
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
      {running.map((progress) => {
        const { workId, label, done, total } = progress
        const what = isMessageKey(label) ? t(label) : t('history.change')
        const isStopping = stopping.has(workId)
        return (
          <div key={workId} className="import-batch">
            <div className="import-line">
              <span role="status">{isStopping ? t('history.stopping') : inWords(what, progress)}</span>
              <Button
                look="quiet"
                disabled={isStopping}
                onClick={() => {
                  setStopping((before) => new Set(before).add(workId))
                  void stop({ workId }).catch(showError)
                }}
              >
                {t('history.stop')}
              </Button>
            </div>
            {/* Without a value it moves and says no more than that something does. */}
            <progress {...(total > 0 ? { max: total, value: done } : {})} aria-label={what} />
          </div>
        )
      })}
    </section>
  )
}
