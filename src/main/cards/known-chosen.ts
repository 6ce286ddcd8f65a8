import type { Database } from 'better-sqlite3'
import type { CardFilter } from '../../shared/cards.ts'
import { oncePerDatabase } from '../db/once-per-database.ts'
import { type CardConditions, cardConditions } from './card-conditions.ts'
import type { Memory } from './repository.ts'
import { touchedPrompts } from './touched-prompts.ts'
import { answeredOn, awakeAnyway } from './waiting-cards.ts'

/** A card that may be asked, as far as the order of asking goes. */
export interface ChosenCard extends Pick<Memory, 'state' | 'dueDay' | 'dueAt' | 'lastDay'> {
  id: string
  promptId: string
  ordinal: number
}

/** They are many: nobody who answers thinks for as long as this, ms. */
const KEPT_MS = 600_000

/** By their prompts. */
export type ChosenByPrompt = ReadonlyMap<string, readonly ChosenCard[]>

/**
 * The cards of a session of chosen ones that are awake, kept from one question to the next: of a library of 100,000 it
 * takes a tenth of a second to find them, and an answer changes the cards of one prompt.
 */
export const knownChosen = oncePerDatabase((db: Database) => {
  const touched = touchedPrompts(db)
  let known: { key: string; cards: Map<string, ChosenCard[]> } | undefined
  let forgetting: NodeJS.Timeout | undefined
  return {
    /** @param today the study day */
    of(filter: CardFilter, today: number): ChosenByPrompt {
      const key = JSON.stringify([today, filter])
      const changed = touched.take()
      clearTimeout(forgetting)
      forgetting = setTimeout(() => {
        known = undefined
      }, KEPT_MS).unref()
      if (known?.key !== key || !changed) known = { key, cards: readChosen(db, filter, today) }
      else if (changed.size > 0) {
        for (const promptId of changed) known.cards.delete(promptId)
        for (const [promptId, cards] of readChosen(db, filter, today, [...changed]))
          known.cards.set(promptId, cards)
      }
      return known.cards
    }
  }
})

/** @param promptIds of these alone; else all */
function readChosen(
  db: Database,
  filter: CardFilter,
  today: number,
  promptIds?: readonly string[]
): Map<string, ChosenCard[]> {
  const { where, values, readsPrompt } = stillChosen(filter, today)
  const from = promptIds ? 'json_each(@promptIds) w CROSS JOIN cards c ON c.prompt_id = w.value' : 'cards c'
  const rows = db
    .prepare(
      `SELECT c.prompt_id, c.id, c.ordinal, c.state, c.due_day, c.due_at, c.last_day FROM ${from}
       ${readsPrompt ? 'CROSS JOIN prompts p ON p.id = c.prompt_id' : ''} WHERE ${where} AND ${awakeAnyway}`
    )
    .raw()
    .iterate({ ...values, today, promptIds: JSON.stringify(promptIds ?? []) }) as IterableIterator<
    [string, string, number, Memory['state'], number, number, number | null]
  >
  const found = new Map<string, ChosenCard[]>()
  for (const [promptId, id, ordinal, state, dueDay, dueAt, lastDay] of rows) {
    const card = { id, promptId, ordinal, state, dueDay, dueAt, lastDay }
    const others = found.get(promptId)
    if (others) others.push(card)
    else found.set(promptId, [card])
  }
  return found
}

/** New cards that are being learned since today are of the new ones as long as that takes. */
function stillChosen(filter: CardFilter, today: number): CardConditions {
  if (filter.status !== 'new') return cardConditions(filter, today)
  const { where, ...rest } = cardConditions({ ...filter, status: 'all' }, today)
  return { ...rest, where: `${where} AND (c.state = 0 OR c.state = 1 AND c.${answeredOn})` }
}
