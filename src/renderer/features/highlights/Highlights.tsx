import { useVirtualizer } from '@tanstack/react-virtual'
import { BookOpenText, Palette, Tag, Trash2, X } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { CitationFormat } from '../../../shared/citations.ts'
import type { Input } from '../../../shared/contract.ts'
import { highlightColors } from '../../../shared/highlights.ts'
import type { ArticleId, HighlightId } from '../../../shared/values.ts'
import { titleOf } from '../../lib/formats.ts'
import { invoke } from '../../lib/invoke.ts'
import { t } from '../../lib/messages.ts'
import type { ReaderTarget } from '../../lib/reader-target.ts'
import { useCiting } from '../../lib/use-citing.ts'
import { rowsNear, useFocusedRow } from '../../lib/use-focused-row.ts'
import { usePages } from '../../lib/use-pages.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { CopyMenu } from './CopyMenu.tsx'
import { NoteDialog, TagsDialog } from './EditHighlights.tsx'
import { HighlightCard } from './HighlightCard.tsx'
import { allHighlights, HighlightFilters, sinceOf } from './HighlightFilters.tsx'
import type { ListedHighlight } from './highlights-as-markdown.ts'
import { useHighlightCommands } from './use-highlight-commands.ts'
import { useHighlightWork } from './use-highlight-work.ts'

/** Pixels of a card with three lines; real heights are measured. */
const CARD_ESTIMATE = 150
/** As many as one call answers. */
const MOST_PER_CALL = 500
/** As many as one change takes. */
const MOST_SELECTED = 10_000

async function everyHighlight(
  filter: Input<'highlights.list'>['filter'],
  most = Number.POSITIVE_INFINITY
): Promise<ListedHighlight[]> {
  const all: ListedHighlight[] = []
  for (;;) {
    const { total, items } = await invoke('highlights.list', {
      filter,
      page: { offset: all.length, limit: MOST_PER_CALL }
    })
    all.push(...items)
    if (items.length === 0 || all.length >= Math.min(total, most)) return all.slice(0, most)
  }
}

