import type { CslItem, CslName } from './csl-item.ts'

/**
 * BibTeX entries, sorted by key. Classic BibTeX has no type for web pages: they are `@misc` with the address
 * in `howpublished` and the day it was read in `note`.
 */
export function bibtexOf(items: readonly CslItem[]): { keys: ReadonlyMap<string, string>; text: string } {
  const keys = new Map<string, string>()
  const taken = new Set<string>()
  for (const item of items) {
    const base = keyOf(item)
    let key = base
    for (let number = 2; taken.has(key); number++) key = `${base}-${number}`
    taken.add(key)
    keys.set(item.id, key)
  }
  const entries = items
    .toSorted((a, b) => (keys.get(a.id)! < keys.get(b.id)! ? -1 : 1))
    .map((item) => entryOf(item, keys.get(item.id)!))
  return { keys, text: entries.join('\n\n') }
}

function entryOf(item: CslItem, key: string): string {
  const [year, month] = item.issued?.['date-parts'][0] ?? []
  const read = item.accessed?.['date-parts'][0]
  const fields: [string, string | undefined][] = [
    // The second pair of braces keeps the title's capitals.
    ['title', `{${escapeLatex(item.title)}}`],
    ['author', item.author?.map(nameOf).join(' and ')],
    ['year', year === undefined ? undefined : String(year)],
    ['month', month === undefined ? undefined : String(month)],
    ['organization', item['container-title'] && escapeLatex(item['container-title'])],
    ['howpublished', item.URL && `\\url{${urlOf(item.URL)}}`],
    ['note', item.URL && read && `Accessed ${read.map((part) => String(part).padStart(2, '0')).join('-')}`],
    ['language', item.language && escapeLatex(item.language)]
  ]
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = {${value}}`] : []))
  return `@misc{${key},\n${lines.join(',\n')}\n}`
}

function nameOf(name: CslName): string {
  if (name.literal !== undefined) return `{${escapeLatex(name.literal)}}`
  const particle = name['non-dropping-particle']
  return escapeLatex(`${particle ? `${particle} ` : ''}${name.family}, ${name.given}`)
}

/** Author, year, and the title's first long word: readable, ASCII, and never empty. */
function keyOf(item: CslItem): string {
  const plain = (text: string) =>
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/gu, '')
  const author = item.author?.[0]
  const word = item.title
    .split(/\s+/u)
    .map(plain)
    .find((one) => one.length > 3)
  const key =
    plain(author?.family ?? author?.literal ?? '').slice(0, 30) +
    (item.issued?.['date-parts'][0]?.[0] ?? '') +
    (word ?? '').slice(0, 20)
  return key || `item${item.id.replaceAll('-', '').slice(-8)}`
}

const latex: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}'
}

/** Text for LaTeX: its ten special signs. Other letters stay as they are; today's engines read UTF-8. */
export function escapeLatex(text: string): string {
  return text.replace(/[\\{}$&#^_~%]/gu, (sign) => latex[sign] ?? `\\${sign}`)
}

/** An address inside `\url{}`: braces and backslashes would end or change it. */
function urlOf(url: string): string {
  return url.replace(/[{}\\]/gu, (sign) => encodeURIComponent(sign))
}
