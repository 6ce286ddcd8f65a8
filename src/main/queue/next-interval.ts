import type { Priority } from '../../shared/queue.ts'

/**
 * By how much the time until a reading comes back grows each time it is put away. This is SuperMemo's
 * A-Factor of a topic: "the number by which the current interval should be multiplied to get the value of
 * the next interval" (https://help.supermemo.org/wiki/Glossary:A-Factor). There each topic has a number of
 * its own; here the priority gives it, so that there is nothing to tune.
 */
const growth: Readonly<Record<Priority, number>> = { high: 1.3, normal: 1.7, low: 2.4 }

/** Days until it comes back the first time. */
const FIRST = 1
/** Longer than a year is as good as never; days. */
const LONGEST = 365

/**
 * Days until a reading comes back when it is put away: one, then each time the last while times a factor of
 * its priority, at least a day longer than before.
 *
 * @param last days it was given last; 0 when it was not put away before
 */
export function nextInterval(last: number, priority: Priority): number {
  if (!(last > 0)) return FIRST
  return Math.min(LONGEST, Math.max(Math.round(last * growth[priority]), Math.floor(last) + 1))
}

/** Days until it comes back when it is postponed: its last while once more. */
export function postponedInterval(last: number): number {
  return Math.max(FIRST, Math.round(last))
}
