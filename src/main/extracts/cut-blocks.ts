import type { Block, Inline, TableCell } from '../../shared/blocks.ts'
import { assertNever } from '../../shared/errors.ts'

/**
 * The part of a body between two offsets of its canonical text, as blocks: formatting, links and pictures
 * stay, what points to places outside goes. Rows of a table stay whole.
 *
 * @param blocks what the stored HTML was built from
 * @param html the stored HTML: its `data-at` say where each leaf of the blocks begins, in the same order
 */
export function cutBlocks(blocks: readonly Block[], html: string, start: number, end: number): Block[] {
  const leaves = Array.from(html.matchAll(/ data-at="(\d+)"/g), ([, at]) => Number(at))
  let leaf = 0
  /** What has no text of its own stands before the next leaf. */
  const isBetween = () => {
    const next = leaves[leaf] ?? Number.POSITIVE_INFINITY
    return start < next && next < end
  }
  /** The inlines of the next leaf that lie in the range; none when it is outside. */
  const cutLeaf = (inlines: readonly Inline[]): Inline[] => {
    const at = leaves[leaf++] ?? 0
    return cutInlines(inlines, start - at, end - at)
  }
  const cutAll = (list: readonly Block[]): Block[] => list.flatMap((block) => cut(block) ?? [])
  /** As build-body.ts writes list items, definitions and cells: an empty one is a leaf as well. */
  const cutContainer = (list: readonly Block[]): Block[] => {
    if (list.length > 0) return cutAll(list)
    cutLeaf([])
    return []
  }

  function cut(block: Block): Block | undefined {
    switch (block.type) {
      case 'paragraph':
      case 'heading':
      case 'verse': {
        const children = cutLeaf(block.children)
        return children.length > 0 ? { ...block, children } : undefined
      }
      case 'list': {
        const kept = block.items.map(cutContainer)
        const first = kept.findIndex((item) => item.length > 0)
        if (first === -1) return undefined
        const from = (block.start ?? 1) + first
        const items = kept.filter((item) => item.length > 0)
        return { ...block, items, ...(block.ordered && from !== 1 ? { start: from } : { start: undefined }) }
      }
      case 'definitions': {
        const items = block.items
          .map(({ terms, definitions }) => ({
            terms: terms.map(cutLeaf).filter((term) => term.length > 0),
            definitions: definitions.map(cutContainer).filter((one) => one.length > 0)
          }))
          .filter(({ terms, definitions }) => terms.length > 0 || definitions.length > 0)
        return items.length > 0 ? { ...block, items } : undefined
      }
      case 'quote': {
        const inner = cutAll(block.blocks)
        const cite = block.cite?.length ? cutLeaf(block.cite) : []
        if (inner.length === 0 && cite.length === 0) return undefined
        return { type: 'quote', blocks: inner, ...(cite.length > 0 ? { cite } : {}) }
      }
      case 'code': {
        const [text] = cutLeaf([{ type: 'text', text: block.text }])
        return text?.type === 'text' ? { ...block, text: text.text } : undefined
      }
      case 'math':
        // Half a formula says nothing.
        return cutLeaf([{ type: 'text', text: block.tex }]).length > 0 ? block : undefined
      case 'figure': {
        const picture = isBetween()
        const inner = block.blocks?.length ? cutAll(block.blocks) : []
        const caption = block.caption.length > 0 ? cutLeaf(block.caption) : []
        const credit = block.credit.length > 0 ? cutLeaf(block.credit) : []
        const isSaid = inner.length > 0 || caption.length > 0 || credit.length > 0
        if (!picture && !isSaid) return undefined
        return { ...block, caption, credit, blocks: inner.length > 0 ? inner : undefined }
      }
      case 'table':
        return cutTable(block)
      case 'rule':
        return isBetween() ? block : undefined
    }
  }

  function cutTable(block: Extract<Block, { type: 'table' }>): Block | undefined {
    const caption = block.caption.length > 0 ? cutLeaf(block.caption) : []
    const isHead = (row: readonly TableCell[]) => row.every((cell) => cell.header)
    const touched = block.rows.map((row) =>
      row.map((cell) => cutContainer(cell.blocks)).some((c) => c.length > 0)
    )
    if (!touched.includes(true) && caption.length === 0) return undefined
    // Without the names of its columns a row of figures says nothing.
    const rows = block.rows.filter((row, index) => touched[index] || isHead(row))
    return { ...block, caption: block.caption, rows: rows.map((row) => row.map(withoutPlaces)) }
  }
  const withoutPlaces = (cell: TableCell): TableCell => ({ ...cell, blocks: cell.blocks.map(settled) })
  return cutAll(blocks)
}

/** A block that stays whole, without links into the article it came from. */
function settled(block: Block): Block {
  const whole = (inlines: readonly Inline[]) => cutInlines(inlines, 0, Number.POSITIVE_INFINITY)
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'verse':
      return { ...block, children: whole(block.children) }
    case 'list':
      return { ...block, items: block.items.map((item) => item.map(settled)) }
    case 'quote':
      return {
        ...block,
        blocks: block.blocks.map(settled),
        ...(block.cite ? { cite: whole(block.cite) } : {})
      }
    default:
      return block
  }
}

/** Of a leaf's inlines, those between two offsets of its text. */
function cutInlines(inlines: readonly Inline[], from: number, to: number): Inline[] {
  let at = 0
  const walk = (list: readonly Inline[]): Inline[] => list.flatMap(cutInline)
  function cutInline(inline: Inline): Inline[] {
    const here = at
    switch (inline.type) {
      case 'text': {
        at += inline.text.length
        const text = inline.text.slice(Math.max(0, from - here), Math.max(0, to - here))
        return text === '' ? [] : [{ type: 'text', text }]
      }
      case 'break':
        at += 1
        return here > from && here + 1 < to ? [inline] : []
      case 'ruby':
        at += inline.base.length
        return here < to && at > from ? [inline] : []
      case 'image':
        return here > from && here < to ? [inline] : []
      case 'page':
        return here >= from && here < to ? [inline] : []
      case 'anchor':
        return []
      case 'jump':
        return walk(inline.children)
      case 'mark':
      case 'link': {
        const children = walk(inline.children)
        return children.length > 0 ? [{ ...inline, children }] : []
      }
      default:
        return assertNever(inline)
    }
  }
  return walk(inlines)
}
