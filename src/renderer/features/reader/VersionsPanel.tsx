import { useCallback, useState } from 'react'
import type { TextSpan } from '../../../shared/anchoring/quote.ts'
import type { ReadingVersion } from '../../../shared/reading.ts'
import type { HighlightId, VersionId } from '../../../shared/values.ts'
import type { ArticleVersion, HighlightPlace } from '../../../shared/versions.ts'
import { formatDay } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { CompareDialog } from './CompareDialog.tsx'
import type { ReadingFrame } from './reading-frame.ts'
import { useMarking } from './use-marking.ts'
import { WordDifferences } from './WordDifferences.tsx'

const noPlaces: readonly HighlightPlace[] = []
const noVersions: readonly ArticleVersion[] = []

/** What became of the highlights in the newest version: questions first, then the lost, then what moved or changed. */
export function VersionsPanel(props: {
  frame: ReadingFrame | null
  version: ReadingVersion
  /** What is selected in the page: where a highlight can be put. */
  selection: TextSpan | null
  onGo(offset: number): void
  /** Shows an old version as it was. */
  onOpen(id: VersionId): void
}) {
  const { frame, version, selection, onGo } = props
  const { articleId } = version
  const { data: places = noPlaces } = useData('versions.places', { articleId })
  const { data: versions = noVersions } = useData('versions.list', { articleId })
  const accept = useAction('versions.accept')
  const attach = useAction('versions.attach')
  const { stored } = useMarking(frame, articleId, version.id, undefined)
  const { show, showError } = useToast()
  const [comparing, setComparing] = useState<ArticleVersion | null>(null)

  const unsure = places.filter(({ verdict }) => verdict === 'unsure')
  const lost = places.filter(({ verdict }) => verdict === 'lost')
  const other = places.filter(({ verdict }) => verdict === 'moved' || verdict === 'changed')

  const acceptPlace = useCallback(
    (highlightId: HighlightId) => {
      accept({ highlightId })
        .then(() => show({ message: t('versions.accepted') }))
        .catch(showError)
    },
    [accept, show, showError]
  )
  const attachPlace = useCallback(
    (highlightId: HighlightId) => {
      if (!selection) return
      stored(selection)
        .then((quote) => quote && attach({ highlightId, versionId: version.id, ...quote }))
        .then((done) => done && show({ message: t('versions.attached') }))
        .catch(showError)
    },
    [selection, stored, attach, version.id, show, showError]
  )
  const first = unsure[0]
  useCommand('reader.acceptPlace', () => first && acceptPlace(first.highlightId), {
    enabled: first !== undefined
  })

  const attachButton = (place: HighlightPlace) => (
    <Button disabled={selection === null} onClick={() => attachPlace(place.highlightId)}>
      {t('versions.attach')}
    </Button>
  )
  const goTo = (place: HighlightPlace) => place.start !== null && onGo(place.start)
  const current = versions.find(({ isCurrent }) => isCurrent)

  return (
    <div className="versions-panel">
      {unsure.length > 0 ? (
        <section aria-label={t('versions.unsure')}>
          <h3>{t('versions.unsure')}</h3>
          <p className="versions-hint">{t('versions.unsureHint')}</p>
          <ul>
            {unsure.map((place) => (
              <li key={place.highlightId} className="placed">
                <p>
                  <WordDifferences before={place.was} now={place.exact} />
                </p>
                <div className="placed-actions">
                  <Button onClick={() => goTo(place)}>{t('versions.show')}</Button>
                  <Button look="primary" onClick={() => acceptPlace(place.highlightId)}>
                    {t('versions.accept')}
                  </Button>
                  {attachButton(place)}
                </div>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {lost.length > 0 ? (
        <section aria-label={t('versions.lost')}>
          <h3>{t('versions.lost')}</h3>
          <p className="versions-hint">{t('versions.lostHint')}</p>
          <ul>
            {lost.map((place) => (
              <li key={place.highlightId} className="placed">
                <p dir="auto">{place.was}</p>
                <div className="placed-actions">{attachButton(place)}</div>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {other.length > 0 ? (
        <section aria-label={t('versions.changed')}>
          <h3>{t('versions.changed')}</h3>
          <ul>
            {other.map((place) => (
              <li key={place.highlightId} className="placed">
                <button type="button" className="placed-quote" onClick={() => goTo(place)}>
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
