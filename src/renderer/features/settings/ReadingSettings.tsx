import { languageNames } from '../../../shared/languages.ts'
import { defaultSettings, typefaces } from '../../../shared/settings.ts'
import { formatNumber } from '../../lib/formats.ts'
import { hyphenates } from '../../lib/hyphenates.ts'
import { messageLanguage, messageLocale, t } from '../../lib/messages.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceGroup } from '../../ui/ChoiceGroup.tsx'
import { Slider } from '../../ui/Slider.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { useToast } from '../../ui/Toast.tsx'

const faces = {
  literata: 'var(--font-literata)',
  'source-serif': 'var(--font-source-serif)',
  atkinson: 'var(--font-atkinson)',
  system: 'var(--font-ui)'
} as const

/** How articles are set; the sample shows it at once. */
export function ReadingSettings() {
  const { settings, change } = useSettings()
  const toast = useToast()
  const set = (part: Parameters<typeof change>[0]) => void change(part).catch(toast.showError)
  const { typeface, fontSize, leading, measure, justify, hyphenate, snapToWords, marginNotes } =
    defaultSettings
  return (
    <>
      <p
        className="type-sample"
        style={{
          fontFamily: faces[settings.typeface],
          fontSize: settings.fontSize,
          lineHeight: settings.leading,
          maxWidth: `${settings.measure}ch`,
          textAlign: settings.justify ? 'justify' : 'start'
        }}
      >
        {t('settings.sample')}
      </p>
      <ChoiceGroup
        label={t('settings.typeface')}
        value={settings.typeface}
        choices={typefaces.map((face) => ({
          value: face,
          label: t(`settings.typefaces.${face}`),
          className: `face-${face}`
        }))}
        onChange={(chosen) => set({ typeface: chosen })}
      />
      <Slider
        label={t('settings.fontSize')}
        value={settings.fontSize}
        min={12}
        max={40}
        step={1}
        format={(value) => t('ui.pixels', { value })}
        onChange={(value) => set({ fontSize: value })}
      />
      <Slider
        label={t('settings.leading')}
        value={settings.leading}
        min={1.1}
        max={2.4}
        step={0.05}
        format={formatNumber}
        onChange={(value) => set({ leading: value })}
      />
      <Slider
        label={t('settings.measure')}
        value={settings.measure}
        min={40}
        max={100}
        step={1}
        format={(value) => t('ui.characters', { count: value })}
        onChange={(value) => set({ measure: value })}
      />
      <Switch
        label={t('settings.justify')}
        checked={settings.justify}
        onChange={(on) => set({ justify: on })}
      />
      <Switch
        label={t('settings.hyphenate')}
        hint={
          hyphenates(messageLocale())
            ? undefined
            : t('settings.noHyphenation', { language: languageNames[messageLanguage()] })
        }
        checked={settings.hyphenate}
        onChange={(on) => set({ hyphenate: on })}
      />
      <Switch
        label={t('settings.snapToWords')}
        checked={settings.snapToWords}
        onChange={(on) => set({ snapToWords: on })}
      />
      <Switch
        label={t('settings.marginNotes')}
        checked={settings.marginNotes === 'auto'}
        onChange={(on) => set({ marginNotes: on ? 'auto' : 'hidden' })}
      />
      <Button
        onClick={() =>
          set({ typeface, fontSize, leading, measure, justify, hyphenate, snapToWords, marginNotes })
        }
      >
        {t('settings.resetReading')}
      </Button>
    </>
  )
}
