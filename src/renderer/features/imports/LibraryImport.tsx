import { useEffect, useRef, useState } from 'react'
import type { LibraryImportPlan } from '../../../shared/library-imports.ts'
import { t } from '../../lib/messages.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Switch } from '../../ui/Switch.tsx'
import type { LibraryImportState } from './use-library-import.ts'

/** Says what an export of another app would bring, and asks. */
export function LibraryImport(props: {
  state: LibraryImportState
  onClose(): void
  onRun(plan: LibraryImportPlan, fromTrash: boolean): void
}) {
  const { state } = props
  const main = useRef<HTMLButtonElement>(null)
  // Of one plan: the next begins with no again.
  const [wanted, setWanted] = useState('')
  const isPlanning = state.step === 'planning'
  const plan = state.step === 'planned' ? state.plan : undefined
  // One dialog first reads and then asks: two would take the focus from each other.
  const asked = plan?.batchId
  useEffect(() => {
    if (asked) main.current?.focus()
  }, [asked])
  return (
    <Dialog
      open={isPlanning || plan !== undefined}
      onClose={props.onClose}
      title={isPlanning ? t('imports.library.reading') : t('imports.library.title', { app: plan?.app ?? '' })}
      description={isPlanning ? '' : t('imports.library.text')}
      initialFocus={main}
      actions={
        isPlanning ? (
          <Button onClick={props.onClose}>{t('imports.cancel')}</Button>
        ) : (
          <>
            <Button onClick={props.onClose}>{t('ui.cancel')}</Button>
            <Button
              ref={main}
              look="primary"
              onClick={() => plan && props.onRun(plan, wanted === plan.batchId)}
            >
              {plan && plan.wouldAdd > 0
                ? t('imports.library.add', { count: plan.wouldAdd })
                : t('imports.library.addRest')}
            </Button>
          </>
        )
      }
    >
      {isPlanning ? <progress aria-label={t('imports.library.reading')} /> : null}
      {plan ? (
        <>
          <p className="import-file" dir="auto">
            {plan.fileName}
          </p>
          <PlanCounts plan={plan} />
        </>
      ) : null}
      {plan && plan.inTrash > 0 ? (
        <Switch
          label={t('imports.library.fromTrash')}
          hint={t('imports.library.inTrash', { count: plan.inTrash })}
          checked={wanted === plan.batchId}
          onChange={(isOn) => setWanted(isOn ? plan.batchId : '')}
        />
      ) : null}
    </Dialog>
  )
}

function PlanCounts({ plan }: { plan: LibraryImportPlan }) {
  return (
    <>
      <ul className="import-plan">
        <li>{t('imports.library.wouldAdd', { count: plan.wouldAdd })}</li>
        {plan.alreadyHere > 0 ? (
          <li>{t('imports.library.alreadyHere', { count: plan.alreadyHere })}</li>
        ) : null}
        {plan.highlights > 0 ? <li>{t('imports.library.highlights', { count: plan.highlights })}</li> : null}
        {plan.unreadable > 0 ? <li>{t('imports.library.unreadable', { count: plan.unreadable })}</li> : null}
        {plan.wouldAdd > plan.withText ? (
          <li>{t('imports.library.withoutText', { count: plan.wouldAdd - plan.withText })}</li>
        ) : null}
      </ul>
      {plan.sample.length > 0 ? (
        <ul className="import-sample" aria-label={t('imports.library.sample')}>
          {plan.sample.map((title) => (
            <li key={title} dir="auto">
              {title}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
