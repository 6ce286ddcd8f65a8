import {
  type ChangeEvent,
  type MouseEvent,
  memo,
  type PointerEvent,
  useEffect,
  useRef,
  useState
} from 'react'
import { flushSync } from 'react-dom'
import type { ArticleSummary } from '../../../shared/articles.ts'
import { SHOWN_MS } from '../../lib/first-drawing.ts'
import { formatDay, formatNumber, formatPercent, formatPublished, titleOf } from '../../lib/formats.ts'
import { t, useMessageLanguage } from '../../lib/messages.ts'
import { minutesLeft } from '../../lib/reading-time.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Check, Highlighter, MoreHorizontal, Star } from '../../ui/icons.ts'
import { Menu } from '../../ui/Menu.tsx'
import { ProgressRing } from '../../ui/ProgressRing.tsx'
import type { RowActions } from './row-actions.ts'

/** Tags a row shows; the others are counted. */
const MAX_TAGS = 6

function Details({ article }: { article: ArticleSummary }) {
  const minutes = minutesLeft(article, article.state === 'finished' ? 0 : article.progress)
  const length =
    article.state === 'finished' || article.progress === 0
      ? t('library.minutes', { count: minutes })
      : t('library.minutesLeft', { count: minutes })
  const origin = article.extractOf
  const parts = Object.entries({
    origin: origin === null ? '' : origin ? t('library.extractOf', { title: origin }) : t('library.extract'),
    source: article.source || article.byline,
    published: article.published && formatPublished(article.published),
    length,
    trashed: article.trashedAt === null ? '' : t('library.trashedOn', { day: formatDay(article.trashedAt) })
  })
  return (
    <span className="row-details">
      {parts
        .filter(([, part]) => part !== '')
        .map(([name, part], index) => (
          <span key={name} dir="auto" className={index === 0 ? 'row-source' : ''}>
            {part}
          </span>
        ))}
    </span>
  )
}

function State({ article }: { article: ArticleSummary }) {
  if (article.state === 'finished')
    return (
      <span
        className="row-state row-finished"
        role="img"
        aria-label={t('library.finished')}
        title={t('library.finished')}
      >
        <Check aria-hidden="true" />
      </span>
    )
  const label = t('library.percentRead', { percent: formatPercent(article.progress) })
  return (
    <span className="row-state" role="img" aria-label={label} title={label}>
      <ProgressRing value={article.progress} />
    </span>
  )
}

const hasFocus = (part: Element | null) => part?.contains(document.activeElement) ?? false

/**
 * Whether the signs at a row's end have tooltips, which cost more than all else in the row: once the row is pointed
 * at, or has been the active one for a moment.
 */
function useNamedSigns(active: boolean) {
  const [isNamed, setNamed] = useState(false)
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isNamed || !active) return
    // No button is exchanged under the focus.
    const soon = setTimeout(() => setNamed(!hasFocus(end.current)), SHOWN_MS)
    return () => clearTimeout(soon)
  }, [isNamed, active])
  const prepare = (event: PointerEvent) => {
    // At once, and not under a press: between it and its release no button may be exchanged.
    if (event.buttons === 0 && !hasFocus(end.current)) flushSync(() => setNamed(true))
  }
  return { isNamed, end, prepare: isNamed ? undefined : prepare }
}

/** One article in the list. It is drawn again only for what it shows: the list is, with every key. */
export const ArticleRow = memo(function ArticleRow(props: {
  article: ArticleSummary
  index: number
  active: boolean
  selected: boolean
  selecting: boolean
  actions: RowActions
  onPress(article: ArticleSummary, index: number, event: MouseEvent): void
  /** The box was pressed. */
  onToggle(index: number, event: ChangeEvent): void
}) {
  const { article, index, actions } = props
  // Drawn again when the interface speaks another language, too.
  useMessageLanguage()
  const title = titleOf(article)
  const name = { title }
  const { isNamed, end, prepare } = useNamedSigns(props.active)
  const star = {
    className: 'row-star',
    'aria-pressed': article.starred,
    tabIndex: props.active ? 0 : -1,
    onClick: () => actions.star(article),
    children: <Star aria-hidden="true" />
  }
  const starLabel = article.starred ? t('library.unstar') : t('library.star')
  const more = {
    type: 'button',
    className: 'icon-button',
    'aria-label': t('library.moreFor', name),
    tabIndex: props.active ? 0 : -1,
    children: <MoreHorizontal aria-hidden="true" />
  } as const
  return (
    <div className="row" data-selecting={props.selecting || undefined} onPointerMove={prepare}>
      <div className="row-lead">
        <input
          type="checkbox"
          className="row-check"
          aria-label={t('library.select', name)}
          checked={props.selected}
          tabIndex={props.active ? 0 : -1}
          onChange={(event) => props.onToggle(index, event)}
        />
        <State article={article} />
      </div>
      <div className="row-main">
        {/* Its ::after covers the row, so that the whole row can be clicked. */}
        <button
          type="button"
          className="row-title"
          data-row=""
          lang={article.language || undefined}
          dir={article.direction}
          tabIndex={props.active ? 0 : -1}
          onClick={(event) => props.onPress(article, index, event)}
        >
          {title}
        </button>
        <Details article={article} />
        {article.tags.length > 0 ? (
          <span className="row-tags">
            {article.tags.slice(0, MAX_TAGS).map((tag) => (
              <span key={tag} className="tag" dir="auto">
                {tag}
              </span>
            ))}
            {article.tags.length > MAX_TAGS ? (
              <span className="row-more-tags" title={article.tags.slice(MAX_TAGS).join('\n')}>
                +{formatNumber(article.tags.length - MAX_TAGS)}
              </span>
            ) : null}
          </span>
        ) : null}
      </div>
      <div className="row-end" ref={end}>
        {article.highlightCount > 0 ? (
          <span className="row-count" title={t('library.highlights', { count: article.highlightCount })}>
            <Highlighter aria-hidden="true" />
            <span aria-hidden="true">{formatNumber(article.highlightCount)}</span>
            <span className="visually-hidden">
              {t('library.highlights', { count: article.highlightCount })}
            </span>
          </span>
        ) : null}
        {article.trashedAt === null ? (
          isNamed ? (
            <IconButton {...star} label={starLabel} />
          ) : (
            <button type="button" {...star} className="icon-button row-star" aria-label={starLabel} />
          )
        ) : null}
        <span className="row-menu">
          <Menu align="end" items={() => actions.menu(article)} trigger={<button {...more} />} />
        </span>
      </div>
      <div className="row-image">
        {article.leadImage ? <img src={`asset://image/${article.leadImage}`} alt="" loading="lazy" /> : null}
      </div>
    </div>
  )
})
