import { line } from '../article/finish-article.ts'
import { sameWords } from '../article/same-words.ts'

/** So many first headings are looked at; the title is among the first of them. */
const HEADINGS = 100

export interface Titles {
  /** What the article is called. */
  title: string
  /** The same as the page shows it: where it begins, and what it is found by on the page. */
  heading: string
}

/**
 * The title as the page states it for others, without the site's name: under it the article is shared, cited and
 * found again. The visible heading stands in where nothing is stated, where the statement is of the site and not of
 * this page, and where it is the heading cut short.
 */
export function titleOf(stated: string[], headings: string[], documentTitle: string, site: string): Titles {
  const shown = headings
    .slice(0, HEADINGS)
    .map((one) => line(one, 2000))
    .filter(Boolean)
  const document = line(documentTitle, 2000)
  const said = stated.map((one) => withoutSite(line(one, 2000), site)).filter(Boolean)
  const heading = headingOf(said, shown, document, site)
  const [first] = said
  const title = first === undefined || isOfSite(first, heading, document) ? '' : withoutMore(first, heading)
  return {
    title: title && !isShortened(title, heading) ? title : heading || title || first || '',
    heading: heading || title || first || ''
  }
}

/**
 * The visible heading that most witnesses agree on; one that agrees with nothing else is more often the site's name
 * than the article's title. Without such a one the document's title, which carries the site's name behind a bar or
 * a dash, or the first heading when nothing is stated at all.
 */
function headingOf(
  said: readonly string[],
  shown: readonly string[],
  document: string,
  site: string
): string {
  const own = withoutSite(document, site)
  const second = said.length ? '' : secondOfTwo(document, shown)
  if (second) return second
  for (const heading of shown) {
    if (
      said.some((one) => sameWords(heading, one) || isBegun(one, heading, shown, site)) ||
      sameWords(heading, own) ||
      sameWords(heading, withoutTail(document)) ||
      isHeadOf(document, heading, site) ||
      isAllButName(heading, document, shown)
    )
      return heading
  }
  if (said.length) return ''
  const rest = withoutTail(own)
  return shown.find((heading) => rest !== '' && isShortened(rest, heading)) || rest || shown[0] || ''
}

/** A statement that has not one word in common with the heading that the document's own title agrees with. */
function isOfSite(stated: string, heading: string, document: string): boolean {
  if (!heading || !sameWords(heading, withoutTail(document))) return false
  const words = new Set(wordsOf(`${heading} ${document}`))
  return !wordsOf(stated).some((word) => words.has(word))
}

/** "The gauge - Sea News" begins with its heading; "Sea News - The gauge", where both are headings, with the site's. */
function isBegun(stated: string, heading: string, headings: readonly string[], site: string): boolean {
  if (sameWords(heading, site) || withoutMore(stated, heading) === stated) return false
  return !isSaid(tailOf(stated), heading, headings)
}

/** Another heading says it. */
const isSaid = (text: string, heading: string, headings: readonly string[]) =>
  headings.some((other) => other !== heading && sameWords(other, text))

const tailOf = (title: string) => /[^|·•»–—-]*$/u.exec(title)?.[0] ?? ''

/** Where the document's title is two headings of the page, the first of them is the site's. */
function secondOfTwo(document: string, headings: readonly string[]): string {
  const [, one, two] = /^(.+?)\s+[|·•»–—-]\s+(.+)$/u.exec(document) ?? []
  if (one === undefined || two === undefined) return ''
  const at = (part: string) => headings.findIndex((heading) => sameWords(heading, part))
  return at(one) >= 0 && at(two) >= 0 ? (headings[Math.max(at(one), at(two))] ?? '') : ''
}

/** Without spaces between words, a bar or a line after the heading begins the site's name: 「水位計｜海の新聞」. */
function isHeadOf(title: string, heading: string, site: string): boolean {
  if (!/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]{2}/u.test(heading))
    return false
  if (heading.length < 4 || heading === site || !title.startsWith(heading)) return false
  return /^(?:\s*[｜丨]\s*|[|_＿·•»–—－-])[^|｜丨_＿]{1,40}(?:[|｜丨_＿-].{1,40})?$/u.test(
    title.slice(heading.length)
  )
}

/** The heading shows where the title ends and the name of a section or a writer begins. */
function withoutMore(stated: string, heading: string): string {
  if (isHeadOf(stated, heading, '')) return heading
  const own = wordsOf(heading).join(' ')
  const cut = stated.replace(/\s+[|·•»–—-]\s+[^|·•»–—]{1,60}$/u, '')
  return cut !== stated && own !== '' && wordsOf(cut).join(' ') === own ? cut : stated
}

/** All the words of a statement stand in this order in a longer heading. */
function isShortened(stated: string, heading: string): boolean {
  const words = wordsOf(stated)
  let at = 0
  const all = wordsOf(heading)
  for (const word of all) if (word === words[at]) at += 1
  return at === words.length && all.length > words.length
}

const wordsOf = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

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
