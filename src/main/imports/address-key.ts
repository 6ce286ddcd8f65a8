/** Parameters that say where a reader came from, not what they read. */
const CHAFF = /^(?:utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ref_src)$/i

/**
 * What two addresses of one page have in common: without scheme, `www.`, fragment, trailing slash and
 * parameters that only follow readers around. Empty for an empty address.
 */
export function addressKey(address: string): string {
  const url = URL.parse(address)
  if (!url) return ''
  for (const name of [...url.searchParams.keys()]) if (CHAFF.test(name)) url.searchParams.delete(name)
  const host = url.hostname.replace(/^www\./, '')
  return `${host}${url.port && `:${url.port}`}${url.pathname.replace(/\/+$/, '')}${url.search}`
}
