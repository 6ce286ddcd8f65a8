/** So many addresses of one page's style sheets are set aside; no page that somebody made has more. */
const MOST = 20_000
/** What stands for one that was set aside. */
const TOKEN = 'lifted:'
/** A longer value names no address that was set aside, and a longer fallback of a variable none. */
const LONGEST = 2000
const VARIABLE = /\bvar\(\s{0,20}(--[\w-]{1,100})\s{0,20}(?:,[^)]{0,200})?\)/g
const STATED = /(--[\w-]{1,100})\s{0,20}:\s{0,20}(url\(lifted:\d{1,6}\))/g

/**
 * The addresses in a page's style sheets. They are set aside before the sheets are read: one with data in it is longer
 * than all the rules together, and holds the signs by which rules are told apart.
 */
export class SheetAddresses {
  readonly #set: string[] = []
  readonly #variables = new Map<string, string>()

  /** The sheet with a short word for every address. @param resolve what an address of this sheet is outside it */
  lift(sheet: string, resolve: (address: string) => string = (address) => address): string {
    const parts: string[] = []
    let from = 0
    for (let at = next(sheet, 0); at >= 0 && this.#set.length < MOST; at = next(sheet, from)) {
      const { address, end } = addressAt(sheet, at)
      parts.push(sheet.slice(from, at), `url(${TOKEN}${this.#set.length})`)
      this.#set.push(/^data:/i.test(address) ? address : resolve(address))
      from = end
    }
    const short = [...parts, sheet.slice(from)].join('')
    for (const [, name = '', value = ''] of short.matchAll(STATED)) this.#variables.set(name, value)
    return short
  }

  /** The first address that the value of a property names, also by a variable of the sheets; empty when there is none. */
  in(value: string): string {
    const said =
      value.length > LONGEST
        ? value
        : value.replace(VARIABLE, (_, name: string) => this.#variables.get(name) ?? '')
    const at = next(said, 0)
    if (at < 0) return ''
    const { address } = addressAt(said, at)
    return address.startsWith(TOKEN) ? (this.#set[Number(address.slice(TOKEN.length))] ?? '') : address
  }
}

const next = (text: string, from: number) => {
  const found = /\burl\(/gi
  found.lastIndex = from
  return found.exec(text)?.index ?? -1
}

/** What stands between the brackets of `url(` at a place, and where it ends. One that does not end goes to the end. */
function addressAt(text: string, at: number): { address: string; end: number } {
  let from = at + 'url('.length
  while (/\s/.test(text[from] ?? '')) from += 1
  const quote = text[from] === '"' || text[from] === "'" ? text[from]! : ''
  const start = from + quote.length
  const stop = text.indexOf(quote || ')', start)
  if (stop < 0) return { address: text.slice(start).trim(), end: text.length }
  const close = quote ? text.indexOf(')', stop) : stop
  return { address: text.slice(start, stop).trim(), end: close < 0 ? text.length : close + 1 }
}
