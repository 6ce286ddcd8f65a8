import { useState } from 'react'
import { studySteps } from '../../../shared/settings.ts'
import { formatNumber, formatPercent } from '../../lib/formats.ts'
import { messageLocale, t } from '../../lib/messages.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { Slider } from '../../ui/Slider.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { FitWeights } from './FitWeights.tsx'

/** How many parameters FSRS-6 has. */
const WEIGHTS = 21

const hour = (value: number) =>
  new Date(2000, 0, 1, value).toLocaleTimeString(messageLocale(), { hour: 'numeric', minute: '2-digit' })

/** How cards come back. */
export function StudySettings() {
  const { settings, change } = useSettings()
  const toast = useToast()
  const set = (part: Parameters<typeof change>[0]) => void change(part).catch(toast.showError)
  return (
    <>
      <p>{t('study.settings.intro')}</p>
      <Slider
        label={t('study.settings.retention')}
        value={settings.studyRetention}
        min={0.7}
        max={0.98}
        step={0.01}
        format={formatPercent}
        onChange={(value) => set({ studyRetention: Math.round(value * 100) / 100 })}
      />
      <p className="field-hint">{t('study.settings.retentionHint')}</p>
      <Slider
        label={t('study.settings.newPerDay')}
        value={Math.min(100, settings.studyNewPerDay)}
        min={0}
        max={100}
        step={1}
        format={formatNumber}
        onChange={(value) => set({ studyNewPerDay: value })}
      />
      <Slider
        label={t('study.settings.reviewsPerDay')}
        value={Math.min(1000, settings.studyReviewsPerDay)}
        min={0}
        max={1000}
        step={10}
        format={formatNumber}
        onChange={(value) => set({ studyReviewsPerDay: value })}
      />
      <Slider
        label={t('study.settings.dayStart')}
        value={settings.studyDayStart}
        min={0}
        max={12}
        step={1}
        format={hour}
        onChange={(value) => set({ studyDayStart: value })}
      />
      <Switch
        label={t('study.settings.apart')}
        hint={t('study.settings.apartHint')}
        checked={settings.studyApart}
        onChange={(studyApart) => set({ studyApart })}
      />
      <Slider
        label={t('today.settings.readings')}
        value={Math.min(50, settings.readingsPerDay)}
        min={0}
        max={50}
        step={1}
        format={formatNumber}
        onChange={(value) => set({ readingsPerDay: value })}
      />
      <p className="field-hint">{t('today.settings.readingsHint')}</p>
      <p className="field-hint">{t('today.growth')}</p>
      <Slider
        label={t('today.settings.highlights')}
        value={settings.oldHighlightsPerDay}
        min={0}
        max={20}
        step={1}
        format={formatNumber}
        onChange={(value) => set({ oldHighlightsPerDay: value })}
      />
      <Checked
        label={t('study.settings.steps')}
        hint={t('study.settings.stepsHint')}
        wrong={t('study.settings.stepsWrong')}
        value={settings.studySteps}
        read={(text) => {
          const steps = text.trim().replace(/\s+/gu, ' ')
          return studySteps.test(steps) ? steps : undefined
        }}
        onChange={(studySteps) => set({ studySteps })}
      />
      <FitWeights />
      <Checked
        label={t('study.settings.weights')}
        hint={t('study.settings.weightsHint')}
        wrong={t('study.settings.weightsWrong')}
        value={settings.studyWeights.join(', ')}
        read={(text) => {
          const numbers = text
            .split(/[\s,;[\]]+/u)
            .filter(Boolean)
            .map(Number)
          const sound = numbers.every(Number.isFinite) && (numbers.length === 0 || numbers.length === WEIGHTS)
          return sound ? numbers.join(', ') : undefined
        }}
        onChange={(text) => set({ studyWeights: text === '' ? [] : text.split(', ').map(Number) })}
      />
    </>
  )
}

/** A field that is kept only when what it says can be read. */
function Checked(props: {
  label: string
  hint: string
  wrong: string
  value: string
  read(text: string): string | undefined
  onChange(value: string): void
}) {
  const [text, setText] = useState<string>()
  const wrong = text !== undefined && props.read(text) === undefined
  return (
    <div>
      <TextField
        label={props.label}
        value={text ?? props.value}
        aria-invalid={wrong}
        maxLength={2000}
        onChange={(event) => {
          setText(event.target.value)
          const value = props.read(event.target.value)
          if (value !== undefined) props.onChange(value)
        }}
        onBlur={() => {
          if (!wrong) setText(undefined)
        }}
      />
      <p className="field-hint" role={wrong ? 'alert' : undefined}>
        {wrong ? props.wrong : props.hint}
      </p>
    </div>
  )
}
