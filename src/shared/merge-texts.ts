/** One change of a text: `from` to `to` of the base became `text`. UTF-16 offsets. */
interface Change {
  from: number
  to: number
  text: string
}

/** The one stretch in which two texts differ, never cut inside a surrogate pair. */
function changeBetween(base: string, other: string): Change {
  const most = Math.min(base.length, other.length)
  let start = 0
  while (start < most && base.charCodeAt(start) === other.charCodeAt(start)) start++
  let end = 0
  while (
    end < most - start &&
    base.charCodeAt(base.length - 1 - end) === other.charCodeAt(other.length - 1 - end)
  )
    end++
  if (isInsidePair(base, start) || isInsidePair(other, start)) start--
  if (isInsidePair(base, base.length - end) || isInsidePair(other, other.length - end)) end--
  return { from: start, to: base.length - end, text: other.slice(start, other.length - end) }
}

function isInsidePair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1)
  const after = text.charCodeAt(at)
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000
}

/**
 * Joins two changes of one text, so that nothing anybody wrote is lost. Changes of different places are both
 * made. Where they meet, both wordings are kept, theirs first, each a paragraph of its own; what only one of
 * them deleted there stays deleted only when the other left it alone.
 */
export function mergeTexts(base: string, mine: string, theirs: string): string {
  if (mine === theirs || theirs === base) return mine
  if (mine === base) return theirs
  const a = changeBetween(base, mine)
  const b = changeBetween(base, theirs)
  // Two insertions at one place meet as well: which comes first is nobody's to guess.
  const isApart = a.to < b.from || b.to < a.from || (touches(a, b) && !(isInsertion(a) && isInsertion(b)))
  if (isApart) {
    const [first, second] = a.from < b.from || (a.from === b.from && a.to <= b.from) ? [a, b] : [b, a]
    return (
      base.slice(0, first.from) +
      first.text +
      base.slice(first.to, second.from) +
      second.text +
      base.slice(second.to)
    )
  }
  if (theirs.includes(mine)) return theirs
  if (mine.includes(theirs)) return mine
  return `${theirs.trimEnd()}\n\n${mine.trimStart()}`
}

const isInsertion = (change: Change) => change.from === change.to
const touches = (a: Change, b: Change) => a.to === b.from || b.to === a.from
