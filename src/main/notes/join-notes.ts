/** Two notes on one thing as one, the second under the first; what is said already is not said again. */
export function joinNotes(here: string, there: string): string {
  if (here.includes(there.trim())) return here
  return here.trim() === '' ? there : `${here.trimEnd()}\n\n${there.trimStart()}`
}
