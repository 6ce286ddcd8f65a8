import { LAST_ANSWER } from '../../shared/bridge.ts'
import type { Output } from '../../shared/contract.ts'
import type { WrittenAhead } from '../../shared/written-ahead.ts'
import { takeWrittenAhead } from './written-ahead.ts'

/** What the page came with: the answer that was the last before this start. Undefined where there is none. */
export function takeLastAnswer(): Output<'app.firstScreen'> | undefined {
  const kept = document.getElementById(LAST_ANSWER)
  if (!kept) return undefined
  kept.remove()
  const { answer, written } = JSON.parse(kept.textContent) as {
    answer: Output<'app.firstScreen'>
    written: WrittenAhead
  }
  takeWrittenAhead(written)
  return answer
}
