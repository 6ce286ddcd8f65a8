import type { Settings, Theme, Typeface } from '../../../shared/settings.ts'
import { formatNumber } from '../../lib/formats.ts'
import { hyphenates } from '../../lib/hyphenates.ts'
import { t } from '../../lib/messages.ts'
import { ChoiceGroup } from '../../ui/ChoiceGroup.tsx'
import { Slider } from '../../ui/Slider.tsx'
import { Switch } from '../../ui/Switch.tsx'

const themes: readonly Theme[] = ['system', 'light', 'sepia', 'dark', 'black']
const typefaces: readonly Typeface[] = ['literata', 'source-serif', 'atkinson', 'system']

/** What the `Aa` button opens: how the page looks, with the page beside it showing the effect at once. */
export function TypographyPanel(props: {
  settings: Settings
  /** Is the article in a language that is also written in vertical lines? */
  canBeVertical: boolean
  /** The article's, BCP 47; empty when it is not known. */
  language: string
  onChange(change: Partial<Settings>): void
}) {
  const { settings, onChange } = props
  return (
    <div className="typography">
      <ChoiceGroup
        label={t('reader.type.theme')}
        value={settings.theme}
        choices={themes.map((theme) => ({
          value: theme,
          label: t(`reader.type.themes.${theme}`),
          sample: <span className="theme-sample" data-sample={theme} />,
          className: 'choice-theme'
        }))}
        onChange={(theme) => onChange({ theme })}
      />
      <ChoiceGroup
        label={t('reader.type.face')}
        value={settings.typeface}
        choices={typefaces.map((face) => ({
          value: face,
          label: t(`reader.type.faces.${face}`),
          sample: (
            <span className={`face-sample face-${face}`} aria-hidden="true">
              {t('reader.type.sample')}
            </span>
          ),
          className: 'choice-face'
        }))}
        onChange={(typeface) => onChange({ typeface })}
      />
      <Slider
        label={t('reader.type.size')}
        value={settings.fontSize}
        min={12}
        max={40}
        step={1}
        format={(value) => t('ui.pixels', { value })}
        onChange={(fontSize) => onChange({ fontSize })}
      />
      <Slider
        label={t('reader.type.leading')}
        value={settings.leading}
        min={1.1}
        max={2.4}
        step={0.05}
        format={formatNumber}
        onChange={(value) => onChange({ leading: Math.round(value * 100) / 100 })}
      />
      <Slider
        label={t('reader.type.measure')}
        value={settings.measure}
        min={40}
        max={100}
        step={1}
        format={(value) => t('ui.characters', { count: value })}
        onChange={(measure) => onChange({ measure })}
      />
      <Switch
        label={t('reader.type.justify')}
        checked={settings.justify}
        onChange={(justify) => onChange({ justify })}
      />
      <Switch
        label={t('reader.type.hyphenate')}
        hint={hyphenates(props.language) ? undefined : t('reader.type.noHyphenation')}
        checked={settings.hyphenate}
        onChange={(hyphenate) => onChange({ hyphenate })}
      />
      <ChoiceGroup
        label={t('page.mode')}
        value={settings.pageMode}
        choices={(['scroll', 'pages'] as const).map((mode) => ({
          value: mode,
          label: t(`page.modes.${mode}`)
        }))}
        onChange={(pageMode) => onChange({ pageMode })}
      />
      <Switch
        label={t('page.focusMode')}
        checked={settings.focusMode}
        onChange={(focusMode) => onChange({ focusMode })}
      />
      <Switch label={t('page.ruler')} checked={settings.ruler} onChange={(ruler) => onChange({ ruler })} />
      {props.canBeVertical ? (
        <Switch
          label={t('page.vertical')}
          checked={settings.vertical}
          onChange={(vertical) => onChange({ vertical })}
        />
      ) : null}
    </div>
  )
}
