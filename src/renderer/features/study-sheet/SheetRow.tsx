import { shorten } from '../../../shared/shorten.ts'
import type { SheetItem, Verdict } from '../../../shared/study-sheet.ts'
import type { ArticleId, VersionId } from '../../../shared/values.ts'
import { formatPublished } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'
import { useAction } from '../../lib/use-data.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Check, Library, Undo2, X } from '../../ui/icons.ts'
import { SavedField } from './SavedField.tsx'

/** Longest part of a quotation shown, UTF-16 units. */
const SHOWN = 300

/** One finding: what it is, where it came from, and what the reader says of it. */
export function SheetRow(props: {
  articleId: ArticleId
  versionId: VersionId
  item: SheetItem
  onGo(): void
  onJudge(verdict: Verdict): void
  onEverywhere?(): void
}) {
  const { item, onJudge } = props
  const define = useAction('sheets.define')
  const label = shorten(item.label, SHOWN)
  const name = shorten(item.label, 60)
  const place = item.places[0]
  return (
    <li className="sheet-row" data-verdict={item.verdict}>
      <div className="sheet-line">
        <button
          type="button"
          className={item.kind === 'quotation' ? 'sheet-label sheet-quotation' : 'sheet-label'}
          dir="auto"
          disabled={!place}
          onClick={props.onGo}
        >
          {item.kind === 'quotation' ? (
            <span className="sheet-speaker">{item.detail || t('sheet.nobody')}</span>
          ) : null}
          {item.kind === 'date' && item.from !== '' && timeOf(item) !== item.label ? (
            <span className="sheet-time">{timeOf(item)}</span>
          ) : null}
          <span>{label}</span>
        </button>
        <span className="sheet-actions">
          {props.onEverywhere ? (
            <IconButton label={t('sheet.everywhere', { label: name })} onClick={props.onEverywhere}>
              <Library aria-hidden="true" />
            </IconButton>
          ) : null}
          {item.verdict === 'found' ? (
            <>
              <IconButton label={t('sheet.confirm', { label: name })} onClick={() => onJudge('confirmed')}>
                <Check aria-hidden="true" />
              </IconButton>
              <IconButton label={t('sheet.dismiss', { label: name })} onClick={() => onJudge('dismissed')}>
                <X aria-hidden="true" />
              </IconButton>
            </>
          ) : (
            <IconButton label={t('sheet.takeBack', { label: name })} onClick={() => onJudge('found')}>
              <Undo2 aria-hidden="true" />
            </IconButton>
          )}
        </span>
      </div>
      <p className="sheet-state">
        {t(`sheet.${item.verdict}`)}
        {item.places.length > 1 ? ` · ${t('sheet.places', { count: item.places.length })}` : ''}
      </p>
      {item.kind === 'word' && place && item.verdict !== 'dismissed' ? (
        <SavedField
          label={t('sheet.define', { word: item.label })}
          placeholder={t('sheet.definePlaceholder')}
          value={item.definition}
          save={(definition) =>
            define({
              articleId: props.articleId,
              versionId: props.versionId,
              word: item.label,
              definition,
              start: place.start,
              end: place.end
            })
          }
        />
      ) : null}
    </li>
  )
}

/** The time as the reader's region writes it; years before our era as the text has them. */
function timeOf(item: SheetItem): string {
  if (item.from.startsWith('-') || item.from === '0000') return item.label
  const year = (iso: string) => (/^\d{4}$/.test(iso) ? String(Number(iso)) : formatPublished(iso))
  return item.to === item.from ? year(item.from) : `${year(item.from)}–${year(item.to)}`
}
