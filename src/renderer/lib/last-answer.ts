import { LAST_ANSWER } from '../../shared/bridge.ts'
import type { Output } from '../../shared/contract.ts'
import type { KnownNumbers } from '../../shared/known-numbers.ts'
import { takeKnownNumbers } from './known-numbers.ts'

/** What the page came with: the answer that was the last before this start. Undefined where there is none. */
export function takeLastAnswer(): Output<'app.firstScreen'> | undefined {
  const kept = document.getElementById(LAST_ANSWER)
  if (!kept) return undefined
  kept.remove()
  const { answer, numbers } = JSON.parse(kept.textContent) as {
    answer: Output<'app.firstScreen'>
    numbers: KnownNumbers
  }
  takeKnownNumbers(numbers)
  return answer
}
