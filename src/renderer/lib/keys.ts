import { t } from './messages.ts'

/** Shortcuts are written with `Mod`: ⌘ on macOS, Ctrl elsewhere. */
export const isMac = /mac/i.test(navigator.platform)

/** Does this key press say `shortcut`, such as `Mod+Shift+F`, `?` or `Shift+N`? */
export function matchesKey(event: KeyboardEvent, shortcut: string): boolean {
  // A shortcut may end in the plus key itself.
  const parts = shortcut === '+' ? ['+'] : shortcut.split('+')
  const key = parts.at(-1)!
  const wants = new Set(parts.slice(0, -1))
  const mod = isMac ? event.metaKey : event.ctrlKey
  const other = isMac ? event.ctrlKey : event.metaKey
  if (mod !== wants.has('Mod') || other || event.altKey !== wants.has('Alt')) return false
  if (/^[a-z]$/i.test(key)) {
    if (event.shiftKey !== wants.has('Shift')) return false
    if (event.key.toLowerCase() === key.toLowerCase()) return true
    // Under a Greek, Cyrillic or Arabic layout the key that says C is still where C is.
    const isOther = wants.size > 0 ? !/^[a-z]$/i.test(event.key) : isForeignLetter(event.key)
    return isOther && event.code === `Key${key.toUpperCase()}`
  }
  if (/^\d$/.test(key) && event.code === `Digit${key}`) return event.shiftKey === wants.has('Shift')
  // Named keys tell Shift apart; signs such as ? and + already contain it.
  if (key.length > 1 && event.shiftKey !== wants.has('Shift')) return false
  return event.key === key
}

const isForeignLetter = (key: string) => /^\p{L}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key)

const ariaNames: Record<string, string> = { Mod: isMac ? 'Meta' : 'Control', ' ': 'Space', '+': 'Plus' }

/** The shortcut as `aria-keyshortcuts` has it, such as `Control+Shift+F`. */
export function ariaKeys(shortcut: string): string {
  const parts = shortcut === '+' ? ['+'] : shortcut.split('+')
  return parts.map((part) => ariaNames[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join('+')
}

const macNames: Record<string, string> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' }
const names: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  ' ': '␣',
  Enter: '↵',
  Backspace: '⌫'
}

const namedKeys = [
  'Mod',
  'Shift',
  'Alt',
  'Escape',
  'Delete',
  'Space',
  'Tab',
  'Home',
  'End',
  'PageUp',
  'PageDown'
] as const
const isNamed = (key: string): key is (typeof namedKeys)[number] =>
  (namedKeys as readonly string[]).includes(key)

/** The shortcut as the platform writes it, key by key: `['Ctrl', 'K']` or `['⌘', 'K']`. */
export function keyNames(shortcut: string): string[] {
  const parts = shortcut === '+' ? ['+'] : shortcut.split('+')
  return parts.map((part) => {
    if (isMac && macNames[part]) return macNames[part]
    if (isNamed(part)) return t(`ui.keys.${part}`)
    return names[part] ?? (part.length === 1 ? part.toUpperCase() : part)
  })
}
