import { domainToUnicode } from 'node:url'

/**
 * What a reader is shown as the source of an article: the site's name as it was stated, else the host its address
 * leads to, without "www."; empty when neither is known. Only shown: what is stored, exported and cited names a site
 * that named itself, and nothing else.
 */
export function sourceOf(site: string, url: string): string {
  return site || domainToUnicode(URL.parse(url)?.hostname ?? '').replace(/^www\./, '')
}

/** What follows `//`, with all that may follow a host as one sign. */
const REST = ['?', '#', ':'].reduce(
  (sql, sign) => `replace(${sql}, '${sign}', '/')`,
  "substr(a.url, instr(a.url, '://') + 3)"
)

/** The host in SQL, of a row `a` of `articles`; one in letters beyond ASCII is as its address writes it. */
export const HOST = `replace(substr(${REST}, 1, instr(${REST} || '/', '/') - 1), 'www.', '')`
