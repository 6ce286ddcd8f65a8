import { useState } from 'react'
import type { VaultReport } from '../../../shared/vault.ts'
import { formatDay } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { tellReport } from '../../lib/vault-report.ts'
import { Button } from '../../ui/Button.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { useToast } from '../../ui/Toast.tsx'

/** The folder of Markdown files that is kept in step with the library. */
export function VaultSettings({ readOnly }: { readOnly: boolean }) {
  const toast = useToast()
  const { settings, change } = useSettings()
  const state = useData('vault.state', {}).data
  const choose = useAction('vault.choose')
  const sync = useAction('vault.sync')
  const leave = useAction('vault.leave')
  const [busy, setBusy] = useState(false)
  const [report, setReport] = useState<VaultReport | null>(null)
  const run = (work: () => Promise<VaultReport | null>) => {
    setBusy(true)
    work()
      .then((done) => done && setReport(done), toast.showError)
      .finally(() => setBusy(false))
  }
  const folder = state?.folder ?? ''
  return (
    <>
      <h3>{t('settings.vault.title')}</h3>
      <p>{t('settings.vault.text')}</p>
      {folder ? (
        <p className="path">
          <bdi dir="ltr">{folder}</bdi>
        </p>
      ) : null}
      {state?.syncedAt ? <p>{t('settings.vault.synced', { time: formatDay(state.syncedAt) })}</p> : null}
      <div className="settings-actions">
        <Button disabled={busy || readOnly} onClick={() => run(() => choose({}))}>
          {folder ? t('settings.vault.other') : t('settings.vault.choose')}
        </Button>
        {folder ? (
          <>
            <Button disabled={busy || readOnly} onClick={() => run(() => sync({}))}>
              {t('settings.vault.sync')}
            </Button>
            <Button
              disabled={busy || readOnly}
              onClick={() => {
                setReport(null)
                leave({}).catch(toast.showError)
              }}
            >
              {t('settings.vault.leave')}
            </Button>
          </>
        ) : null}
      </div>
      {folder ? (
        <Switch
          label={t('settings.vault.auto')}
          checked={settings.vaultAuto}
          onChange={(vaultAuto) => void change({ vaultAuto }).catch(toast.showError)}
        />
      ) : null}
      <p role="status">{busy ? t('settings.vault.busy') : report ? tellReport(report) : ''}</p>
      {report && report.problems.length > 0 ? (
        <ul className="vault-problems">
          {report.problems.map((problem) => (
            <li key={`${problem.file} ${problem.message}`}>{problem.message}</li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
