import type { ImageRef, Inline } from '../../../shared/blocks.ts'

/** A blank line made of two breaks is how old pages separate paragraphs. */
export function splitAtBlankLines(run: Inline[]): Inline[][] {
  const parts: Inline[][] = [[]]
  let breaks = 0
  for (const inline of run) {
    if (inline.type === 'break') breaks += 1
    else if (!(inline.type === 'text' && !/[^ \t\n\f\r]/.test(inline.text))) {
      if (breaks >= 2) parts.push([])
      breaks = 0
    }
    parts.at(-1)?.push(inline)
  }
  return parts
}

/** Line ends in text become breaks: for verse. */
export function linesAsBreaks(list: Inline[]): Inline[] {
  return list.flatMap((inline): Inline[] => {
    if (inline.type === 'text') {
      return inline.text
        .replace(/\t/g, '    ')
        .split('\n')
        .flatMap((line, index): Inline[] => [
          ...(index ? [{ type: 'break' as const }] : []),
          ...(line ? [{ type: 'text' as const, text: line }] : [])
        ])
    }
    return 'children' in inline ? [{ ...inline, children: linesAsBreaks(inline.children) }] : [inline]
  })
}

/** Nothing to see but pictures. */
export function isPicture(inline: Inline): boolean {
  if (inline.type === 'image' || inline.type === 'break' || inline.type === 'anchor') return true
  if (inline.type === 'text') return !/\S/u.test(inline.text)
  if (inline.type === 'link' || inline.type === 'jump')
    return inline.children.every((child) => isPicture(child))
  return false
}

/** The pictures in inline content, in order. */
export function picturesIn(inline: Inline): ImageRef[] {
  if (inline.type === 'image') return [inline.image]
  return 'children' in inline ? inline.children.flatMap(picturesIn) : []
}
