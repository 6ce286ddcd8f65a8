import { z } from 'zod'
import { Offset } from './values.ts'

/** Where a page of the original begins, in canonical text. */
export const PagePlace = z.strictObject({
  /** The original's pages counted from 1. */
  number: z.int().min(1),
  /** What the page itself is called. */
  label: z.string(),
  offset: Offset
})
export type PagePlace = z.infer<typeof PagePlace>

/** The page a place is on, or undefined before the first. `pages` in the order of the text. */
export function pageAt(pages: readonly PagePlace[], offset: number): PagePlace | undefined {
  let low = 0
  let high = pages.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (pages[middle]!.offset <= offset) low = middle + 1
    else high = middle
  }
  return pages[low - 1]
}

/** The names of the pages a span lies on, such as "12" or "12–13"; undefined where there are none. */
export function pagesOfSpan(pages: readonly PagePlace[], start: number, end: number): string | undefined {
  const first = pageAt(pages, start)
  const last = pageAt(pages, Math.max(start, end - 1))
  if (!first || !last) return undefined
  return first.label === last.label ? first.label : `${first.label}–${last.label}`
}

/** The page somebody means by what they typed: its name, else its place in the file. */
export function findPage(pages: readonly PagePlace[], typed: string): PagePlace | undefined {
  const wanted = typed.trim().toLowerCase()
  if (!wanted) return undefined
  return (
    pages.find((one) => one.label.toLowerCase() === wanted) ??
    pages.find((one) => String(one.number) === wanted)
  )
}
