/** A canonical http or https address without user name and password, or an empty string. */
export function webAddress(stated: unknown): string {
  const text = typeof stated === 'string' ? stated.trim() : ''
  if (!text || text.length > 8000) return ''
  const url = URL.parse(text)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return ''
  url.username = ''
  url.password = ''
  return url.href.length <= 8192 ? url.href : ''
}

/** Where an address leads, for a reader: its host without "www."; empty when it is none. */
export function siteOf(url: string): string {
  return (URL.parse(url)?.hostname ?? '').replace(/^www\./, '')
}