/** Every highlight, grouped by article in the order of the text. */
export function Highlights(props: {
  onOpen(articleId: ArticleId, target?: ReaderTarget): void
  /** Into a notebook. */
  onGather(ids: HighlightId[]): void
}) {
  const [narrowing, setNarrowing] = useState(allHighlights)
  const [selected, setSelected] = useState<ReadonlyMap<HighlightId, ListedHighlight>>(new Map())
  const toast = useToast()
  const work = useHighlightWork()
  const citing = useCiting()
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  /** Raised to bring the active card into view and focus. */
  const [focusRequest, setFocusRequest] = useState(0)
  const [editing, setEditing] = useState<
    { kind: 'tags' | 'note'; highlights: readonly ListedHighlight[] } | undefined
  >()

  const filter = useMemo(() => {
    const since = sinceOf(narrowing.span, Date.now())
    return {
      ...(narrowing.article ? { articleId: narrowing.article.id } : {}),
      ...(narrowing.color ? { color: narrowing.color } : {}),
      ...(narrowing.tag ? { tag: narrowing.tag } : {}),
      ...(narrowing.withNote ? { hasNote: true } : {}),
      ...(since === undefined ? {} : { since })
    }
  }, [narrowing])
  const [range, setRange] = useState({ first: 0, last: 0 })
  const pages = usePages('highlights.list', { filter }, range.first, range.last)
  const { rangeExtractor, bodyProps } = useFocusedRow()
  const virtualizer = useVirtualizer({
    rangeExtractor,
    count: pages.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD_ESTIMATE,
    overscan: 4,
    initialRect: { width: 800, height: 800 },
    onChange: (instance) => {
      const { first, last } = rowsNear(instance)
      setRange((before) => (before.first === first && before.last === last ? before : { first, last }))
    }
  })
  const ids = [...selected.keys()]
  const clear = () => setSelected(new Map())
  const all = () => everyHighlight(filter, MOST_SELECTED)
  const copy = () => {
    if (selected.size > 0) work.copy([...selected.values()])
    else everyHighlight(filter).then(work.copy, toast.showError)
  }
  const quote = (format: CitationFormat) => {
    if (selected.size > 0) citing.quote(ids, format)
    else
      all().then(
        (list) =>
          citing.quote(
            list.map((one) => one.id),
            format
          ),
        toast.showError
      )
  }
  const remove = () => {
    work.remove(ids)
    clear()
  }
  const at = Math.max(0, Math.min(active, pages.total - 1))
  const toggle = (highlight: ListedHighlight) =>
    setSelected((before) => {
      const after = new Map(before)
      if (!after.delete(highlight.id)) after.set(highlight.id, highlight)
      return after
    })
  const openHighlight = (highlight: ListedHighlight) =>
    props.onOpen(highlight.articleId, { kind: 'highlight', highlightId: highlight.id })
  useHighlightCommands({
    total: pages.total,
    active: at,
    itemAt: pages.itemAt,
    selected,
    work,
    moveTo(index) {
      // The first key only shows where one is.
      setActive(focusRequest === 0 ? at : Math.max(0, Math.min(index, pages.total - 1)))
      setFocusRequest((before) => before + 1)
    },
    toggle,
    clear,
    selectAll: () =>
      void all().then((list) => setSelected(new Map(list.map((one) => [one.id, one]))), toast.showError),
    open: openHighlight,
    gather: props.onGather,
    edit: (kind, highlights) => setEditing({ kind, highlights }),
    copy
  })
  useEffect(() => {
    if (focusRequest === 0) return
    virtualizer.scrollToIndex(at, { align: 'auto' })
    // A card far away exists only after the scroll.
    let frames = 0
    let request = requestAnimationFrame(function attempt() {
      const card = scroller.current?.querySelector<HTMLElement>(`[data-index="${at}"] .card-quote`)
      if (card) card.focus({ preventScroll: true })
      else if (++frames < 30) request = requestAnimationFrame(attempt)
    })
    return () => cancelAnimationFrame(request)
  }, [focusRequest, at, virtualizer])

  const narrowed = narrowing !== allHighlights
  return (
    <div className="highlights">
      <header className="place-header">
        <div className="place-title">
          <h1>{t('highlights.title')}</h1>
          <span className="place-count" role="status">
            {t('highlights.count', { count: pages.total })}
          </span>
        </div>
        <CopyMenu disabled={pages.total === 0} onMarkdown={copy} onQuote={quote} />
      </header>
      <HighlightFilters
        value={narrowing}
        onChange={(value) => {
          setNarrowing(value)
          clear()
          scroller.current?.scrollTo(0, 0)
        }}
      />
      {selected.size > 0 ? (
        <div className="bulk-bar" role="toolbar" aria-label={t('highlights.bulk')}>
          <IconButton label={t('highlights.clearSelection')} shortcut="Escape" onClick={clear}>
            <X aria-hidden="true" />
          </IconButton>
          <strong role="status">{t('highlights.selected', { count: selected.size })}</strong>
          <Menu
            trigger={
              <Button>
                <Palette aria-hidden="true" />
                {t('highlights.recolor')}
              </Button>
            }
            items={highlightColors.map((color) => ({
              label: t(`ui.color.${color}`),
              icon: <span className={`swatch-dot swatch-${color}`} />,
              onSelect: () => work.recolor(ids, color)
            }))}
          />
          <Button onClick={() => setEditing({ kind: 'tags', highlights: [...selected.values()] })}>
            <Tag aria-hidden="true" />
            {t('highlights.tag')}
          </Button>
          <Button onClick={() => props.onGather(ids)}>
            <BookOpenText aria-hidden="true" />
            {t('highlights.gather')}
          </Button>
          <Button onClick={remove}>
            <Trash2 aria-hidden="true" />
            {t('highlights.delete')}
          </Button>
        </div>
      ) : null}
      {pages.error ? <p className="notice">{pages.error.message}</p> : null}
      {pages.total === 0 && !pages.isLoading ? (
        <div className="empty">
          <h2>{narrowed ? t('highlights.empty.filtered') : t('highlights.empty.title')}</h2>
          <p>{narrowed ? t('highlights.empty.filteredText') : t('highlights.empty.text')}</p>
        </div>
      ) : null}
      <div className="list" ref={scroller}>
        <div className="list-body" style={{ height: virtualizer.getTotalSize() }} {...bodyProps}>
          {virtualizer.getVirtualItems().map((row) => {
            const highlight = pages.itemAt(row.index)
            const startsArticle = highlight && pages.itemAt(row.index - 1)?.articleId !== highlight.articleId
            return (
              <div
                key={row.key}
                ref={virtualizer.measureElement}
                className="list-row"
                data-index={row.index}
                style={{ transform: `translateY(${row.start}px)` }}
              >
                {highlight && startsArticle ? (
                  <h2 className="group-heading">
                    <button type="button" dir="auto" onClick={() => props.onOpen(highlight.articleId)}>
                      {titleOf({ title: highlight.articleTitle })}
                    </button>
                  </h2>
                ) : null}
                {highlight ? (
                  <HighlightCard
                    highlight={highlight}
                    selected={selected.has(highlight.id)}
                    selecting={selected.size > 0}
                    work={work}
                    onOpen={() => openHighlight(highlight)}
                    onToggle={() => toggle(highlight)}
                    onFocus={() => setActive(row.index)}
                    onNote={() => setEditing({ kind: 'note', highlights: [highlight] })}
                    onTag={() => setEditing({ kind: 'tags', highlights: [highlight] })}
                    onGather={() => props.onGather([highlight.id])}
                    onOnlyArticle={() => {
                      const { articleId: id, articleTitle: title } = highlight
                      setNarrowing({ ...narrowing, article: { id, title } })
                      clear()
                    }}
                  />
                ) : (
                  <div className="row-waiting" />
                )}
              </div>
            )
          })}
        </div>
      </div>
      {editing?.kind === 'note' && editing.highlights[0] ? (
        <NoteDialog highlight={editing.highlights[0]} onClose={() => setEditing(undefined)} />
      ) : null}
      {editing?.kind === 'tags' ? (
        <TagsDialog highlights={editing.highlights} work={work} onClose={() => setEditing(undefined)} />
      ) : null}
    </div>
  )
}
