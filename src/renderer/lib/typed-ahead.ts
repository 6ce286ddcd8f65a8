import { matchesKey } from './keys.ts'
import { isCommandKey, silentKeys } from './silent-keys.ts'

/** Who waits longer sees that no field has come, and types no more, ms. */
const MEANT_MS = 2000

/** Letters typed after the key that opens a note or a tag field, before the field is there. */
export class TypedAhead {
  #text = ''
  #until = 0
  #hasLines = false

  /** From now on letters are for the field that is coming. @param hasLines Enter writes, too */
  begin(hasLines: boolean): void {
    this.#text = ''
    this.#hasLines = hasLines
    this.#until = performance.now() + MEANT_MS
  }

  /** Whether letters are for a field that is coming. */
  get isWaiting(): boolean {
    return performance.now() <= this.#until
  }

  get hasText(): boolean {
    return this.#text !== ''
  }

  /**
   * Takes the key when it writes something. Any other is meant for what one sees, as are those after it; what was
   * written until then is still for the field.
   */
  readonly onKey = (event: KeyboardEvent): boolean => {
    if (!this.isWaiting) return false
    const { key } = event
    // The key that opens the field, still held down.
    if (event.repeat) return true
    if (silentKeys.has(key)) return false
    const isPlain = !isCommandKey(event)
    if (isPlain && [...key].length === 1) this.#text += key
    else if (isPlain && key === 'Backspace') this.#text = [...this.#text].slice(0, -1).join('')
    else if (isPlain && key === 'Enter' && this.#hasLines) this.#text += '\n'
    else {
      if (!isPasting(event)) this.#until = 0
      return false
    }
    return true
  }

  /** Takes what is pasted, where it is for a field that is coming. */
  readonly onPaste = (text: string): boolean => {
    if (!this.isWaiting) return false
    this.#text += this.#hasLines ? text : text.replaceAll(/\s+/g, ' ')
    return true
  }

  /** What was typed so far; from now on the field takes the keys itself. */
  readonly take = (): string => {
    const text = this.#text
    this.end()
    return text
  }

  /** No field is coming. */
  end(): void {
    this.#text = ''
    this.#until = 0
  }
}

/** What they paste comes a moment later. */
const PASTING = ['Mod+V', 'Mod+Shift+V', 'Shift+Insert']
const isPasting = (event: KeyboardEvent) => PASTING.some((keys) => matchesKey(event, keys))

/** Of this window: only one field at a time is on its way. */
export const typedAhead = new TypedAhead()
