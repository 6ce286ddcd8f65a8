import { Fragment, useEffect, useMemo, useRef, useState } from 'react'
import type { ArticleVersion } from '../../../../shared/versions.ts'
import { t } from '../../../lib/messages.ts'
import { useData } from '../../../lib/use-data.ts'
import { useMedia } from '../../../lib/use-media.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { compareRows, type NumberedPiece, numberPieces } from './compare-rows.ts'

/** Two columns of at least thirty letters each; below that the differences stand in one text. */
const ROOM_FOR_TWO = '(min-width: 50rem)'

/**
 * Two versions side by side, or as one text where there is no room; from one difference to the next by button
 * or by the keys n and p.
 */
export function CompareDialog(props: { from: ArticleVersion; to: ArticleVersion; onClose(): void }) {
  const { from, to } = props
  const { data, error } = useData('versions.compare', { fromId: from.id, toId: to.id })
  const isSideBySide = useMedia(ROOM_FOR_TWO)
  const [text, setText] = useState<HTMLDivElement | null>(null)
  const next = useRef<HTMLButtonElement>(null)
  const [at, setAt] = useState(0)
  const count = data?.changes ?? 0
  const pieces = useMemo(() => numberPieces(data?.pieces ?? []), [data])
  const rows = useMemo(() => compareRows(pieces), [pieces])

  // biome-ignore lint/correctness/useExhaustiveDependencies: other columns are other elements
  useEffect(() => {
    for (const one of text?.querySelectorAll('[aria-current]') ?? []) one.removeAttribute('aria-current')
    const change = text?.querySelector<HTMLElement>(`[data-change="${at}"]`)
    change?.scrollIntoView({ block: 'center' })
    change?.setAttribute('aria-current', 'true')
  }, [text, at, pieces, isSideBySide])

  const step = (by: 1 | -1) => count > 0 && setAt((before) => (before + by + count) % count)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      // With Ctrl these are commands of the window.
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const by = event.key === 'n' ? 1 : event.key === 'p' ? -1 : 0
      if (by !== 0 && count > 0) setAt((before) => (before + by + count) % count)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [count])
  return (
    <Dialog
      open
      wide
      className="compare-dialog"
      onClose={props.onClose}
      title={t('versions.compareTitle', { from: from.number, to: to.number })}
      initialFocus={next}
    >
      <div className="compare-bar">
        <span role="status">
          {data
            ? count > 0
              ? t('versions.at', { at: at + 1, count })
              : t('versions.same')
            : (error?.message ?? t('versions.comparing'))}
        </span>
        <Button shortcut="p" disabled={count === 0} onClick={() => step(-1)}>
          {t('versions.previous')}
        </Button>
        <Button shortcut="n" ref={next} disabled={count === 0} onClick={() => step(1)}>
          {t('versions.next')}
        </Button>
      </div>
      <div
        ref={setText}
        className="compare-text"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
        tabIndex={0}
        role="document"
        aria-label={t('versions.differences')}
      >
        {isSideBySide ? (
          <table className="compare-columns">
            <thead>
              <tr>
                {[from, to].map(({ id, number }) => (
                  <th key={id} scope="col">
                    {t('versions.number', { number })}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ before, after }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the rows of one comparison never change places
                <tr key={index}>
                  <td>
                    <div dir="auto">{before.map(pieceOf)}</div>
                  </td>
                  <td>
                    <div dir="auto">{after.map(pieceOf)}</div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : (
          <div dir="auto">{pieces.map(pieceOf)}</div>
        )}
        {data && !data.isWhole ? <p className="versions-hint">{t('versions.tooMany')}</p> : null}
      </div>
    </Dialog>
  )
}

/** The pieces of one comparison never change places. */
function pieceOf({ kind, text, moved, change }: NumberedPiece, index: number) {
  if (kind === 'same') return <Fragment key={index}>{text}</Fragment>
  const Tag = kind === 'removed' ? 'del' : 'ins'
  return (
    <Tag
      key={index}
      data-change={change}
      {...(moved ? { 'data-moved': '', title: t('versions.verdict.moved') } : {})}
    >
      {text}
    </Tag>
  )
}
