import { type MouseEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { fitted, pan, zoom } from './view-box.ts'

/** A picture on a stage that can be enlarged and moved, by wheel, pointer and whatever else asks for it. */
export function useZoom() {
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

  return {
    view,
    isEnlarged: view.scale > 1,
    stage,
    image,
    /** @param at pixels from the middle of the stage: what stays where it is */
    enlarge,
    /** By so many pixels. */
    move,
    /** All of the picture again. */
    showWhole: () => setView(fitted),
    /** What the stage listens to. */
    pointer: {
      onPointerDown(event: PointerEvent) {
        event.currentTarget.setPointerCapture(event.pointerId)
        held.current = { x: event.clientX, y: event.clientY }
      },
      onPointerMove(event: PointerEvent) {
        if (!held.current) return
        move(event.clientX - held.current.x, event.clientY - held.current.y)
        held.current = { x: event.clientX, y: event.clientY }
      },
      onLostPointerCapture() {
        held.current = null
      },
      onDoubleClick(event: MouseEvent) {
        if (view.scale > 1) setView(fitted)
        else enlarge(2.5, fromMiddle(event.currentTarget, event))
      }
    }
  }
}

/** A pointer's place, pixels from the middle of the stage. */
function fromMiddle(stage: Element, event: { clientX: number; clientY: number }): { x: number; y: number } {
  const box = stage.getBoundingClientRect()
  return { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 }
}
