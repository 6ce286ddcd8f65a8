import { useCallback, useEffect, useState } from 'react'
import { offerPictures, type Picture, pictureNear, picturesOf } from '../page/pictures.ts'
import type { ReadingFrame } from '../page/reading-frame.ts'
import { type Footnote, footnoteOf } from './footnotes.ts'

/** What the page opens for a moment: a footnote beside its mention, a picture in the whole window. */
export function usePageExtras(frame: ReadingFrame | null, jump: (target: string) => void) {
  // A note may mention another, which then stands in its place.
  const [footnotes, setFootnotes] = useState<readonly Footnote[]>([])
  const [viewer, setViewer] = useState<{ pictures: readonly Picture[]; index: number } | null>(null)

  useEffect(() => (frame ? offerPictures(frame) : undefined), [frame])

  /** A link inside the article: a mention opens its note, anything else is gone to. */
  const onJump = useCallback(
    (target: string, link: HTMLElement) => {
      const found = footnoteOf(link, target)
      if (found) setFootnotes([found])
      else jump(target)
    },
    [jump]
  )
  /** The same in a note that is open. */
  const onJumpInNote = useCallback(
    (target: string, link: HTMLElement) => {
      const found = footnoteOf(link, target)
      setFootnotes((before) => (found ? [...before, found] : []))
      if (!found) jump(target)
    },
    [jump]
  )
  const dropFootnotes = useCallback(() => setFootnotes([]), [])
  const footnoteBefore = useCallback(() => setFootnotes((before) => before.slice(0, -1)), [])
  const mention = footnotes[0]?.link
  const closeFootnotes = useCallback(() => {
    setFootnotes([])
    if (!mention || !frame) return
    frame.window.focus()
    mention.focus({ preventScroll: true })
  }, [frame, mention])

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
    footnote: footnotes.at(-1),
    /** Where the text mentions the first of the notes that are open. */
    mention,
    footnoteBefore: footnotes.length > 1 ? footnoteBefore : undefined,
    dropFootnotes,
    closeFootnotes,
    onJump,
    onJumpInNote,
    viewer,
    openPicture,
    openNearest,
    closeViewer,
    onIndex
  }
}

export type PageExtras = ReturnType<typeof usePageExtras>
