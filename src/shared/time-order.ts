import type { SheetItem } from './study-sheet.ts'

/** Known times first, in their order; the others as the text has them. */
export function inTime(items: readonly SheetItem[]): SheetItem[] {
  const known = items.filter((item) => item.from !== '')
  const value = (iso: string) => {
    const [, sign, year, month = '00', day = '00'] = /^(-?)(\d{4,})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(iso) ?? []
    return (sign ? -1 : 1) * Number(year) * 10_000 + Number(month) * 100 + Number(day)
  }
  return [
    ...known.toSorted((a, b) => value(a.from) - value(b.from)),
    ...items.filter((item) => item.from === '')
  ]
}
