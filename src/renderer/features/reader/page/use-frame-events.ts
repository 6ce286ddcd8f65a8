import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { isPointed } from '../../../lib/row-menu.ts'
import { forgetTyping } from '../../../lib/typing-on.ts'
import { handleKey } from '../../../lib/use-command.ts'
import { anchorName } from './anchor-name.ts'
import { type Picture, pictureAt } from './pictures.ts'
import type { ReadingFrame } from './reading-frame.ts'

export interface FrameHandlers {
  /** A press of the main button that selected nothing and was on no link. */
  onClick(x: number, y: number): void
  /** The same, beside the text. */
  onMargin(x: number, y: number): void
  onPress(): void
  onLink(url: string): void
  /** A link to an anchor of the article. */
  onJump(name: string, link: HTMLElement): void
  /** A press on a picture that stands by itself, or Enter on it. */
  onPicture(picture: Picture): void
  /** Copying that no command was asked for; left alone, the browser copies what it has selected. */
  onCopy(event: ClipboardEvent): void
  /** Gets keys before the commands do; true when it took one. */
  onKey(event: KeyboardEvent): boolean
  /** The menu key; true when there was something for it. */
  onMenuKey(): boolean
  /** A right click; true when there is something to be done there. */
  onMenuAt(x: number, y: number): boolean
  isOnHighlight(x: number, y: number): boolean
  /** Before any key is looked at. */
  onBeforeKey(): void
}

/** Forgiving of small movements back, pixels. */
const TURN = 24

/** Listens in the article's page from outside. Returns what changes with scrolling. */
export function useFrameEvents(
  frame: ReadingFrame | null,
  handlers: FrameHandlers
): { readingOn: boolean; scrolled: boolean } {
  const latest = useRef(handlers)
  useLayoutEffect(() => {
    latest.current = handlers
  })
  const [readingOn, setReadingOn] = useState(false)
  const [scrolled, setScrolled] = useState(false)

  useEffect(() => {
    if (!frame) return
    const page = frame.document
    const abort = new frame.window.AbortController()
    const { signal } = abort
    const on = <K extends keyof DocumentEventMap>(type: K, listener: (event: DocumentEventMap[K]) => void) =>
      page.addEventListener(type, listener, { signal })

    const press = (event: KeyboardEvent) => {
      latest.current.onBeforeKey()
      const picture =
        event.key === 'Enter' || event.key === ' ' ? pictureAt(event.target as Element) : undefined
      if (picture) {
        event.preventDefault()
        latest.current.onPicture(picture)
      } else if (latest.current.onKey(event)) event.preventDefault()
      else if (isMenuKey(event) && latest.current.onMenuKey()) event.preventDefault()
      else handleKey(event)
    }
    // React does so by itself with the window's own keys, not with these: what one key opens takes the next one.
    const pressNow = (event: KeyboardEvent) => flushSync(() => press(event))
    on('keydown', pressNow)
    const early = frame.takeEarlyKeys()
    queueMicrotask(() => {
      for (const event of early) if (!signal.aborted) pressNow(event)
    })
    on('pointerdown', () => {
      forgetTyping()
      latest.current.onPress()
    })
    on('click', (event) => {
      const target = event.target as Element
      const link = target.closest('a[href]')
      if (link && target.closest('main, header, footer')) {
        event.preventDefault()
        const href = link.getAttribute('href')!
        if (href.startsWith('#')) latest.current.onJump(anchorName(href), link as HTMLElement)
        else latest.current.onLink(href)
        return
      }
      const picture = pictureAt(target)
      if (picture && event.button === 0) return latest.current.onPicture(picture)
      if (event.button !== 0 || page.getSelection()?.isCollapsed === false) return
      if (target.closest('main, header, footer')) latest.current.onClick(event.clientX, event.clientY)
      // Nor is the end of a drag a click beside the text.
      else if (!target.closest('button, [role="button"], .mark-handle'))
        latest.current.onMargin(event.clientX, event.clientY)
    })
    on('contextmenu', (event) => {
      if (isPointed(event) && latest.current.onMenuAt(event.clientX, event.clientY)) event.preventDefault()
    })
    // The middle button and dragging would take a link somewhere else.
    on('auxclick', (event) => event.preventDefault())
    on('dragstart', (event) => {
      if ((event.target as Node).nodeType === Node.ELEMENT_NODE) event.preventDefault()
      // Words of the article are for a note, not for the library: the window is told whose they are.
      else frame.element.dispatchEvent(new DragEvent('dragstart', { bubbles: true }))
    })
    on('dragend', () => frame.element.dispatchEvent(new DragEvent('dragend', { bubbles: true })))
    // Files over the article are for the window, which shows where they may be dropped.
    const toWindow = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      const { type, dataTransfer } = event
      const taken = !frame.element.dispatchEvent(
        new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true })
      )
      if (taken) event.preventDefault()
    }
    on('dragover', toWindow)
    on('drop', toWindow)
    // Pasting is for the window, too: nothing in the article is a field.
    on('paste', (event) => {
      const { clipboardData } = event
      const taken = !frame.element.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      )
      if (taken) event.preventDefault()
    })
    on('copy', (event) => latest.current.onCopy(event))

    let pointing = false
    on('pointermove', (event) => {
      if (pointing || event.buttons !== 0) return
      pointing = true
      frame.window.requestAnimationFrame(() => {
        pointing = false
        if (signal.aborted) return
        page.documentElement.style.cursor = latest.current.isOnHighlight(event.clientX, event.clientY)
          ? 'pointer'
          : ''
      })
    })

    let turned = frame.axis.position
    const stopMoves = frame.onMove(() => {
      const y = frame.axis.position
      setScrolled(y > 120)
      if (y > turned + TURN || y < turned - TURN) {
        setReadingOn(y > turned && y > 160)
        turned = y
      }
    })
    // A wheel turns downwards; vertical writing goes on sideways.
    const sideways = (event: WheelEvent) => {
      if (frame.axis.writing === 'horizontal' || event.ctrlKey || event.defaultPrevented) return
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) return
      event.preventDefault()
      frame.axis.scrollTo(frame.axis.position + event.deltaY)
    }
    page.addEventListener('wheel', sideways, { passive: false, signal })
    return () => {
      abort.abort()
      stopMoves()
    }
  }, [frame])

  return { readingOn, scrolled }
}

const isMenuKey = (event: KeyboardEvent) =>
  event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')
