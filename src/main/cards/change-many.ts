import type { Database } from 'better-sqlite3'
import { v7 as uuidv7 } from 'uuid'
import type { CardChange, ManyCards } from '../../shared/cards.ts'
import type { Context } from '../context.ts'
import { existingSpelling } from '../tags/repository.ts'
import { cardConditions } from './card-conditions.ts'
import {
  deletePrompt,
  deletePromptTag,
  insertPromptTag,
  resetCard,
  setDueDay,
  setSuspended
} from './repository.ts'

const labels: Record<CardChange['kind'], string> = {
  suspended: 'undo.suspendCard',
  addTag: 'undo.addTag',
  removeTag: 'undo.removeTag',
  reset: 'undo.resetCard',
  due: 'undo.setCardDue',
  delete: 'undo.deleteCard'
}

interface Named {
  id: string
  promptId: string
}

/** The cards that are meant, as they are when it begins. @param today the study day */
function cardsOf(db: Database, which: ManyCards, today: number): Named[] {
  if (which.kind === 'some') {
    return db
      .prepare<[string], Named>(
        'SELECT c.id, c.prompt_id AS promptId FROM json_each(?) w JOIN cards c ON c.id = w.value'
      )
      .all(JSON.stringify(which.cardIds))
  }
  const { where, values, readsPrompt } = cardConditions(which.filter, today)
  const left = new Set<string>(which.except)
  return db
    .prepare<[typeof values], Named>(
      `SELECT c.id, c.prompt_id AS promptId FROM cards c
       ${readsPrompt ? 'JOIN prompts p ON p.id = c.prompt_id' : ''} WHERE ${where}`
    )
    .all(values)
    .filter(({ id }) => !left.has(id))
}

/** Changes many cards as one step of undo, a few at a time, so that nobody waits for main meanwhile. */
export async function changeManyCards(
  { db, history, work, now, deviceId }: Context,
  which: ManyCards,
  change: CardChange,
  today: number
): Promise<{ count: number; isWhole: boolean; isStep: boolean }> {
  const cards = cardsOf(db, which, today)
  const stamp = { now: now(), deviceId }
  const tag = change.kind === 'addTag' ? existingSpelling(db, change.tag) : ''
  const apply = ({ id, promptId }: Named, index: number) => {
    if (change.kind === 'suspended') setSuspended(db, id, change.suspended, stamp)
    else if (change.kind === 'reset') resetCard(db, id, stamp)
    else if (change.kind === 'due') {
      const later = Math.floor((index * change.over) / cards.length)
      setDueDay(db, id, today + change.inDays + later, today, stamp)
    } else if (change.kind === 'removeTag') deletePromptTag(db, promptId, change.tag)
    else if (change.kind === 'delete') deletePrompt(db, promptId)
    // It may have been deleted since this began.
    else if (isThere.get(promptId) !== undefined) insertPromptTag(db, promptId, tag, stamp)
  }
  const isThere = db.prepare('SELECT 1 FROM prompts WHERE id = ?').pluck()
  const label = labels[change.kind]
  const join = { key: `cards:${uuidv7()}`, mode: 'batch' } as const
  let from = 0
  const { done, isWhole } = await work.run({ label, total: cards.length }, (size) => {
    const first = from
    const slice = cards.slice(first, first + size)
    from += slice.length
    const applyAll = () => {
      for (const [index, card] of slice.entries()) apply(card, first + index)
    }
    if (slice.length > 0) history.record(label, applyAll, join)
    return slice.length
  })
  return { count: done, isWhole, isStep: history.newestKey() === join.key }
}

/** How many of some cards have each tag; what most of them have first. @param today the study day */
export function tagsOfCards(db: Database, which: ManyCards, today: number): { tag: string; count: number }[] {
  return db
    .prepare<[string], { tag: string; count: number }>(
      `SELECT min(t.tag) AS tag, count(*) AS count FROM json_each(?) w JOIN prompt_tags t ON t.prompt_id = w.value
       GROUP BY t.tag ORDER BY count DESC, t.tag`
    )
    .all(JSON.stringify(cardsOf(db, which, today).map(({ promptId }) => promptId)))
}
