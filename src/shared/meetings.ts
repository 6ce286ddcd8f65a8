import { z } from 'zod'
import { mutation, query } from './define.ts'
import { Highlight } from './highlights.ts'
import { Done, HighlightId, Nothing } from './values.ts'

export const meetingContract = {
  /**
   * A few old highlights to meet again: the same ones all day, and none a second time before every other one
   * had its turn (main/meetings/choose-highlights.ts).
   */
  'meetings.today': query(Nothing, z.array(z.strictObject({ ...Highlight.shape, articleTitle: z.string() }))),
  /** These were shown today. */
  'meetings.met': mutation(z.strictObject({ highlightIds: z.array(HighlightId).min(1).max(50) }), Done, {
    changes: ['meetings'],
    incidental: true
  })
}
