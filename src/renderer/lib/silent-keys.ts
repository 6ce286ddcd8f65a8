import { isMac } from './keys.ts'

/**
 * Keys that write nothing by themselves and are part of writing: of a capital, of a sign that needs AltGr (which
 * Windows reports as Control first), of an accent, of a letter of an input method.
 */
export const silentKeys: ReadonlySet<string> = new Set([
  'Shift',
  'Control',
  'Alt',
  'AltGraph',
  'Meta',
  'CapsLock',
  'NumLock',
  'Fn',
  'Dead',
  'Process',
  'Unidentified'
])

/**
 * Whether a modifier makes it a command: with AltGr one writes, though Control and Alt may be reported with it, and so
 * one does on a Mac with Option, which is Alt.
 */
export const isCommandKey = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey || (event.altKey && !(isMac && [...event.key].length === 1))) &&
  !event.getModifierState('AltGraph')
