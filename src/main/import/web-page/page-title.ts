import { line } from '../article/finish-article.ts'
import { sameWords } from '../article/same-words.ts'

/**
 * The title most witnesses agree on. Document titles carry the site's name behind a bar or a dash; the
 * visible heading shows which part is the title.
 */
export function titleOf(stated: string[], headings: string[], documentTitle: string, site: string): string {
  // A heading that agrees with nothing else is more often the site's name than the article's title.
  const candidates = [
    ...stated.map((one) => withoutSite(line(one, 2000), site)),
    withoutTail(withoutSite(line(documentTitle, 2000), site)),
    ...headings.map((one) => line(one, 2000))
  ].filter(Boolean)
  const shown = headings.map((one) => line(one, 2000)).filter(Boolean)
  // A heading that is also said in the metadata is the title as readers saw it.
  for (const heading of shown) {
    if (
      stated.some((one) => one && sameWords(heading, withoutSite(line(one, 2000), site))) ||
      sameWords(heading, withoutSite(line(documentTitle, 2000), site)) ||
      sameWords(heading, withoutTail(line(documentTitle, 2000))) ||
      isAllButName(heading, line(documentTitle, 2000), shown)
    )
      return heading
  }
  return candidates[0] ?? ''
}

/** "Tide – Wikipedia": one word and a name after it that nothing else on the page says. */
function isAllButName(heading: string, title: string, headings: readonly string[]): boolean {
  const [, words, name] = /^(.+?)\s+[|·•»–—-]\s+([^\s|·•»–—]+(?:\s[^\s|·•»–—]+)?)$/u.exec(title) ?? []
  return words !== undefined && sameWords(heading, words) && !headings.some((one) => sameWords(one, name!))
}

/** A document title up to its last dash or bar, when enough is left: behind it usually stands a name. */
function withoutTail(title: string): string {
  const cut = title.replace(/\s+[|·•»–—-]\s+[^|·•»–—]{1,40}$/u, '')
  return cut.split(/\s+/u).length >= 2 ? cut : title
}

function withoutSite(title: string, site: string): string {
  const parts = title.split(/\s+[|·•»–—-]\s+|\s*[|»]\s*/u)
  if (parts.length < 2) return title
  const last = parts.at(-1) as string
  const first = parts[0] as string
  const cutEnd = () => title.slice(0, title.lastIndexOf(last)).replace(/[\s|·•»–—-]+$/u, '')
  if (
    site &&
    (sameWords(last, site) ||
      site.toLowerCase().replace(/\W/gu, '') === last.toLowerCase().replace(/\W/gu, ''))
  )
    return withoutSite(cutEnd(), site)
  if (site && sameWords(first, site))
    return title.slice(title.indexOf(first) + first.length).replace(/^[\s|·•»–—-]+/u, '')
  // Without a name to compare, a short tail behind a bar is the site's.
  if (/[|»]/u.test(title) && last.split(/\s+/u).length <= 4 && cutEnd().split(/\s+/u).length >= 3)
    return cutEnd()
  return title
}
