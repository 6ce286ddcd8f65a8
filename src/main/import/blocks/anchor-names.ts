import type { Block, Inline } from '../../../shared/blocks.ts'
import { addAll } from '../../../shared/long-lists.ts'
import { attribute, type Element, elementsOf, type ParentNode } from '../html/html-tree.ts'

/** Places to jump to and the links that jump there: footnotes both ways, tables of contents. */
export interface Anchors {
  /** An element that is no inline content: its anchor waits for the next leaf. */
  meet(element: Element): void
  /** The anchor of an inline element, where it stands. */
  at(element: Element): Inline[]
  /** Anchors and page marks of a run that turned out empty wait for the next leaf too. */
  wait(run: readonly Inline[]): void
  /** What was waiting. */
  taken(): Inline[]
  /** The name an `<a>` jumps to, or an empty string when it leads elsewhere. */
  target(link: Element): string
  /** Drops anchors nobody jumps to and jumps that lead nowhere. */
  settle(blocks: Block[]): Block[]
}

/** Finds out which ids of a tree are jumped to; only those are kept, under clean names. */
export function anchorNames(root: ParentNode, baseUrl = ''): Anchors {
  const page = baseUrl.replace(/#.*$/s, '')
  const ids = new Set<string>()
  const wanted = new Set<string>()
  for (const element of elementsOf(root)) {
    for (const id of idsOf(element)) ids.add(cleanName(id))
    if (element.tagName === 'a') {
      const name = fragmentOf(attribute(element, 'href') ?? '', page)
      if (name) wanted.add(name)
    }
  }
  const used = new Set<string>()
  let waiting: Inline[] = []

  function place(element: Element): Inline[] {
    const anchors: Inline[] = []
    for (const id of idsOf(element)) {
      const name = cleanName(id)
      if (!name || !wanted.has(name) || used.has(name)) continue
      used.add(name)
      anchors.push({ type: 'anchor', name })
    }
    return anchors
  }

  return {
    meet(element) {
      addAll(waiting, place(element))
    },
    at: place,
    wait(run) {
      addAll(waiting, anchorsIn(run))
    },
    taken() {
      const anchors = waiting
      waiting = []
      return anchors
    },
    target(link) {
      const name = fragmentOf(attribute(link, 'href') ?? '', page)
      return name && ids.has(name) ? name : ''
    },
    settle(blocks) {
      const anchors = new Set<string>()
      const jumps = new Set<string>()
      mapInlines(blocks, (list) => {
        visit(list, anchors, jumps)
        return list
      })
      if (anchors.size === 0 && jumps.size === 0) return blocks
      return mapInlines(blocks, (list) => keep(list, anchors, jumps))
    }
  }
}

function idsOf(element: Element): string[] {
  const id = attribute(element, 'id')
  const name = element.tagName === 'a' ? attribute(element, 'name') : undefined
  return [id, name].filter((one): one is string => !!one)
}

/** `a-` is what stored anchors begin with (see build-body.ts); it is not part of the name. */
function cleanName(id: string): string {
  return id
    .replace(/^a-/, '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}_.:-]/gu, '_')
    .slice(0, 200)
    .toWellFormed()
}

function fragmentOf(href: string, page: string): string {
  const text = href.trim()
  const hash = text.indexOf('#')
  if (hash < 0 || hash === text.length - 1) return ''
  const before = text.slice(0, hash)
  if (before && before !== page && !(page && URL.parse(before, page)?.href === URL.parse(page)?.href))
    return ''
  const fragment = text.slice(hash + 1)
  try {
    return cleanName(decodeURIComponent(fragment))
  } catch {
    return cleanName(fragment)
  }
}

function anchorsIn(list: readonly Inline[]): Inline[] {
  return list.flatMap((inline) => {
    if (inline.type === 'anchor' || inline.type === 'page') return [inline]
    return 'children' in inline ? anchorsIn(inline.children) : []
  })
}

function visit(list: readonly Inline[], anchors: Set<string>, jumps: Set<string>): void {
  for (const inline of list) {
    if (inline.type === 'anchor') anchors.add(inline.name)
    if (inline.type === 'jump') jumps.add(inline.to)
    if ('children' in inline) visit(inline.children, anchors, jumps)
  }
}

function keep(list: readonly Inline[], anchors: Set<string>, jumps: Set<string>): Inline[] {
  return list.flatMap((inline): Inline[] => {
    if (inline.type === 'anchor') return jumps.has(inline.name) ? [inline] : []
    if (!('children' in inline)) return [inline]
    const children = keep(inline.children, anchors, jumps)
    return inline.type === 'jump' && !anchors.has(inline.to) ? children : [{ ...inline, children }]
  })
}

/** The same blocks with every leaf's content replaced. */
function mapInlines(blocks: readonly Block[], change: (list: Inline[]) => Inline[]): Block[] {
  return blocks.map((block): Block => {
    switch (block.type) {
      case 'paragraph':
      case 'heading':
      case 'verse':
        return { ...block, children: change(block.children) }
      case 'list':
        return { ...block, items: block.items.map((item) => mapInlines(item, change)) }
      case 'definitions':
        return {
          ...block,
          items: block.items.map((item) => ({
            terms: item.terms.map(change),
            definitions: item.definitions.map((definition) => mapInlines(definition, change))
          }))
        }
      case 'quote':
        return {
          ...block,
          blocks: mapInlines(block.blocks, change),
          ...(block.cite ? { cite: change(block.cite) } : {})
        }
      case 'figure':
        return {
          ...block,
          caption: change(block.caption),
          credit: change(block.credit),
          ...(block.blocks ? { blocks: mapInlines(block.blocks, change) } : {})
        }
      case 'table':
        return {
          ...block,
          caption: change(block.caption),
          rows: block.rows.map((row) =>
            row.map((cell) => ({ ...cell, blocks: mapInlines(cell.blocks, change) }))
          )
        }
      default:
        return block
    }
  })
}
