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

/** Whether a text says itself that it is a web address, and says nothing else. Words with a dot in them are words. */
export function isAddress(text: string): boolean {
  return /^\s*https?:\/\//i.test(text) && typedAddress(text) !== ''
}

/**
 * Whether a text is worth asking the reader about as an address: it says that it is one, or it is one word that
 * begins with "www." or is a host with a path, as some address bars give it.
 */
export function isLikeAddress(text: string): boolean {
  const isHost = /^\s*(?:www\.|(?:[a-z\d-]+\.)+[a-z]{2,}\/\S)/i.test(text)
  return isAddress(text) || (isHost && typedAddress(text) !== '')
}
