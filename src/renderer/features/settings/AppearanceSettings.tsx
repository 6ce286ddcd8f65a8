import { isOffered, languageNames, languageTag, offeredLanguages } from '../../../shared/languages.ts'
import { themes } from '../../../shared/settings.ts'
import { t } from '../../lib/messages.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { ChoiceGroup } from '../../ui/ChoiceGroup.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { useToast } from '../../ui/Toast.tsx'

export function AppearanceSettings() {
  const { settings, change } = useSettings()
  const toast = useToast()
  const set = (part: Parameters<typeof change>[0]) => void change(part).catch(toast.showError)
  return (
    <>
      <ChoiceGroup
        label={t('settings.theme')}
        value={settings.theme}
        choices={themes.map((theme) => ({
          value: theme,
          label: t(`settings.themes.${theme}`),
          className: 'choice-theme',
          sample: (
            <span
              className="theme-sample"
              data-theme={theme === 'system' ? undefined : theme}
              aria-hidden="true"
            >
              <span />
              <span />
              <span />
            </span>
          )
        }))}
        onChange={(theme) => set({ theme })}
      />
      <Switch
        label={t('settings.sidebar')}
        checked={settings.sidebarOpen}
        onChange={(sidebarOpen) => set({ sidebarOpen })}
      />
      <ChoiceGroup
        label={t('settings.language')}
        value={isOffered(settings.language) ? settings.language : 'system'}
        choices={[
          { value: 'system', label: t('settings.languageOfSystem') },
          ...offeredLanguages.map((language) => ({
            value: language,
            // In its own words: whoever looks for it may read no other.
            label: languageNames[language],
            lang: languageTag(language)
          }))
        ]}
        onChange={(language) => set({ language })}
      />
    </>
  )
}
