import { useCallback, useMemo, useState } from 'react'
import type { Card, CardFilter, CardId, ManyCards } from '../../../shared/cards.ts'

/** What is ticked, as main is asked about it, and how many that are. */
export interface ChosenCards {
  which: ManyCards
  count: number
}

/** One card, as it is asked about among many. */
export const onlyThis = (card: Card): ChosenCards => ({
  which: { kind: 'some', cardIds: [card.id] },
  count: 1
})

/** More than one call takes by their names: then all of the list can be chosen. */
const MOST_NAMED = 10_000

/** What is ticked: cards one by one, or all that fit the filter, whether they were ever on screen or not. */
export function useCardSelection(filter: CardFilter, total: number) {
  const [ticked, setTicked] = useState<ReadonlySet<CardId>>(new Set())
  /** All but the ticked ones. */
  const [isAll, setAll] = useState(false)
  const clear = useCallback(() => {
    setTicked(new Set())
    setAll(false)
  }, [])
  const selectAll = useCallback(() => {
    setTicked(new Set())
    setAll(true)
  }, [])
  const toggle = useCallback((card: Card) => {
    setTicked((before) => {
      const after = new Set(before)
      if (!after.delete(card.id) && after.size < MOST_NAMED) after.add(card.id)
      return after
    })
  }, [])
  const choose = useCallback((cards: readonly Card[]) => {
    setTicked(new Set(cards.map(({ id }) => id)))
    setAll(false)
  }, [])
  const chosen = useMemo<ChosenCards>(() => {
    const ids = [...ticked]
    return isAll
      ? { which: { kind: 'all', filter, except: ids }, count: Math.max(0, total - ids.length) }
      : { which: { kind: 'some', cardIds: ids }, count: ids.length }
  }, [ticked, isAll, filter, total])
  return { chosen, has: (id: CardId) => ticked.has(id) !== isAll, toggle, choose, selectAll, clear }
}
