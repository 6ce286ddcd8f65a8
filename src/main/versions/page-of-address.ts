/** Names of the parameter that says which page of an article is meant. */
const PARAMETERS = /^(?:page|p|pg|pagenum|pageno|seite|pagina|página|стр)$/iu
/** Ends of a path that do: `/page/2`, `/2`, `-2.html`, `_page2`. At most three digits, so that no year or id counts. */
const ENDS = [
  /\/(?:page|p|seite|pagina)[/-]?(\d{1,3})\/?$/iu,
  /\/(\d{1,3})\/?$/u,
  /[-_,](?:page|p|seite)?-?(\d{1,3})(?=\.[a-z]{3,5}$)/iu,
  /[-_,](?:page|seite)-?(\d{1,3})\/?$/iu
]

/**
 * Which page of an article an address leads to, and the article's address without that; the first when it says
 * nothing of pages. Whether two addresses are of one article only their titles can tell: `/2` may be anything.
 * Undefined for what is no address.
 */
export function pageOfAddress(address: string): { article: string; number: number } | undefined {
  const url = URL.parse(address)
  if (!url) return undefined
  let number = 1
  for (const [name, value] of [...url.searchParams]) {
    if (!PARAMETERS.test(name) || !/^\d{1,3}$/.test(value)) continue
    number = Number(value)
    url.searchParams.delete(name)
  }
  let path = url.pathname
  for (const end of ENDS) {
    const found = number === 1 ? end.exec(path) : null
    if (!found) continue
    number = Number(found[1])
    path = path.replace(end, '')
  }
  return { article: `${url.host}${path.replace(/\/+$/u, '')}${url.search}`, number }
}
