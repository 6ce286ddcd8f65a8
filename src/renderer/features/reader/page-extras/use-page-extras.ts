import { useCallback, useEffect, useState } from 'react'
import { offerPictures, type Picture, pictureNear, picturesOf } from '../page/pictures.ts'
import type { ReadingFrame } from '../page/reading-frame.ts'
import { type Footnote, footnoteOf } from './footnotes.ts'

/** What the page opens for a moment: a footnote beside its mention, a picture in the whole window. */
export function usePageExtras(frame: ReadingFrame | null, jump: (target: string) => void) {
  const [footnote, setFootnote] = useState<Footnote | null>(null)
  const [viewer, setViewer] = useState<{ pictures: readonly Picture[]; index: number } | null>(null)

  useEffect(() => (frame ? offerPictures(frame) : undefined), [frame])

  /** A link inside the article: a mention opens its note, anything else is gone to. */
  const onJump = useCallback(
    (target: string, link: HTMLElement) => {
      const found = footnoteOf(link, target)
      if (found) setFootnote(found)
      else jump(target)
    },
    [jump]
  )
  const closeFootnote = useCallback(() => {
    setFootnote(null)
    if (!footnote || !frame) return
    frame.window.focus()
    footnote.link.focus({ preventScroll: true })
  }, [frame, footnote])

  const openPicture = useCallback(
    (picture: Picture) => {
      if (!frame) return
      const pictures = picturesOf(frame)
      const index = pictures.findIndex(({ element }) => element === picture.element)
      if (index >= 0) setViewer({ pictures, index })
    },
    [frame]
  )
  /** Opens the picture on screen; false when the article has none. */
  const openNearest = useCallback(() => {
    const picture = frame && pictureNear(frame)
    if (picture) openPicture(picture)
    return picture != null
  }, [frame, openPicture])
  const closeViewer = useCallback(() => {
    setViewer(null)
    if (!frame || !viewer) return
    frame.window.focus()
    viewer.pictures[viewer.index]?.element.focus()
  }, [frame, viewer])
  const onIndex = useCallback((index: number) => setViewer((before) => before && { ...before, index }), [])
  return {
    footnote,
    setFootnote,
    closeFootnote,
    onJump,
    viewer,
    openPicture,
    openNearest,
    closeViewer,
    onIndex
  }
}

export type PageExtras = ReturnType<typeof usePageExtras>
