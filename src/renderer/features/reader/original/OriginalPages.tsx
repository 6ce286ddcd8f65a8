import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Highlight } from '../../../../shared/highlights.ts'
import { type PagePlace, pageAt } from '../../../../shared/page-places.ts'
import type { ReadingVersion } from '../../../../shared/reading.ts'
import { t } from '../../../lib/messages.ts'
import { useData } from '../../../lib/use-data.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Maximize2, X, ZoomIn, ZoomOut } from '../../../ui/icons.ts'
import { OriginalPage } from './OriginalPage.tsx'
import './original-pages.css'

/** Room between pages and around them, pixels. */
const GAP = 12
const EDGE = 12
const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const

/**
 * The original's pages as they look, beside the text (alone, where there is no text): each is drawn when it
 * comes near, and follows the line that is read. Scrolling here leaves the text where it is.
 */
export function OriginalPages(props: {
  version: ReadingVersion
  pages: readonly PagePlace[]
  /** Canonical offset of the line that is read. */
  offset: number
  highlights: readonly Highlight[]
  onGo(offset: number): void
  onClose(): void
}) {
  const { version, pages, offset } = props
  const { data: original, error } = useData('originals.open', { versionId: version.id })
  const scroller = useRef<HTMLElement>(null)
  const [zoom, setZoom] = useState(1)
  const [room, setRoom] = useState(0)
  const [shapes, setShapes] = useState<ReadonlyMap<number, number>>(new Map())
  const width = Math.max(80, Math.round((room - 2 * EDGE) * zoom))
  const shape = original ? original.height / original.width : Math.SQRT2
  const heightOf = (index: number) => Math.round(width * Math.min(20, shapes.get(index + 1) ?? shape)) + GAP
  const virtual = useVirtualizer({
    count: original?.count ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: heightOf,
    overscan: 1,
    paddingStart: EDGE,
    paddingEnd: EDGE
  })

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const observer = new ResizeObserver(() => setRoom(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const here = pageAt(pages, offset)
  const number = here?.number ?? 1
  const next = pages.find((one) => one.number > number)
  const share =
    here && next && next.offset > here.offset ? (offset - here.offset) / (next.offset - here.offset) : 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: the pages' heights come from these
  useEffect(() => virtual.measure(), [width, shapes])
  const total = virtual.getTotalSize()
  // The line read stands in the upper part of the panel; one that is in sight does not make it move. There is
  // room to scroll only once the pages have their new sizes: then the total is another one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new size of the pages moves them too
  useEffect(() => {
    const element = scroller.current
    if (!element || !original || room === 0) return
    const start = virtual.getOffsetForIndex(Math.min(number, original.count) - 1, 'start')?.[0] ?? 0
    const line = start + share * heightOf(number - 1)
    const top = element.scrollTop
    if (line < top || line > top + element.clientHeight * 0.6)
      element.scrollTop = Math.max(0, line - element.clientHeight * 0.15)
  }, [number, Math.round(share * 20), original, width, shapes, total])

  const labels = useMemo(() => new Map(pages.map((one) => [one.number, one])), [pages])
  const items = virtual.getVirtualItems()
  const middle = (scroller.current?.scrollTop ?? 0) + (scroller.current?.clientHeight ?? 0) / 3
  const shown = (items.find((one) => one.end > middle)?.index ?? 0) + 1
  const step = (by: 1 | -1) => {
    const at = ZOOMS.findIndex((one) => one >= zoom)
    setZoom(ZOOMS[Math.min(ZOOMS.length - 1, Math.max(0, at + by))] ?? 1)
  }
  return (
    <aside
      className="original-pages"
      aria-label={t('originals.title')}
      data-alone={version.wordCount === 0 || undefined}
    >
      <div className="original-pages-head">
        <p className="original-pages-at" aria-live="polite">
          {original
            ? t('originals.at', {
                label: labels.get(shown)?.label ?? String(shown),
                at: shown,
                count: original.count
              })
            : null}
        </p>
        <IconButton label={t('originals.zoomOut')} disabled={zoom === ZOOMS[0]} onClick={() => step(-1)}>
          <ZoomOut aria-hidden="true" />
        </IconButton>
        <IconButton label={t('originals.zoomFit')} disabled={zoom === 1} onClick={() => setZoom(1)}>
          <Maximize2 aria-hidden="true" />
        </IconButton>
        <IconButton label={t('originals.zoomIn')} disabled={zoom === ZOOMS.at(-1)} onClick={() => step(1)}>
          <ZoomIn aria-hidden="true" />
        </IconButton>
        <IconButton label={t('originals.close')} shortcut="Shift+P" onClick={props.onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </div>
      <section
        className="original-pages-scroll"
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by the keyboard
        tabIndex={0}
        aria-label={t('originals.title')}
      >
        {error ? (
          <p className="panel-empty" role="alert">
            {error.message}
          </p>
        ) : null}
        <div style={{ blockSize: total, inlineSize: width + 2 * EDGE, position: 'relative' }}>
          {items.map((item) => {
            const page = item.index + 1
            const place = labels.get(page)
            return (
              <div
                key={item.key}
                className="original-page-place"
                style={{ blockSize: item.size - GAP, inlineSize: width, translate: `0 ${item.start}px` }}
              >
                <OriginalPage
                  version={version}
                  pages={pages}
                  number={page}
                  label={place?.label ?? String(page)}
                  width={width}
                  highlights={props.highlights}
                  onShape={(ratio) => {
                    if (Math.abs((shapes.get(page) ?? shape) - ratio) > 0.005)
                      setShapes((before) => new Map(before).set(page, ratio))
                  }}
                  {...(place && version.wordCount > 0 ? { onGo: () => props.onGo(place.offset) } : {})}
                />
              </div>
            )
          })}
        </div>
      </section>
    </aside>
  )
}
