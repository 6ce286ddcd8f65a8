/** In every process; the types that all of them share do not know it. */
declare const URL: { parse(text: string): { readonly href: string } | null }

/**
 * The web address a reader typed or pasted, as a browser would understand it, or an empty string: one word,
 * http or https, `https://` supplied where it begins with a host.
 */
export function typedAddress(text: string): string {
  const typed = text.trim()
  if (!typed || typed.length > 8000 || /\s/.test(typed)) return ''
  const hasScheme = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(typed)
  if (hasScheme && !/^https?:\/\//i.test(typed)) return ''
  if (!hasScheme && !/^[^\s/?#@:]+\.[^\s/?#@:.]{2,}(?::\d+)?(?:[/?#]|$)/.test(typed)) return ''
  const url = URL.parse(hasScheme ? typed : `https://${typed}`)?.href
  return url?.includes('.') ? url : ''
}

/** Whether a text from the clipboard is a web address and nothing else. Words with a dot in them are words. */
export function isAddress(text: string): boolean {
  return /^\s*https?:\/\//i.test(text) && typedAddress(text) !== ''
}
