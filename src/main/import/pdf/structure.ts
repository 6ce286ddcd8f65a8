import type { PDFPageProxy } from 'pdfjs-dist'

/** What a tagged PDF says of some of its words: one object for each element, so that two headings are two. */
export type Role = { kind: 'heading'; rank: number } | { kind: 'item'; depth: number }

/** A cell of a table by the marks of its content. */
export interface TaggedCell {
  header: boolean
  colspan: number
  rowspan: number
  content: string[]
}

/** A table as far as it stands on one page. */
export interface TaggedTable {
  caption: string[]
  rows: TaggedCell[][]
}

/** The structure of one page (ISO 32000-2, 14.7 and 14.8), by the ids of its marked content. */
export interface PageTags {
  roles: Map<string, Role>
  tables: TaggedTable[]
}

type Node = Awaited<ReturnType<PDFPageProxy['getStructTree']>>
type Child = Node['children'][number]

/** Elements of a page beyond which its tree is no help. */
const MOST_NODES = 50_000
const DEEPEST = 100
const MOST_ROWS = 2000
const MOST_COLUMNS = 100

/** @returns undefined where the page is not tagged, or its tree cannot be read */
export async function readTags(page: PDFPageProxy): Promise<PageTags | undefined> {
  try {
    const root = await page.getStructTree()
    if (!root) return undefined
    const tags: PageTags = { roles: new Map(), tables: [] }
    let left = MOST_NODES
    const walk = (node: Node, role: Role | undefined, sections: number, depth: number) => {
      if (depth > DEEPEST) return
      const own = roleOf(node.role, sections, role) ?? role
      const inside = sections + (node.role === 'Sect' ? 1 : 0)
      if (node.role === 'Table') {
        const table = tableOf(node)
        if (table) {
          tags.tables.push(table)
          return
        }
      }
      for (const child of node.children) {
        if (--left < 0) throw new Error('too many elements')
        if (isNode(child)) walk(child, own, inside, depth + 1)
        else if (own && child.type === 'content') tags.roles.set(child.id, own)
      }
    }
    walk(root, undefined, 0, 0)
    return tags
  } catch {
    return undefined
  }
}

const isNode = (child: Child): child is Node => 'role' in child

function roleOf(name: string, sections: number, outer: Role | undefined): Role | undefined {
  const rank = /^h(?:eading)?\s?([1-6])$/i.exec(name)?.[1]
  if (rank) return { kind: 'heading', rank: Number(rank) }
  if (name === 'Title') return { kind: 'heading', rank: 1 }
  // One heading without a number for each section: as deep as these are.
  if (name === 'H') return { kind: 'heading', rank: Math.min(6, Math.max(1, sections)) }
  if (name !== 'LI') return undefined
  return { kind: 'item', depth: outer?.kind === 'item' ? outer.depth + 1 : 1 }
}

/** @returns undefined for a table in which others lie, which only sets things beside each other, or of no size */
function tableOf(table: Node): TaggedTable | undefined {
  const rows: TaggedCell[][] = []
  const caption: string[] = []
  for (const part of elementsIn(table)) {
    if (part.role === 'Caption') caption.push(...contentOf(part))
    const own = part.role === 'TR' ? [part] : /^T(?:Head|Body|Foot)$/.test(part.role) ? elementsIn(part) : []
    for (const row of own) if (row.role === 'TR') rows.push(elementsIn(row).filter(isCell).map(cellOf))
  }
  const columns = Math.max(0, ...rows.slice(0, MOST_ROWS).map((row) => row.length))
  const isSane = rows.length >= 2 && columns >= 2 && rows.length <= MOST_ROWS && columns <= MOST_COLUMNS
  return isSane && !hasTable(table, 0) ? { caption, rows } : undefined
}

const elementsIn = (node: Node) => node.children.filter(isNode)
const isCell = ({ role }: Node) => role === 'TD' || role === 'TH'

function cellOf(cell: Node): TaggedCell {
  const span = (stated: number | undefined) =>
    Number.isInteger(stated) ? Math.min(MOST_COLUMNS, Math.max(1, stated!)) : 1
  return {
    header: cell.role === 'TH',
    colspan: span(cell.colSpan),
    rowspan: span(cell.rowSpan),
    content: contentOf(cell)
  }
}

function contentOf(node: Node, depth = 0): string[] {
  if (depth > DEEPEST) return []
  return node.children.flatMap((child) =>
    isNode(child) ? contentOf(child, depth + 1) : child.type === 'content' ? [child.id] : []
  )
}

function hasTable(node: Node, depth: number): boolean {
  return depth > DEEPEST || elementsIn(node).some((one) => one.role === 'Table' || hasTable(one, depth + 1))
}
