import { useEffect, useRef, useState } from 'react'
import type { ArticleId, VersionId } from '../../../../shared/values.ts'
import type { ArticleVersion, HighlightPlace } from '../../../../shared/versions.ts'
import { formatDay } from '../../../lib/formats.ts'
import { t } from '../../../lib/messages.ts'
import { useData } from '../../../lib/use-data.ts'
import { Button } from '../../../ui/Button.tsx'
import { WordDifferences } from '../../../ui/WordDifferences.tsx'
import { CompareDialog } from './CompareDialog.tsx'
import type { Places } from './use-places.ts'
import { VersionRemarks } from './VersionRemarks.tsx'

const noVersions: readonly ArticleVersion[] = []

/** What became of the highlights in the newest version: questions first, then the lost, then what moved or changed. */
export function VersionsPanel(props: {
  articleId: ArticleId
  places: Places
  /** Something is selected in the page, and a highlight can be put on it. */
  hasSelection: boolean
  /** Shows an old version as it was. */
  onOpen(id: VersionId): void
}) {
  const { places } = props
  const { data: versions = noVersions } = useData('versions.list', { articleId: props.articleId })
  const [comparing, setComparing] = useState<ArticleVersion | null>(null)

  const putButton = (place: HighlightPlace) => (
    <Button
      shortcut={place === places.wrong ? 'Shift+Y' : undefined}
      onClick={() => places.put(place.highlightId)}
    >
      {props.hasSelection && (places.placing ?? place) === place
        ? t('versions.attach')
        : t('versions.choose')}
    </Button>
  )
  const current = versions.find(({ isCurrent }) => isCurrent)
  const panel = useRef<HTMLDivElement>(null)
  // Whoever was sent to one of the questions can answer it with the next key.
  useEffect(() => {
    const asked = places.asked && panel.current?.querySelector(`[data-highlight="${places.asked.id}"]`)
    asked?.querySelector<HTMLElement>('.placed-actions button')?.focus()
    asked?.scrollIntoView({ block: 'nearest' })
  }, [places.asked])

  return (
    <div className="versions-panel" ref={panel}>
      {places.unsure.length > 0 ? (
        <section aria-label={t('versions.unsure')}>
          <h3>{t('versions.unsure')}</h3>
          <p className="versions-hint">{t('versions.unsureHint')}</p>
          <ul>
            {places.unsure.map((place) => (
              <li
                key={place.highlightId}
                className="placed"
                data-highlight={place.highlightId}
                data-current={place === places.current}
              >
                <p>
                  <WordDifferences before={place.was} now={place.exact} />
                </p>
                <div className="placed-actions">
                  <Button onClick={() => places.show(place)}>{t('versions.show')}</Button>
                  <Button
                    shortcut={place === places.current ? 'y' : undefined}
                    look="primary"
                    onClick={() => places.accept(place.highlightId)}
                  >
                    {t('versions.accept')}
                  </Button>
                  {putButton(place)}
                </div>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {places.lost.length > 0 ? (
        <section aria-label={t('versions.lost')}>
          <h3>{t('versions.lost')}</h3>
          <p className="versions-hint">{t('versions.lostHint')}</p>
          <ul>
            {places.lost.map((place) => (
              <li key={place.highlightId} className="placed" data-highlight={place.highlightId}>
                <p dir="auto">{place.was}</p>
                <div className="placed-actions">{putButton(place)}</div>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {places.settled.length > 0 ? (
        <section aria-label={t('versions.changed')}>
          <h3>{t('versions.changed')}</h3>
          <ul>
            {places.settled.map((place) => (
              <li key={place.highlightId} className="placed">
                <button type="button" className="placed-quote" onClick={() => places.show(place)}>
                  <span className="placed-verdict">
                    {place.verdict === 'moved' ? t('versions.verdict.moved') : t('versions.verdict.changed')}
                  </span>
                  <WordDifferences before={place.was} now={place.exact} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section aria-label={t('versions.all')}>
        <h3>{t('versions.all')}</h3>
        {versions.length === 1 ? <p className="versions-hint">{t('versions.onlyOne')}</p> : null}
        <ul>
          {versions.map((one) => (
            <li key={one.id} className="placed">
              <p>
                <strong>
                  {one.isQuotations ? t('versions.quotations') : t('versions.number', { number: one.number })}
                </strong>{' '}
                {one.isCurrent ? t('versions.current') : ''} <span>{formatDay(one.createdAt)}</span>
              </p>
              <p className="versions-hint">
                {one.isQuotations ? <>{t('versions.quotationsHint')} </> : null}
                {t('versions.words', { count: one.wordCount })} ·{' '}
                {t('versions.highlights', { count: one.highlightCount })}
              </p>
              <VersionRemarks version={one} />
              {one.isCurrent ? null : (
                <div className="placed-actions">
                  <Button onClick={() => props.onOpen(one.id)}>{t('versions.open')}</Button>
                  {one.isQuotations ? null : (
                    <Button onClick={() => setComparing(one)}>{t('versions.compare')}</Button>
                  )}
                </div>
              )}
            </li>
          ))}
        </ul>
      </section>
      {comparing && current ? (
        <CompareDialog from={comparing} to={current} onClose={() => setComparing(null)} />
      ) : null}
    </div>
  )
}
