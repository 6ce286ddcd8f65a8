import { useState } from 'react'
import type { NamedKind, SheetItem, SheetKind, Verdict } from '../../../shared/study-sheet.ts'
import { inTime } from '../../../shared/time-order.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { fileNameOf } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'
import type { GoToPlaces } from '../../lib/reader-target.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { Questions } from './Questions.tsx'
import { SheetRow } from './SheetRow.tsx'
import './study-sheet.css'
import { shorten } from '../../../shared/shorten.ts'

/** The order in which one wants to know: who and what was said, then where, when, how much, which words. */
const order: readonly SheetKind[] = ['person', 'quotation', 'organisation', 'place', 'date', 'figure', 'word']

/** What Lectern found in an article, for the reader to confirm, dismiss, define, ask and jump from. */
export function StudySheet(props: {
  articleId: ArticleId
  onGo: GoToPlaces
  onShowName(kind: NamedKind, name: string): void
}) {
  const { articleId, onGo } = props
  const { data: sheet, error } = useData('sheets.get', { articleId })
  const judge = useAction('sheets.judge')
  const saveMarkdown = useAction('sheets.saveMarkdown')
  const { show, showError } = useToast()
  const [dismissedShown, setDismissedShown] = useState(false)
  const [spoken, setSpoken] = useState('')

  const save = () => {
    saveMarkdown({ articleId })
      .then((saved) => saved && show({ message: t('sheet.saved', { name: fileNameOf(saved.path) }) }))
      .catch(showError)
  }
  useCommand('reader.sheetMarkdown', save, { enabled: sheet !== undefined })

  if (error && !sheet) {
    return (
      <p className="panel-empty" role="alert">
        {error.message}
      </p>
    )
  }
  if (!sheet) {
    return (
      <p className="panel-empty" role="status">
        {t('sheet.making')}
      </p>
    )
  }

  const onJudge = (item: SheetItem, verdict: Verdict) => {
    const place = item.places[0] ?? { start: 0, end: 1 }
    const { kind, label, detail } = item
    judge({
      articleId,
      kind,
      label,
      detail,
      verdict,
      versionId: sheet.versionId,
      start: place.start,
      end: place.end
    })
      .then(() => {
        const sentence =
          verdict === 'confirmed'
            ? 'sheet.live.confirmed'
            : verdict === 'dismissed'
              ? 'sheet.live.dismissed'
              : 'sheet.live.takenBack'
        setSpoken(t(sentence, { label: short(label) }))
      })
      .catch(showError)
  }
  const dismissed = sheet.items.filter((item) => item.verdict === 'dismissed').length
  const shown = sheet.items.filter((item) => dismissedShown || item.verdict !== 'dismissed')
  const sections = order
    .map((kind) => {
      const items = shown.filter((item) => item.kind === kind)
      return { kind, items: kind === 'date' ? inTime(items) : items }
    })
    .filter(({ items }) => items.length > 0)

  return (
    <div className="sheet">
      <p className="sheet-about">{t(sheet.isUnderstood ? 'sheet.about' : 'sheet.notUnderstood')}</p>
      <div className="sheet-tools">
        <Button look="quiet" className="button-flush" onClick={save}>
          {t('sheet.export')}
        </Button>
        {dismissed > 0 ? (
          <Button
            look="quiet"
            aria-pressed={dismissedShown}
            onClick={() => setDismissedShown(!dismissedShown)}
          >
            {dismissedShown ? t('sheet.hideDismissed') : t('sheet.showDismissed', { count: dismissed })}
          </Button>
        ) : null}
      </div>
      <Questions articleId={articleId} questions={sheet.questions} />
      {sheet.items.length === 0 ? <p className="sheet-about">{t('sheet.nothing')}</p> : null}
      {sheet.outline.length > 0 ? (
        <section className="sheet-section" aria-labelledby="sheet-outline">
          <h3 id="sheet-outline">{t('sheet.outline')}</h3>
          {sheet.hasHeadings ? null : <p className="sheet-about">{t('sheet.noHeadings')}</p>}
          <ul>
            {sheet.outline.map((heading) => (
              <li key={heading.offset} className="sheet-row">
                <button
                  type="button"
                  className="sheet-label"
                  dir="auto"
                  onClick={() =>
                    onGo(
                      [{ start: heading.offset, end: heading.offset + heading.text.length }],
                      0,
                      heading.text
                    )
                  }
                >
                  {heading.text}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {sections.map(({ kind, items }) => (
        <section key={kind} className="sheet-section" aria-labelledby={`sheet-${kind}`}>
          <h3 id={`sheet-${kind}`}>{t(`sheet.kinds.${kind}`)}</h3>
          {kind === 'date' && !sheet.hasPublicationDay ? (
            <p className="sheet-about">{t('sheet.noDay')}</p>
          ) : null}
          <ul>
            {items.map((item) => (
              <SheetRow
                key={`${item.label} ${item.detail}`}
                articleId={articleId}
                versionId={sheet.versionId}
                item={item}
                onGo={() => onGo(item.places, 0, short(item.label))}
                onJudge={(verdict) => onJudge(item, verdict)}
                {...(isNamed(kind) ? { onEverywhere: () => props.onShowName(kind, item.label) } : {})}
              />
            ))}
          </ul>
        </section>
      ))}
      <p className="visually-hidden" aria-live="polite">
        {spoken}
      </p>
    </div>
  )
}

const isNamed = (kind: SheetKind): kind is NamedKind =>
  kind === 'person' || kind === 'place' || kind === 'organisation'
const short = (label: string) => shorten(label, 80)
