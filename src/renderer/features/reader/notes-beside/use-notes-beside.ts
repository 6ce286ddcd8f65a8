import { useEffect } from 'react'
import type { Settings } from '../../../../shared/settings.ts'
import type { ReadingFrame } from '../page/reading-frame.ts'

/** Makes room for notes beside the text where the window is wide enough; else they are in the panel. */
export function useNotesBeside(frame: ReadingFrame | null, notesShown: boolean, settings: Settings): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another measure or writing is another column
  useEffect(() => {
    if (!frame) return
    const root = frame.document.documentElement
    const look = () => {
      const column = frame.document.querySelector('main')!.getBoundingClientRect().width
      // As in reading.css: the notes' width, their gap, and the edges.
      // Vertical lines leave no column beside them.
      const room =
        frame.axis.writing === 'horizontal' &&
        frame.window.innerWidth - column >= settings.fontSize * (15 + 2.5 + 1.25) + 48
      const notes = notesShown && room ? 'beside' : 'elsewhere'
      if (root.dataset.notes !== notes) root.dataset.notes = notes
    }
    if (!notesShown) {
      root.dataset.notes = 'elsewhere'
      return
    }
    look()
    return frame.onMove(look)
  }, [frame, notesShown, settings.fontSize, settings.measure, settings.vertical])
}
