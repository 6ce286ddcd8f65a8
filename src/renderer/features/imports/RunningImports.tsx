import type { ImportProgress } from '../../../shared/imports.ts'
import { t } from '../../lib/messages.ts'
import { Button } from '../../ui/Button.tsx'

/** How far imports are, each with a way to stop it. */
export function RunningImports(props: {
  imports: readonly ImportProgress[]
  onCancel(batchId: string): void
}) {
  if (props.imports.length === 0) return null
  return (
    <section className="import-progress" aria-label={t('imports.working')}>
      {props.imports.map((one) => (
        <div key={one.batchId} className="import-batch">
          <div className="import-line">
            <span role="status">{howFar(one)}</span>
            <Button look="quiet" onClick={() => props.onCancel(one.batchId)}>
              {t('imports.cancel')}
            </Button>
          </div>
          <progress max={one.total || 1} value={one.done} aria-label={t('imports.working')} />
          <span className="import-file" dir="auto">
            {one.current}
          </span>
        </div>
      ))}
    </section>
  )
}

function howFar({ done, total, isPlan }: ImportProgress): string {
  if (total === 0) return t('imports.starting')
  return t(isPlan ? 'imports.plan.reading' : 'imports.progress', { done, total })
}
