import type { Inline } from '../../../shared/blocks.ts'
import { addAll } from '../../../shared/long-lists.ts'

type Space = 'collapse' | 'keep'

/**
 * Inline content as a leaf stores it: white space collapsed as HTML collapses it (or kept, in verse), none
 * at the ends or beside a line break, no empty marks, no two texts in a row. Applying it twice changes nothing.
 */
export function normaliseInlines(list: readonly Inline[], space: Space = 'collapse'): Inline[] {
  const once = withoutEnd(withoutStart(list, space), space)
  // A first line of kept spaces is empty by now: what ended it begins the text, and goes.
  return space === 'keep' ? withoutStart(once, space) : once
}

/** Whether there is anything to see: text, a picture, a reading. */
export function hasContent(list: readonly Inline[]): boolean {
  return list.some((inline) => {
    if (inline.type === 'text') return inline.text !== ''
    if (inline.type === 'image' || inline.type === 'ruby') return true
    return 'children' in inline && hasContent(inline.children)
  })
}

/** Forwards: collapses runs of spaces across elements; nothing may begin with a space or a break. */
function withoutStart(list: readonly Inline[], space: Space): Inline[] {
  let before: 'start' | 'break' | 'space' | 'text' = 'start'

  const walk = (children: readonly Inline[]): Inline[] => {
    const result: Inline[] = []
    for (const inline of children) {
      if (inline.type === 'text') {
        let { text } = inline
        if (space === 'collapse') {
          text = text.replace(/[ \t\n\f\r]+/g, ' ')
          if (before !== 'text' && text.startsWith(' ')) text = text.slice(1)
        }
        if (!text) continue
        before = text.endsWith(' ') ? 'space' : 'text'
        const last = result.at(-1)
        if (last?.type === 'text') result[result.length - 1] = { type: 'text', text: last.text + text }
        else result.push({ type: 'text', text })
      } else if (inline.type === 'break') {
        if (before === 'start' || (before === 'break' && space === 'collapse')) continue
        result.push(inline)
        before = 'break'
      } else if ('children' in inline) {
        const inner = walk(inline.children)
        // An empty mark may still hold a place to jump to, or a break.
        if (hasContent(inner)) result.push({ ...inline, children: inner })
        else addAll(result, inner)
      } else {
        if (inline.type !== 'anchor' && inline.type !== 'page') before = 'text'
        result.push(inline)
      }
    }
    return result
  }
  return walk(list)
}

/** Backwards: takes spaces off before every break, and spaces and breaks off the end. */
function withoutEnd(list: readonly Inline[], space: Space): Inline[] {
  let atEnd = true
  let beforeBreak = true

  const walk = (children: readonly Inline[]): Inline[] => {
    const result: Inline[] = []
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const inline = children[index] as Inline
      if (inline.type === 'text') {
        const text = beforeBreak ? inline.text.replace(/ +$/, '') : inline.text
        if (!text) continue
        beforeBreak = false
        atEnd = false
        result.push({ type: 'text', text })
      } else if (inline.type === 'break') {
        if (atEnd || (beforeBreak && space === 'collapse')) continue
        result.push(inline)
        beforeBreak = true
      } else if ('children' in inline) {
        const inner = walk(inline.children)
        if (hasContent(inner)) result.push({ ...inline, children: inner })
        else addAll(result, inner.reverse())
      } else {
        if (inline.type !== 'anchor' && inline.type !== 'page') {
          beforeBreak = false
          atEnd = false
        }
        result.push(inline)
      }
    }
    return mergeTexts(result.reverse())
  }
  return mergeTexts(walk(list))
}

function mergeTexts(list: Inline[]): Inline[] {
  const result: Inline[] = []
  for (const inline of list) {
    const last = result.at(-1)
    if (inline.type === 'text' && last?.type === 'text')
      result[result.length - 1] = { type: 'text', text: last.text + inline.text }
    else result.push(inline)
  }
  return result
}
