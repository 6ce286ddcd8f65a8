import type { Contract, HandlersOf } from '../../shared/contract.ts'
import { studyDay } from '../../shared/study-day.ts'
import type { Context } from '../context.ts'
import { withQuote } from '../highlights/note-signs.ts'
import { getHighlight } from '../highlights/repository.ts'
import { readSettings } from '../settings/handlers.ts'
import { chooseHighlights } from './choose-highlights.ts'

type Methods = Extract<keyof Contract, `meetings.${string}`>

export function meetingHandlers({ db, now, deviceId }: Context): HandlersOf<Methods> {
  const today = () => studyDay(now(), readSettings(db).studyDayStart)
  return {
    'meetings.today': () => {
      const count = readSettings(db).oldHighlightsPerDay
      const titleOf = db.prepare('SELECT title FROM articles WHERE id = ?').pluck()
      return chooseHighlights(db, { today: today(), now: now(), count }).flatMap((id) => {
        const highlight = getHighlight(db, id)
        return highlight
          ? [{ ...withQuote(db, highlight), articleTitle: String(titleOf.get(highlight.articleId) ?? '') }]
          : []
      })
    },
    'meetings.met': ({ highlightIds }) => {
      const save = db.prepare(
        `INSERT INTO highlight_meetings (highlight_id, day, updated_at, device_id)
         SELECT @id, @day, @now, @deviceId WHERE EXISTS (SELECT 1 FROM highlights WHERE id = @id)
         ON CONFLICT (highlight_id) DO UPDATE SET day = excluded.day, updated_at = excluded.updated_at,
           device_id = excluded.device_id WHERE day <> excluded.day`
      )
      const day = today()
      for (const id of highlightIds) save.run({ id, day, now: now(), deviceId })
      return null
    }
  }
}
