/**
 * A link's address as the block model allows it: http, https or mailto, absolute; otherwise empty. Parsed
 * with the URL standard's own parser, so that what is checked is what a browser would open.
 */
export function linkAddress(stated: string, baseUrl?: string): string {
  const text = stated.trim()
  if (!text || text.length > 8192) return ''
  const url = URL.parse(text, baseUrl || undefined)
  if (!url || !/^(?:https?|mailto):$/.test(url.protocol)) return ''
  if (url.protocol === 'mailto:') {
    return /^mailto:[^\s\0]+$/i.test(url.href) && url.href.length <= 8192 ? url.href : ''
  }
  // "https://bank.example@evil.example" is meant to deceive.
  url.username = ''
  url.password = ''
  return url.href.length <= 8192 ? url.href : ''
}
