import type { Aloud } from './aloud/use-read-aloud.ts'
import type { Find } from './find/use-found.ts'
import type { Marks } from './marking/use-marks.ts'
import type { Originals } from './original/use-original-pages.ts'
import type { Panels } from './panels/use-panels.ts'
import type { Whereabouts } from './position/use-whereabouts.ts'
import type { Places } from './versions/use-places.ts'

/** Escape: ends what lies nearest to the reader, one thing each time; the article itself last. */
export function stepBack(room: {
  marks: Marks
  /** Ends the caret; false when there was none. */
  stopCaret(): boolean
  places: Places
  find: Find
  closeFind(): void
  originals: Originals
  /** The article has text, and can be read without its original's pages. */
  hasText: boolean
  panels: Panels
  aloud: Aloud
  whereabouts: Whereabouts
  leave(): void
}): void {
  const { marks, places, originals, panels, aloud } = room
  if (marks.letGo() || room.stopCaret()) return
  if (places.placing) places.stop()
  else if (room.find.found) room.closeFind()
  else if (originals.asking) originals.stopAsking()
  else if (panels.panel) panels.close()
  else if (originals.shown && room.hasText) originals.close()
  else if (aloud.open) aloud.close()
  else if (!marks.unchoose() && !room.whereabouts.goBack()) room.leave()
}
