import { useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import type { Highlight } from '../../../../shared/highlights.ts'
import { shorten } from '../../../../shared/shorten.ts'
import type { HighlightId } from '../../../../shared/values.ts'
import { t } from '../../../lib/messages.ts'
import { NoteText } from '../../../lib/notes/NoteText.tsx'
import { shownQuote } from '../../../lib/shown-quote.ts'
import { ExtractLinks } from '../links/ExtractLinks.tsx'
import type { ReadingFrame } from '../page/reading-frame.ts'
import { usePageLayer } from '../page/use-page-layer.ts'
import { layOutNotes } from './lay-out-notes.ts'

const GAP = 10
/** Longest part of a quote that is read aloud, UTF-16 units. */
const SPOKEN = 200

/**
 * Notes beside their passages. They live in the page, so that they scroll with it without delay, but outside
 * of the article's own elements. Only those near the screen are there.
 */
export function MarginNotes(props: {
  frame: ReadingFrame
  /** Those near the screen that have a note or tags, in document order. */
  highlights: readonly Highlight[]
  chosen: HighlightId | undefined
  /** Changes whenever the page's lines may have moved. */
  moved: number
  onOpen(highlight: Highlight): void
  onLink(url: string): void
}) {
  const { frame, highlights, moved } = props
  const holder = usePageLayer(frame, 'margin-notes', t('reader.marginNotes'))
  const notes = useRef(new Map<HighlightId, HTMLElement>())

  const layOut = useCallback(() => {
    if (!holder?.isConnected) return
    const page = frame.document.documentElement
    const main = frame.document.querySelector('main')!.getBoundingClientRect()
    const rtl = page.dir === 'rtl'
    const gap = Number.parseFloat(getComputedStyle(page).fontSize) * 1.8
    holder.style.insetInlineStart = `${(rtl ? page.clientWidth - main.left : main.right) + gap}px`
    const placed = highlights.flatMap((highlight) => {
      const element = notes.current.get(highlight.id)
      const rect = frame.map.characterAt(highlight.start)?.getBoundingClientRect()
      if (!element || !rect) return []
      const body = element.querySelector('.note-body')
      const isCut = body !== null && body.scrollHeight > body.clientHeight + 1
      return [{ element, isCut, top: rect.top + frame.window.scrollY, height: element.offsetHeight }]
    })
    const tops = layOutNotes(placed, GAP, 0)
    placed.forEach(({ element, isCut }, index) => {
      element.toggleAttribute('data-cut', isCut)
      element.style.transform = `translateY(${Math.round(tops[index]!)}px)`
    })
  }, [frame, holder, highlights])

  // biome-ignore lint/correctness/useExhaustiveDependencies: `moved` says that the lines stand elsewhere now
  useLayoutEffect(layOut, [layOut, moved])

  useEffect(() => {
    if (!holder) return
    const observer = new frame.window.ResizeObserver(layOut)
    observer.observe(frame.document.querySelector('main')!)
    return () => observer.disconnect()
  }, [frame, holder, layOut])

  if (!holder) return null
  return createPortal(
    highlights.map((highlight) => (
      <div
        key={highlight.id}
        ref={(element) => {
          if (element) notes.current.set(highlight.id, element)
          else notes.current.delete(highlight.id)
        }}
        className="margin-note"
        data-chosen={highlight.id === props.chosen ? '' : undefined}
        style={{ '--note-color': `var(--highlight-${highlight.color}-line)` } as React.CSSProperties}
      >
        {/* It covers the note but for the links in it: those are buttons of their own. */}
        <button
          type="button"
          className="margin-note-open"
          // Whoever does not see where it stands hears which words it is on.
          aria-label={t('reader.live.chosen', {
            color: t(`ui.color.${highlight.color}`),
            quote: shorten(shownQuote(highlight), SPOKEN)
          })}
          aria-describedby={`note-${highlight.id}`}
          onClick={() => props.onOpen(highlight)}
          onKeyDown={(event) => {
            // The page's own keys would scroll.
            if (event.key === 'Enter' || event.key === ' ') event.stopPropagation()
          }}
        />
        <div id={`note-${highlight.id}`}>
          {highlight.note ? (
            <div className="note-body" dir="auto">
              <NoteText body={highlight.note} onLink={props.onLink} />
            </div>
          ) : null}
          <ExtractLinks articleId={highlight.articleId} highlightId={highlight.id} onLink={props.onLink} />
          {highlight.tags.length > 0 ? (
            <div className="note-tags">
              {highlight.tags.map((tag) => (
                <span key={tag} dir="auto">
                  {tag}
                </span>
              ))}
            </div>
          ) : null}
        </div>
      </div>
    )),
    holder
  )
}
