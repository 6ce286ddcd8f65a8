import { t } from '../../lib/messages.ts'
import { runCommand } from '../../lib/use-command.ts'
import { useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { BackupSettings } from './BackupSettings.tsx'
import { BrowserSettings } from './BrowserSettings.tsx'
import { CheckSettings } from './CheckSettings.tsx'
import { SecondPlaceSettings } from './SecondPlaceSettings.tsx'
import { VaultSettings } from './VaultSettings.tsx'
import { WatchSettings } from './WatchSettings.tsx'

export function LibrarySettings() {
  const info = useData('app.info', {}).data
  return (
    <>
      <h3>{t('settings.folder')}</h3>
      <p>{t('settings.folderText')}</p>
      <p className="path">
        <bdi dir="ltr">{info?.libraryPath}</bdi>
      </p>
      <Button onClick={() => runCommand('app.showLibrary')}>{t('settings.showFolder')}</Button>
      <WatchSettings readOnly={info?.readOnly ?? true} />
      <BrowserSettings />
      <BackupSettings readOnly={info?.readOnly ?? true} />
      <SecondPlaceSettings readOnly={info?.readOnly ?? true} />
      <CheckSettings readOnly={info?.readOnly ?? true} />
      <h3>{t('settings.export')}</h3>
      <p>{t('settings.exportText')}</p>
      <Button onClick={() => runCommand('export.library')}>{t('settings.exportAction')}</Button>
      <h3>{t('settings.exportSome')}</h3>
      <p>{t('settings.exportSomeText')}</p>
      <Button onClick={() => runCommand('export.open')}>{t('commands.export.open')}</Button>
      <h3>{t('settings.restore')}</h3>
      <p>{t('settings.restoreText')}</p>
      <Button disabled={info?.readOnly ?? false} onClick={() => runCommand('export.restore')}>
        {t('settings.restoreAction')}
      </Button>
      <VaultSettings readOnly={info?.readOnly ?? false} />
      {info ? <p className="version">{t('settings.version', { version: info.version })}</p> : null}
    </>
  )
}
