import { useId } from 'react'
import { highlightColors } from '../../../shared/highlights.ts'
import { plainMarkdown } from '../../../shared/plain-markdown.ts'
import { shorten } from '../../../shared/shorten.ts'
import { formatDay } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'
import { shownQuote } from '../../lib/shown-quote.ts'
import { isWithShift, pressOf } from '../../lib/use-row-range.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { CircleHelp, Copy, MoreHorizontal, MoveVertical, PenLine, Unlink } from '../../ui/icons.ts'
import { Menu } from '../../ui/Menu.tsx'
import type { ListedHighlight } from './highlights-as-markdown.ts'
import { type HighlightWork, justThis } from './use-highlight-work.ts'

/** What became of a highlight in the newest version: told by shape and words, not by colour. */
const signs = { unsure: CircleHelp, lost: Unlink, changed: PenLine, moved: MoveVertical }

/** A quote with its note and tags. A click goes to its passage. */
export function HighlightCard(props: {
  highlight: ListedHighlight
  selected: boolean
  selecting: boolean
  work: HighlightWork
  onToggle(): void
  /** All from where one began to choose up to this one. */
  onExtend(): void
  onOpen(): void
  /** Of its buttons: Tab reaches those of one card only. */
  tabIndex: 0 | -1
  onNote(): void
  onTag(): void
  onGather(): void
  onOnlyArticle(): void
}) {
  const { highlight, work, tabIndex } = props
  const color = t(`ui.color.${highlight.color}`)
  const sign = useId()
  const Sign = highlight.verdict ? signs[highlight.verdict] : undefined
  return (
    <article className={`card card-${highlight.color}`} data-selected={props.selected || undefined}>
      <input
        type="checkbox"
        className="row-check"
        data-selecting={props.selecting || undefined}
        aria-label={t('highlights.select', { text: shorten(shownQuote(highlight), 60) })}
        checked={props.selected}
        tabIndex={tabIndex}
        onChange={(event) => (isWithShift(event) ? props.onExtend() : props.onToggle())}
      />
      <div className="card-body">
        <button
          type="button"
          className="card-quote"
          dir="auto"
          title={t('highlights.open')}
          tabIndex={tabIndex}
          aria-describedby={Sign ? sign : undefined}
          onClick={(event) =>
            ({ open: props.onOpen, toggle: props.onToggle, extend: props.onExtend })[pressOf(event)]()
          }
        >
          {shownQuote(highlight)}
        </button>
        {highlight.note ? (
          <p className="card-note" dir="auto">
            {/* Its own direction, so that the note's is that of its own words. */}
            <bdi className="visually-hidden">{t('highlights.note')}: </bdi>
            {plainMarkdown(highlight.note)}
          </p>
        ) : null}
        {Sign ? (
          <p className="card-sign" data-verdict={highlight.verdict}>
            <Sign aria-hidden="true" />
            <span id={sign}>{t(`highlights.sign.${highlight.verdict!}`)}</span>
          </p>
        ) : null}
        <p className="card-meta">
          <span className="card-color">{color}</span>
          <span>{formatDay(highlight.createdAt)}</span>
          {highlight.tags.map((tag) => (
            <span key={tag} className="tag" dir="auto">
              {tag}
            </span>
          ))}
        </p>
      </div>
      <div className="card-actions">
        <IconButton
          label={t('highlights.copy')}
          tabIndex={tabIndex}
          onClick={() => work.copy(justThis(highlight))}
        >
          <Copy aria-hidden="true" />
        </IconButton>
        <Menu
          align="end"
          trigger={
            <button
              type="button"
              className="icon-button"
              aria-label={t('highlights.more')}
              tabIndex={tabIndex}
            >
              <MoreHorizontal aria-hidden="true" />
            </button>
          }
          items={[
            { label: t('highlights.open'), shortcut: 'Enter', onSelect: props.onOpen },
            { label: t('highlights.note'), shortcut: 'n', onSelect: props.onNote },
            { label: t('highlights.tag'), shortcut: 't', onSelect: props.onTag },
            { label: t('highlights.gather'), shortcut: 'Shift+B', onSelect: props.onGather },
            {
              label: t('highlights.cards'),
              shortcut: 'c',
              onSelect: () => work.makeCards(justThis(highlight))
            },
            { label: t('highlights.onlyArticle'), onSelect: props.onOnlyArticle },
            { kind: 'separator' },
            ...highlightColors.map((one) => ({
              kind: 'choice' as const,
              label: t(`ui.color.${one}`),
              icon: <span className={`swatch-dot swatch-${one}`} />,
              checked: one === highlight.color,
              onSelect: () => work.recolor(justThis(highlight), one)
            })),
            { kind: 'separator' },
            { label: t('highlights.delete'), danger: true, onSelect: () => work.remove(justThis(highlight)) }
          ]}
        />
      </div>
    </article>
  )
}
