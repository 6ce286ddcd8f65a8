import { fsrs } from 'ts-fsrs'
import type { History } from './read-histories.ts'

/**
 * How well parameters foretell answers that came after a day or more: the mean of −ln of the chance they gave
 * to what happened. Less is better; one who always says "half" has 0.693.
 *
 * @param weights of FSRS-6; empty: the published ones
 */
export function logLoss(histories: readonly History[], weights: readonly number[]): number {
  const scheduler = fsrs(weights.length > 0 ? { w: [...weights] } : {})
  let sum = 0
  let count = 0
  for (const { grades, days } of histories) {
    let state: ReturnType<typeof scheduler.next_state> | null = null
    for (const [at, grade] of grades.entries()) {
      const elapsed = days[at] ?? 0
      if (state && elapsed > 0) {
        const chance = scheduler.forgetting_curve(elapsed, state.stability)
        // Never certain: one wrong certainty would outweigh everything.
        const held = Math.min(0.9999, Math.max(0.0001, grade > 1 ? chance : 1 - chance))
        sum -= Math.log(held)
        count++
      }
      state = scheduler.next_state(state, elapsed, grade)
    }
  }
  return count === 0 ? 0 : sum / count
}
