import { pageLabel } from '../blocks/page-marks.ts'

/**
 * The names of all pages: as the file states them; else the numbers printed on them, where they count; else
 * their place in the file.
 */
export function pageNames(
  count: number,
  stated: readonly string[] | null,
  printed: ReadonlyMap<number, string>
): string[] {
  const place = (index: number) => String(index + 1)
  if (stated) return Array.from({ length: count }, (_, index) => stated[index] || place(index))
  const offsets = new Map<number, number>()
  for (const [index, text] of printed) {
    if (!/^\d+$/.test(text)) continue
    const offset = Number(text) - index
    offsets.set(offset, (offsets.get(offset) ?? 0) + 1)
  }
  const [offset, pages] = [...offsets].toSorted((a, b) => b[1] - a[1])[0] ?? [1, 0]
  if (pages < 2 || pages < count * 0.3) return Array.from({ length: count }, (_, index) => place(index))
  return Array.from({ length: count }, (_, index) => {
    const own = printed.get(index)
    if (own && !/^\d+$/.test(own)) return pageLabel(own) || place(index)
    // Leaves before the first numbered page have no number of their own; brackets say that it is ours.
    return index + offset > 0 ? String(index + offset) : `[${place(index)}]`
  })
}
