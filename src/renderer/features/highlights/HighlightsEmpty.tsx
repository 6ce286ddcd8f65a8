import { t } from '../../lib/messages.ts'
import { Highlighter } from '../../ui/icons.ts'

/** Says that there are no highlights, or none that the filters leave. */
export function HighlightsEmpty({ narrowed }: { narrowed: boolean }) {
  return (
    <div className="empty">
      <Highlighter aria-hidden="true" />
      <h2>{narrowed ? t('highlights.empty.filtered') : t('highlights.empty.title')}</h2>
      <p>{narrowed ? t('highlights.empty.filteredText') : t('highlights.empty.text')}</p>
    </div>
  )
}
