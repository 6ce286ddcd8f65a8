import type { MessageKey } from './messages/en.ts'

/** What the gaps of a sentence are filled with; a part that has a language itself is a sentence of its own. */
export type SentenceValues = { readonly [name: string]: string | number | Sentence }

/** A sentence before it has a language: its key in the catalogue, and what fills its gaps. */
export interface Sentence {
  readonly key: MessageKey
  readonly values?: SentenceValues | undefined
}

type Speak = (key: MessageKey, values: Readonly<Record<string, string | number>>) => string

// Processes without a catalogue (importers, the export's thread) hand sentences on by their keys.
let speak: Speak = (key, values) =>
  Object.keys(values).length > 0 ? `${key} ${JSON.stringify(values)}` : key

/** Gives this process its catalogue: called once, by the module that holds it. */
export function speakWith(next: Speak): void {
  speak = next
}

/** The sentence in the reader's language. */
export function tell({ key, values = {} }: Sentence): string {
  const filled: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(values)) {
    filled[name] = typeof value === 'object' ? tell(value) : value
  }
  return speak(key, filled)
}
