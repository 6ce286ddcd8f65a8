import type { Block, Inline } from '../../../shared/blocks.ts'
import { indentOf } from './text-layout.ts'

// Dashes longer than a hyphen open speech in many languages, so they begin no list.
const marker = /^\s*(?:([-*+•‣◦▪●○])|(\d{1,4}|[a-zA-Z])([.)]))\s+(?=\S)/u

type List = Extract<Block, { type: 'list' }>

/** Whether a line begins like an item of a list. */
export function startsWithMarker(line: string): boolean {
  const match = marker.exec(line)
  return match !== null && (match[1] !== undefined || /^\d/.test(match[2] as string) || match[3] === ')')
}

/**
 * Lines that begin with a marker, and the lines that continue them, as one list with the lists inside
 * it; undefined when a line is neither, or when numbers do not count up as a list's do.
 */
export function parseList(lines: string[], inlinesOf: (line: string) => Inline[]): List | undefined {
  const items: { indent: number; ordered: boolean; number: number; lines: string[] }[] = []
  for (const line of lines) {
    if (startsWithMarker(line)) {
      const [whole, bullet, number = ''] = marker.exec(line) as RegExpExecArray
      const value = /^\d/.test(number) ? Number(number) : (number.toLowerCase().codePointAt(0) ?? 97) - 96
      items.push({
        indent: indentOf(line),
        ordered: bullet === undefined,
        number: value,
        lines: [line.slice(whole.length)]
      })
    } else {
      items.at(-1)?.lines.push(line.trim())
    }
  }
  const [first] = items
  if (!first) return undefined
  // "1945. That year …" is a sentence that happens to begin with a number.
  if (
    first.ordered &&
    (first.number > 999 || (items.length === 1 && first.number !== 1 && first.number > 50))
  )
    return undefined

  const root: List = newList(first)
  const open: { list: List; indent: number }[] = [{ list: root, indent: first.indent }]
  for (const item of items) {
    while (open.length > 1 && item.indent < (open.at(-1) as { indent: number }).indent) open.pop()
    let level = open.at(-1) as { list: List; indent: number }
    const parent = level.list.items.at(-1)
    if (item.indent >= level.indent + 2 && parent && open.length < 8) {
      level = { list: newList(item), indent: item.indent }
      parent.push(level.list)
      open.push(level)
    }
    level.list.items.push([{ type: 'paragraph', children: inlinesOf(item.lines.join(' ')) }])
  }
  return root
}

function newList(item: { ordered: boolean; number: number }): List {
  return {
    type: 'list',
    ordered: item.ordered,
    ...(item.ordered && item.number !== 1 ? { start: item.number } : {}),
    items: []
  }
}
