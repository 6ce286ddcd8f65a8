import { isField } from './is-field.ts'

/** Whether somebody has gone into a field since `from` had the focus: who writes there is left there. */
export function hasGoneToField(from: Element | null): boolean {
  const here = document.activeElement
  return here !== from && isField(here)
}
