import {
  attribute,
  classOf,
  type Element,
  elementsOf,
  isElement,
  isText,
  type ParentNode
} from './html-tree.ts'

/** Rules beyond this many belong to a site's furniture, and selectors this long to nobody's text or drawing. */
const MAX_RULES = 3000
const MAX_SELECTOR = 200
const MAX_CSS = 1_000_000
/** So many comparisons of a part of a selector with an element; what is asked after them is answered by its own style alone. */
const MAX_STEPS = 20_000_000

interface Compound {
  tag: string
  id: string
  classes: string[]
  /** Whether it must stand directly in the one before. */
  child: boolean
}

interface Rule {
  /** From the outermost to the element itself. */
  compounds: Compound[]
  weight: number
  order: number
  declarations: [name: string, value: string][]
}

/** What style sheets say about elements: the words of the last rule of the greatest weight. */
export interface SheetStyles {
  /** Properties by name, in lower case; the element's own `style` before everything else. */
  of(element: Element): Map<string, string>
  /** Whether no rule says anything. */
  isEmpty: boolean
}

/**
 * Reads the style sheets of a page, a book or a drawing: names, classes and ids, alone or below one
 * another. Rules under a condition (`@media` and the like) and selectors of any other kind are passed over.
 * @param wanted the properties that are asked for; all of them when it is not given
 */
export function sheetStyles(sheets: readonly string[], wanted?: ReadonlySet<string>): SheetStyles {
  const rules: Rule[] = []
  for (const sheet of sheets) readRules(sheet.slice(0, MAX_CSS), rules, wanted)
  // By the element a rule is about, so that few are asked for each.
  const byKey = new Map<string, Rule[]>()
  for (const rule of rules) {
    const last = rule.compounds.at(-1)!
    const key = last.id ? `#${last.id}` : last.classes[0] ? `.${last.classes[0]}` : last.tag
    const same = byKey.get(key)
    if (same) same.push(rule)
    else byKey.set(key, [rule])
  }
  const match = matcher()
  return {
    isEmpty: rules.length === 0,
    of(element) {
      const keys = [element.tagName.toLowerCase(), '*', ...classes(element).map((name) => `.${name}`)]
      const id = attribute(element, 'id')
      if (id) keys.push(`#${id}`)
      const found = keys
        .flatMap((key) => (match.isSpent() ? [] : (byKey.get(key) ?? [])))
        .filter((rule) => match.holds(rule.compounds, element))
        .sort((a, b) => a.weight - b.weight || a.order - b.order)
      const result = new Map<string, string>()
      for (const rule of found) for (const [name, value] of rule.declarations) result.set(name, value)
      for (const [name, value] of declarations(attribute(element, 'style') ?? '')) result.set(name, value)
      return result
    }
  }
}

/** The text of a `style` element. */
export const sheetIn = ({ childNodes }: Element) =>
  childNodes.map((node) => (isText(node) ? node.value : '')).join('')

/** The text of every style sheet below a root. */
export function sheetsIn(root: ParentNode): string[] {
  const sheets: string[] = []
  for (const element of elementsOf(root)) {
    if (element.tagName === 'style') sheets.push(sheetIn(element))
  }
  return sheets
}

/** `name: value` pairs of a `style` attribute or a rule. */
export function declarations(text: string): [name: string, value: string][] {
  const result: [string, string][] = []
  for (const piece of text.slice(0, 20_000).split(';')) {
    const colon = piece.indexOf(':')
    if (colon < 0) continue
    const name = piece.slice(0, colon).trim().toLowerCase()
    const value = piece
      .slice(colon + 1)
      .replace(/!\s*important\s*$/i, '')
      .trim()
    if (name && value) result.push([name, value])
  }
  return result
}

function readRules(css: string, rules: Rule[], wanted: ReadonlySet<string> | undefined): void {
  const text = withoutComments(css).replace(/<!--|-->/g, ' ')
  let at = 0
  while (at < text.length && rules.length < MAX_RULES) {
    const open = text.indexOf('{', at)
    if (open < 0) return
    // Statements such as `@charset "x";` end before the next rule begins.
    const head = text.slice(at, open).split(';').at(-1)!.trim()
    if (head.startsWith('@')) {
      at = endOfBlock(text, open)
      continue
    }
    const close = text.indexOf('}', open)
    const body = text.slice(open + 1, close < 0 ? undefined : close)
    at = close < 0 ? text.length : close + 1
    const said = declarations(body).filter(([name]) => !wanted || wanted.has(name))
    if (!said.length) continue
    for (const selector of head.split(',').slice(0, 50)) {
      const compounds = readSelector(selector.trim())
      if (!compounds) continue
      const weight = compounds.reduce(
        (sum, one) => sum + (one.id ? 10_000 : 0) + one.classes.length * 100 + (one.tag === '*' ? 0 : 1),
        0
      )
      rules.push({ compounds, weight, order: rules.length, declarations: said })
    }
  }
}

/** A comment that does not end goes on to the end of the sheet. */
function withoutComments(css: string): string {
  const parts: string[] = []
  let from = 0
  for (let at = css.indexOf('/*'); at >= 0; at = css.indexOf('/*', from)) {
    parts.push(css.slice(from, at))
    const end = css.indexOf('*/', at + 2)
    from = end < 0 ? css.length : end + 2
  }
  return [...parts, css.slice(from)].join(' ')
}

function endOfBlock(text: string, open: number): number {
  let depth = 0
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1
    else if (text[at] === '}') {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return text.length
}

function readSelector(selector: string): Compound[] | undefined {
  if (!selector || selector.length > MAX_SELECTOR) return undefined
  const compounds: Compound[] = []
  let child = false
  for (const piece of selector.replace(/\s*>\s*/g, ' > ').split(/\s+/)) {
    if (piece === '>') {
      child = true
      continue
    }
    const found = /^([a-z][\w-]*|\*)?((?:[.#][\w-]+)*)$/i.exec(piece)
    if (!found || !piece) return undefined
    const names = found[2]!.match(/[.#][\w-]+/g) ?? []
    compounds.push({
      tag: (found[1] ?? '*').toLowerCase(),
      id: names.find((name) => name.startsWith('#'))?.slice(1) ?? '',
      classes: names.filter((name) => name.startsWith('.')).map((name) => name.slice(1)),
      child
    })
    child = false
  }
  return compounds.length && compounds.length <= 8 ? compounds : undefined
}

/** Tells whether a selector is about an element, as long as there are steps left. */
function matcher() {
  const known = new Map<Element, string[]>()
  let steps = 0
  const classesOf = (element: Element) => {
    let own = known.get(element)
    if (!own) {
      own = classes(element)
      known.set(element, own)
    }
    return own
  }
  const isOne = ({ tag, id, classes: wanted }: Compound, element: Element): boolean => {
    steps += 1
    if (tag !== '*' && tag !== element.tagName.toLowerCase()) return false
    if (id && id !== attribute(element, 'id')) return false
    return wanted.length === 0 || wanted.every((name) => classesOf(element).includes(name))
  }
  const holds = (compounds: readonly Compound[], element: Element): boolean => {
    if (!isOne(compounds.at(-1)!, element)) return false
    let at = compounds.length - 1
    let above = element.parentNode
    while (at > 0 && above && isElement(above)) {
      if (isOne(compounds[at - 1]!, above)) at -= 1
      else if (compounds[at]!.child) return false
      above = above.parentNode
    }
    return at === 0
  }
  return { holds, isSpent: () => steps > MAX_STEPS }
}

function classes(element: Element): string[] {
  return classOf(element).split(/\s+/).filter(Boolean)
}
