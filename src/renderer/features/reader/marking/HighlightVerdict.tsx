import type { Highlight } from '../../../../shared/highlights.ts'
import { t } from '../../../lib/messages.ts'
import { useData } from '../../../lib/use-data.ts'
import { WordDifferences } from '../../../ui/WordDifferences.tsx'

/** Longest passage whose words are compared here, UTF-16 units; all of it stands under Versions. */
const SHOWN = 2_000

/** What became of an open highlight when the text got its newest version; nothing where nothing did. */
export function HighlightVerdict({ highlight }: { highlight: Highlight }) {
  const { data: places } = useData('versions.places', { articleId: highlight.articleId })
  const place = places?.find(({ highlightId }) => highlightId === highlight.id)
  if (!place || place.versionId !== highlight.versionId) return null
  if (place.verdict !== 'moved' && place.verdict !== 'changed') return null
  const isShort = place.was.length <= SHOWN && place.exact.length <= SHOWN
  return (
    <p className="highlight-verdict">
      <span className="placed-verdict">
        {place.verdict === 'moved' ? t('versions.verdict.moved') : t('versions.verdict.changed')}
      </span>{' '}
      {place.verdict === 'changed' && isShort ? (
        <WordDifferences before={place.was} now={place.exact} />
      ) : null}
    </p>
  )
}
