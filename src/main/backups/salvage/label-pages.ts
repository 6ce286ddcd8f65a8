import type { PageFile } from './page-file.ts'
import { childrenOf, pageTypes, readCells } from './read-cells.ts'

/** Where the pages of a file belong, as far as its trees can be walked. */
export interface PageLabels {
  /** The table or index of each page. */
  pages: Map<number, string>
  /** Tables all of whose pages were found. */
  whole: ReadonlySet<string>
}

/** Which table or index each page belongs to, as far as the trees can be walked. */
export function labelPages(pages: PageFile): PageLabels {
  const labels = new Map<number, string>()
  const whole = new Set<string>()
  const walk = (root: number, name: string): boolean => {
    const stack = [root]
    let isWhole = true
    while (stack.length > 0) {
      const number = stack.pop()!
      const page = pages.page(number)
      const type = page?.[number === 1 ? 100 : 0]
      if (
        !page ||
        pages.free.has(number) ||
        labels.has(number) ||
        !Object.values(pageTypes).includes(type as 2)
      ) {
        isWhole = false
        continue
      }
      labels.set(number, name)
      stack.push(...childrenOf(pages, number))
    }
    return isWhole
  }
  walk(1, 'sqlite_schema')
  const roots: { name: string; root: number; isTable: boolean }[] = []
  for (const [number] of [...labels]) {
    for (const { values } of readCells(pages, number)) {
      const [type, name, , root] = values
      if (typeof name === 'string' && typeof root === 'number' && root > 1) {
        roots.push({ name, root, isTable: type === 'table' })
      }
    }
  }
  for (const { name, root, isTable } of roots) {
    if (walk(root, isTable ? name : `index ${name}`)) whole.add(name)
  }
  return { pages: labels, whole }
}
