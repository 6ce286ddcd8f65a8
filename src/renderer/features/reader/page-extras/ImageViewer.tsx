import { ChevronLeft, ChevronRight, Maximize, Minus, Plus, X } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { t } from '../../../lib/messages.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import type { Picture } from '../page/pictures.ts'
import { fitted, pan, zoom } from './view-box.ts'

const STEP = 1.4
const ARROW = 80

/** A picture of the article in the whole window: enlarge, move, go to the next, with its description and caption. */
export function ImageViewer(props: {
  pictures: readonly Picture[]
  index: number
  onIndex(index: number): void
  onClose(): void
}) {
  const { pictures, index, onIndex } = props
  const picture = pictures[index]!
  const [view, setView] = useState(fitted)
  const stage = useRef<HTMLDivElement>(null)
  const image = useRef<HTMLImageElement>(null)
  const held = useRef<{ x: number; y: number } | null>(null)

  const sizes = () => ({
    picture: { width: image.current?.offsetWidth ?? 0, height: image.current?.offsetHeight ?? 0 },
    room: { width: stage.current?.clientWidth ?? 0, height: stage.current?.clientHeight ?? 0 }
  })
  const enlarge = (factor: number, at = { x: 0, y: 0 }) => {
    const { picture: size, room } = sizes()
    setView((before) => zoom(before, factor, at, size, room))
  }
  const move = (x: number, y: number) => {
    const { picture: size, room } = sizes()
    setView((before) => pan(before, x, y, size, room))
  }
  const go = (by: number) => {
    const next = index + by
    if (!pictures[next]) return
    setView(fitted)
    onIndex(next)
  }
  // React listens to wheels passively; here the page behind must not zoom.
  const latest = useRef(enlarge)
  latest.current = enlarge
  useEffect(() => {
    const element = stage.current
    if (!element) return
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      latest.current(Math.exp(-event.deltaY / 400), fromMiddle(element, event))
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [])

  const onKeyDown = (event: KeyboardEvent) => {
    // As the buttons lie: where one reads from right to left, the next picture is to the left.
    const onwards = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1
    const moves: Record<string, () => void> = {
      '+': () => enlarge(STEP),
      '=': () => enlarge(STEP),
      '-': () => enlarge(1 / STEP),
      '0': () => setView(fitted),
      ArrowLeft: () => (view.scale > 1 ? move(ARROW, 0) : go(-onwards)),
      ArrowRight: () => (view.scale > 1 ? move(-ARROW, 0) : go(onwards)),
      ArrowUp: () => move(0, ARROW),
      ArrowDown: () => move(0, -ARROW),
      PageUp: () => go(-1),
      PageDown: () => go(1)
    }
    const act = moves[event.key]
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    act()
  }
  const onPointerMove = (event: PointerEvent) => {
    if (!held.current) return
    move(event.clientX - held.current.x, event.clientY - held.current.y)
    held.current = { x: event.clientX, y: event.clientY }
  }

  return (
    <Dialog
      open
      onClose={props.onClose}
      title={picture.alt || picture.caption || t('page.picture.unnamed')}
      titleHidden
      className="image-viewer"
      initialFocus={stage}
      finalFocus={false}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the dialog's own keys; every one has a button below */}
      <div className="image-viewer-body" onKeyDown={onKeyDown}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: for the pointer only; keys and buttons do the same */}
        <div
          ref={stage}
          className="image-stage"
          tabIndex={-1}
          data-enlarged={view.scale > 1 ? '' : undefined}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId)
            held.current = { x: event.clientX, y: event.clientY }
          }}
          onPointerMove={onPointerMove}
          onLostPointerCapture={() => {
            held.current = null
          }}
          onDoubleClick={(event) =>
            view.scale > 1 ? setView(fitted) : enlarge(2.5, fromMiddle(event.currentTarget, event))
          }
        >
          <img
            ref={image}
            src={picture.src}
            alt={picture.alt}
            draggable={false}
            style={{ transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` }}
          />
        </div>
        <div className="image-foot">
          {picture.caption ? (
            <p className="image-caption" dir="auto">
              {picture.caption}
            </p>
          ) : null}
          <div className="image-tools" role="toolbar" aria-label={t('page.picture.tools')}>
            {pictures.length > 1 ? (
              <>
                <IconButton
                  label={t('page.picture.previous')}
                  shortcut="PageUp"
                  disabled={index === 0}
                  onClick={() => go(-1)}
                >
                  <ChevronLeft aria-hidden="true" className="mirrored" />
                </IconButton>
                <output aria-live="polite">
                  {t('page.picture.position', { at: index + 1, count: pictures.length })}
                </output>
                <IconButton
                  label={t('page.picture.next')}
                  shortcut="PageDown"
                  disabled={index === pictures.length - 1}
                  onClick={() => go(1)}
                >
                  <ChevronRight aria-hidden="true" className="mirrored" />
                </IconButton>
              </>
            ) : null}
            <IconButton label={t('page.picture.smaller')} shortcut="-" onClick={() => enlarge(1 / STEP)}>
              <Minus aria-hidden="true" />
            </IconButton>
            <IconButton label={t('page.picture.larger')} shortcut="+" onClick={() => enlarge(STEP)}>
              <Plus aria-hidden="true" />
            </IconButton>
            <IconButton label={t('page.picture.fit')} shortcut="0" onClick={() => setView(fitted)}>
              <Maximize aria-hidden="true" />
            </IconButton>
            <IconButton label={t('ui.close')} shortcut="Escape" onClick={props.onClose}>
              <X aria-hidden="true" />
            </IconButton>
          </div>
        </div>
      </div>
    </Dialog>
  )
}

/** A pointer's place, pixels from the middle of the stage. */
function fromMiddle(stage: Element, event: { clientX: number; clientY: number }): { x: number; y: number } {
  const box = stage.getBoundingClientRect()
  return { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 }
}
