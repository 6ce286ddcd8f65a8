import { useVirtualizer } from '@tanstack/react-virtual'
import { Copy, Palette, Trash2, X } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import type { Input } from '../../../shared/contract.ts'
import { highlightColors } from '../../../shared/highlights.ts'
import type { ArticleId, HighlightId } from '../../../shared/values.ts'
import { titleOf } from '../../lib/formats.ts'
import { invoke } from '../../lib/invoke.ts'
import { t } from '../../lib/messages.ts'
import type { ReaderTarget } from '../../lib/reader-target.ts'
import { useCommand } from '../../lib/use-command.ts'
import { usePages } from '../../lib/use-pages.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { HighlightCard } from './HighlightCard.tsx'
import { allHighlights, HighlightFilters, sinceOf } from './HighlightFilters.tsx'
import type { ListedHighlight } from './highlights-as-markdown.ts'
import { useHighlightWork } from './use-highlight-work.ts'

/** Pixels of a card with three lines; real heights are measured. */
const CARD_ESTIMATE = 150
/** As many as one call answers. */
const MOST_PER_CALL = 500

async function everyHighlight(filter: Input<'highlights.list'>['filter']): Promise<ListedHighlight[]> {
  const all: ListedHighlight[] = []
  for (;;) {
    const { total, items } = await invoke('highlights.list', {
      filter,
      page: { offset: all.length, limit: MOST_PER_CALL }
    })
    all.push(...items)
    if (items.length === 0 || all.length >= total) return all
  }
}

/** Every highlight, grouped by article in the order of the text. */
export function Highlights(props: { onOpen(articleId: ArticleId, target?: ReaderTarget): void }) {
  const [narrowing, setNarrowing] = useState(allHighlights)
  const [selected, setSelected] = useState<ReadonlyMap<HighlightId, ListedHighlight>>(new Map())
  const toast = useToast()
  const work = useHighlightWork()
  const scroller = useRef<HTMLDivElement>(null)

  const filter = useMemo(() => {
    const since = sinceOf(narrowing.span, Date.now())
    return {
      ...(narrowing.color ? { color: narrowing.color } : {}),
      ...(narrowing.tag ? { tag: narrowing.tag } : {}),
      ...(narrowing.withNote ? { hasNote: true } : {}),
      ...(since === undefined ? {} : { since })
    }
  }, [narrowing])
  const [range, setRange] = useState({ first: 0, last: 0 })
  const pages = usePages('highlights.list', { filter }, range.first, range.last)
  const virtualizer = useVirtualizer({
    count: pages.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD_ESTIMATE,
    overscan: 4,
    initialRect: { width: 800, height: 800 },
    onChange: (instance) => {
      const items = instance.getVirtualItems()
      const first = items[0]?.index ?? 0
      const last = items.at(-1)?.index ?? 0
      setRange((before) => (before.first === first && before.last === last ? before : { first, last }))
    }
  })
  const ids = [...selected.keys()]
  const clear = () => setSelected(new Map())
  const copy = () => {
    if (selected.size > 0) work.copy([...selected.values()])
    else everyHighlight(filter).then(work.copy, toast.showError)
  }
  const remove = () => {
    work.remove(ids)
    clear()
  }
  useCommand(
    'highlights.copy',
    () => {
      // Words selected on the screen are what one means by copying.
      if (document.getSelection()?.isCollapsed ?? true) copy()
      else document.execCommand('copy')
    },
    { enabled: pages.total > 0 }
  )
  useCommand('highlights.delete', remove, { enabled: selected.size > 0 })
  useCommand('library.clearSelection', clear, { enabled: selected.size > 0 })

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
        <Button disabled={pages.total === 0} onClick={copy}>
          <Copy aria-hidden="true" />
          {t('highlights.copyAll')}
        </Button>
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
          <Button onClick={copy}>
            <Copy aria-hidden="true" />
            {t('highlights.copy')}
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
        <div className="list-body" style={{ height: virtualizer.getTotalSize() }}>
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
                    onOpen={() =>
                      props.onOpen(highlight.articleId, { kind: 'highlight', highlightId: highlight.id })
                    }
                    onToggle={() =>
                      setSelected((before) => {
                        const after = new Map(before)
                        if (!after.delete(highlight.id)) after.set(highlight.id, highlight)
                        return after
                      })
                    }
                  />
                ) : (
                  <div className="row-waiting" />
                )}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}
