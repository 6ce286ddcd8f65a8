/** A heading of a Markdown text. Offsets are UTF-16 units of it. */
export interface OutlineHeading {
  level: number
  /** Plain words. */
  text: string
  /** Where its line begins. */
  start: number
  /** Where its section ends: the next heading of its level or a higher one, or the end of the text. */
  end: number
}

/** The headings of a Markdown text (written with #), outside of code, in order. */
export function outlineOf(markdown: string): OutlineHeading[] {
  const headings: OutlineHeading[] = []
  let fence: string | undefined
  let at = 0
  for (const line of markdown.split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})/u.exec(line)?.[1]
    if (mark && fence === undefined) fence = mark
    else if (mark && fence !== undefined && mark.startsWith(fence)) fence = undefined
    const found =
      fence === undefined ? /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/u.exec(line) : null
    if (found) {
      const text = (found[2] ?? '').replace(/[*_`]|\]\([^)]*\)|\[|\\(?=[\\[\]*_`<>])/gu, '').trim()
      headings.push({ level: found[1]!.length, text, start: at, end: markdown.length })
    }
    at += line.length + 1
  }
  /** Those whose section has not ended yet, each deeper than the one before. */
  const open: OutlineHeading[] = []
  for (const heading of headings) {
    while (open.length > 0 && open.at(-1)!.level >= heading.level) open.pop()!.end = heading.start
    open.push(heading)
  }
  return headings
}

/** A change of a text: the range that is replaced, and by what. */
export interface TextChange {
  start: number
  end: number
  text: string
  /** Where the moved heading begins then. */
  at: number
}

/**
 * Moves the section of a heading, with all under it, before the section before it or behind the one after
 * it, among those of its level under one parent. Undefined when it goes no further.
 */
export function moveSection(markdown: string, index: number, by: 1 | -1): TextChange | undefined {
  const headings = outlineOf(markdown)
  const heading = headings[index]
  if (!heading) return undefined
  const isUnder = (other: OutlineHeading) => other.level < heading.level
  const before = headings.slice(0, index).reverse()
  const parent = before.find(isUnder)
  const siblings = headings.filter(
    (other) =>
      other.level === heading.level &&
      other.start >= (parent?.start ?? 0) &&
      other.start < (parent?.end ?? markdown.length)
  )
  const other = siblings[siblings.indexOf(heading) + by]
  if (!other) return undefined
  const [first, second] = by === 1 ? [heading, other] : [other, heading]
  const section = (one: OutlineHeading) => markdown.slice(one.start, one.end)
  // The text's last section has perhaps no line end; it gets one when something comes to stand behind it.
  const ended = (text: string) => (text.endsWith('\n') ? text : `${text}\n\n`)
  const end = second.end
  const isLast = end === markdown.length
  const upper = ended(section(second))
  const lower = isLast ? section(first).replace(/\n+$/u, '\n') : section(first)
  const between = markdown.slice(first.end, second.start)
  return {
    start: first.start,
    end,
    text: upper + between + lower,
    at: by === 1 ? first.start + upper.length + between.length : first.start
  }
}
