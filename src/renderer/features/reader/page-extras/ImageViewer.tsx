import type { KeyboardEvent } from 'react'
import { t } from '../../../lib/messages.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import type { Picture } from '../page/pictures.ts'
import { ImageTools, STEP } from './ImageTools.tsx'
import { useZoom } from './use-zoom.ts'

/** How far an arrow moves an enlarged picture, pixels. */
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
  const { view, isEnlarged, stage, image, enlarge, move, showWhole, pointer } = useZoom()
  const go = (by: number) => {
    const next = index + by
    if (!pictures[next]) return
    showWhole()
    onIndex(next)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    // As the buttons lie: where one reads from right to left, the next picture is to the left.
    const onwards = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1
    const moves: Record<string, () => void> = {
      '+': () => enlarge(STEP),
      '=': () => enlarge(STEP),
      '-': () => enlarge(1 / STEP),
      '0': showWhole,
      ArrowLeft: () => (isEnlarged ? move(ARROW, 0) : go(-onwards)),
      ArrowRight: () => (isEnlarged ? move(-ARROW, 0) : go(onwards)),
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
        <div
          ref={stage}
          className="image-stage"
          tabIndex={-1}
          data-enlarged={isEnlarged ? '' : undefined}
          {...pointer}
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
          <ImageTools
            index={index}
            count={pictures.length}
            onGo={go}
            onEnlarge={enlarge}
            onFit={showWhole}
            onClose={props.onClose}
          />
        </div>
      </div>
    </Dialog>
  )
}
