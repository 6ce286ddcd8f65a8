import type { ReadingPosition, ReadingVersion } from '../../../../shared/reading.ts'
import { readingMinutes } from '../../../lib/reading-time.ts'
import type { ReadingFrame } from '../page/reading-frame.ts'
import { useJumps } from './use-jumps.ts'
import { useReadingClock } from './use-reading-clock.ts'
import { useReadingPosition } from './use-reading-position.ts'
import { useReturnToLine } from './use-return-to-line.ts'

/** Where in the article the reader is: kept for the next time, counted as reading, and gone back to after a jump. */
export function useWhereabouts(room: {
  frame: ReadingFrame | null
  version: ReadingVersion
  /** Where reading goes on, or undefined when something else decides where it begins. */
  start: ReadingPosition | undefined
  /** The page is brought to a place at once: that is where reading begins, not a jump. */
  sent: boolean
  /** Time spent reading is counted. */
  counted: boolean
  focusText(): void
}) {
  const { frame, version } = room
  const { offset, progress, keepLine } = useReadingPosition({
    frame,
    articleId: version.articleId,
    versionId: version.id,
    textLength: version.textLength,
    readingTime: readingMinutes(version) * 60_000,
    start: room.start
  })
  const { goTo, goBack, jump } = useJumps(frame, offset, room.focusText)
  useReadingClock(frame, version.articleId, room.counted)
  const line = useReturnToLine(frame, offset, room.sent)
  return {
    /** The first whole line below the bar, canonical offset. */
    offset,
    /** How much has been read, 0 to 1. */
    progress,
    keepLine,
    goTo,
    goBack,
    jump,
    line
  }
}

export type Whereabouts = ReturnType<typeof useWhereabouts>
