import { useEffect, useMemo, useRef } from 'react'
import type { Settings } from '../../../../shared/settings.ts'
import { formatNumber } from '../../../lib/formats.ts'
import { t } from '../../../lib/messages.ts'
import { useAction } from '../../../lib/use-data.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { FastForward, Pause, Play, Rewind, SkipBack, SkipForward, X } from '../../../ui/icons.ts'
import { useToast } from '../../../ui/Toast.tsx'
import { voicesFor } from './speech-plan.ts'
import type { Aloud } from './use-read-aloud.ts'
import { useVoices } from './use-voices.ts'

const rates = [0.7, 0.85, 1, 1.15, 1.3, 1.5, 1.75, 2, 2.5]

/** Play, pause, skip, speed and voice. Says plainly when this computer has no voice for the article. */
export function ReadAloudBar(props: { aloud: Aloud; language: string; settings: Settings }) {
  const { aloud, language, settings } = props
  const { state, setVoice, ready } = aloud
  const setSettings = useAction('settings.set')
  const { showError } = useToast()
  const all = useVoices()
  const voices = useMemo(() => voicesFor(all, language), [all, language])
  const primary = language.toLowerCase().split('-')[0] || 'und'
  const voice = voices.find((one) => one.voiceURI === settings.speechVoices[primary]) ?? voices[0]
  const rate = settings.speechRate

  // biome-ignore lint/correctness/useExhaustiveDependencies: another voice or speed only, not every state
  useEffect(() => setVoice(voice, rate), [voice, rate, ready])
  const begun = useRef(false)
  const has = voice !== undefined
  const canBegin = has && ready
  useEffect(() => {
    if (!canBegin || begun.current) return
    begun.current = true
    aloud.play()
  }, [canBegin, aloud])

  const closeButton = (
    <IconButton label={t('page.aloud.close')} shortcut="Escape" onClick={aloud.close}>
      <X aria-hidden="true" />
    </IconButton>
  )
  if (!has) {
    return (
      <section className="page-bar work-bar aloud-bar" aria-label={t('page.aloud.label')}>
        <p role="status">{t(all.length === 0 ? 'page.aloud.none' : 'page.aloud.noneForLanguage')}</p>
        {closeButton}
      </section>
    )
  }
  const playing = state === 'speaking'
  return (
    <section className="page-bar work-bar aloud-bar" aria-label={t('page.aloud.label')}>
      <IconButton
        label={t('page.aloud.previousParagraph')}
        shortcut="<"
        onClick={() => aloud.skipParagraph(-1)}
      >
        <Rewind aria-hidden="true" className="mirrored" />
      </IconButton>
      <IconButton label={t('page.aloud.previous')} shortcut="," onClick={() => aloud.skip(-1)}>
        <SkipBack aria-hidden="true" className="mirrored" />
      </IconButton>
      <IconButton
        label={playing ? t('page.aloud.pause') : t('page.aloud.play')}
        shortcut="l"
        onClick={aloud.play}
      >
        {playing ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" className="mirrored" />}
      </IconButton>
      <IconButton label={t('page.aloud.next')} shortcut="." onClick={() => aloud.skip(1)}>
        <SkipForward aria-hidden="true" className="mirrored" />
      </IconButton>
      <IconButton label={t('page.aloud.nextParagraph')} shortcut=">" onClick={() => aloud.skipParagraph(1)}>
        <FastForward aria-hidden="true" className="mirrored" />
      </IconButton>
      <select
        aria-label={t('page.aloud.rate')}
        value={rate}
        onChange={(event) => void setSettings({ speechRate: Number(event.target.value) }).catch(showError)}
      >
        {[...new Set([...rates, rate])]
          .sort((a, b) => a - b)
          .map((value) => (
            <option key={value} value={value}>
              {t('page.aloud.times', { value: formatNumber(value) })}
            </option>
          ))}
      </select>
      <select
        className="aloud-voice"
        aria-label={t('page.aloud.voice')}
        value={voice.voiceURI}
        onChange={(event) =>
          void setSettings({
            speechVoices: { ...settings.speechVoices, [primary]: event.target.value }
          }).catch(showError)
        }
      >
        {voices.map((one) => (
          <option key={one.voiceURI} value={one.voiceURI}>
            {one.name}
          </option>
        ))}
      </select>
      {state === 'failed' ? <p role="status">{t('page.aloud.failed')}</p> : null}
      {state === 'ended' ? <p role="status">{t('page.aloud.ended')}</p> : null}
      {closeButton}
    </section>
  )
}
