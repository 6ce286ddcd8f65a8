import { t } from '../../../lib/messages.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { ChevronDown, ChevronUp, X } from '../../../ui/icons.ts'

/** The places a search led to: which one this is, and the way to the others. */
export function OccurrenceBar(props: {
  query: string
  count: number
  current: number
  onStep(by: 1 | -1): void
  onClose(): void
}) {
  return (
    <search className="page-bar find-bar" aria-label={t('reader.find.label')}>
      <span className="find-words" dir="auto">
        {props.query}
      </span>
      <output className="find-count" aria-live="polite">
        {t('reader.find.at', { at: props.current + 1, count: props.count })}
      </output>
      <IconButton label={t('reader.find.previous')} shortcut="Shift+N" onClick={() => props.onStep(-1)}>
        <ChevronUp aria-hidden="true" />
      </IconButton>
      <IconButton label={t('reader.find.next')} shortcut="n" onClick={() => props.onStep(1)}>
        <ChevronDown aria-hidden="true" />
      </IconButton>
      <IconButton label={t('reader.find.close')} shortcut="Escape" onClick={props.onClose}>
        <X aria-hidden="true" />
      </IconButton>
    </search>
  )
}
