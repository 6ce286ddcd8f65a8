import { type ListNumbering, listNumberings } from '../../../shared/blocks.ts'
import { attribute, type Element, elementsOf, type ParentNode } from './html-tree.ts'

/** How an ordered list counts, as its own style or its attribute says; a style sheet's word is heard in styles-stated.ts. */
export function numberingOf(list: Element): ListNumbering | undefined {
  const style = attribute(list, 'style') ?? ''
  const [, size, kind] =
    /\blist-style(?:-type)?\s*:[^;]*\b(lower|upper)-(alpha|latin|roman)\b/i.exec(style) ?? []
  const letter = kind?.toLowerCase() === 'roman' ? 'i' : 'a'
  const styled = size?.toLowerCase() === 'upper' ? letter.toUpperCase() : letter
  const named = kind ? styled : attribute(list, 'type')?.trim()
  return listNumberings.find((one) => one === named)
}

/** Says by attributes how lists count, for what takes styles away. The tree is changed. */
export function numberingStated(root: ParentNode): void {
  for (const list of elementsOf(root)) {
    const numbering = list.tagName === 'ol' ? numberingOf(list) : undefined
    if (!numbering) continue
    list.attrs = [...list.attrs.filter(({ name }) => name !== 'type'), { name: 'type', value: numbering }]
  }
}
