import type { Settings } from '../../../shared/settings.ts'
import { t, useMessageLanguage } from '../../lib/messages.ts'
import { useAction } from '../../lib/use-data.ts'
import { Popover } from '../../ui/Popover.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { TypographyPanel } from './TypographyPanel.tsx'

/** The `Aa` button and what it opens. */
export function TypographyButton(props: {
  settings: Settings
  canBeVertical: boolean
  language: string
  open: boolean
  onOpenChange(open: boolean): void
}) {
  useMessageLanguage()
  const setSettings = useAction('settings.set')
  const { showError } = useToast()
  return (
    <Popover
      title={t('reader.bar.type')}
      open={props.open}
      onOpenChange={props.onOpenChange}
      align="end"
      className="typography-popover"
      trigger={
        <button type="button" className="icon-button type-button" aria-label={t('reader.bar.type')}>
          <span aria-hidden="true">{t('reader.bar.typeSign')}</span>
        </button>
      }
    >
      <TypographyPanel
        settings={props.settings}
        canBeVertical={props.canBeVertical}
        language={props.language}
        onChange={(change) => void setSettings(change).catch(showError)}
      />
    </Popover>
  )
}
