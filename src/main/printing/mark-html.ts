/** A run of the canonical text that is drawn: UTF-16 offsets, `end` exclusive. */
export interface DrawnSpan {
  start: number
  end: number
  color: string
  /** Number of the note that belongs to it, set after its last letter. */
  note?: number | undefined
  /** The note itself as phrasing HTML, where it is short enough to stand in the margin. */
  beside?: string | undefined
}

/** A note in the margin would tear these apart. */
const closed = /^(?:table|pre|figure)$/

const tokens = /<(?:[^>"]|"[^"]*")*>|&(?:#\d+|#x[\da-f]+|\w+);|[^<&]+/giu

/**
 * Draws spans into stored HTML: what lies in them is wrapped in `<mark data-color>`. The HTML is our own
 * (see build-body.ts): every leaf says in `data-at` where its text starts, `<br>` counts one, ruby readings
 * nothing, and entities are single characters. Anything else is handed on as it is, except that pictures are
 * no longer put off until they are near.
 *
 * @param spans in document order; they may overlap (the later one is drawn on top).
 * @param onBeside told the number of each note that was put into the margin
 */
export function markHtml(
  html: string,
  spans: readonly DrawnSpan[],
  onBeside: (note: number) => void = () => {}
): string {
  let out = ''
  let depth = 0
  /** Depth of the leaf we are in, 0 outside of one. */
  let leaf = 0
  let offset = 0
  let ruby = 0
  const { edges, colors } = layersOf(spans)
  /** How many elements around us a note in the margin would tear apart. */
  let inside = 0
  const marks = new Map<number, DrawnSpan[]>()
  for (const span of spans) {
    if (span.note !== undefined) marks.set(span.end, [...(marks.get(span.end) ?? []), span])
  }
  const notesAt = (end: number) =>
    (marks.get(end) ?? [])
      .map(({ note, beside }) => {
        const mark = `<sup class="note-mark"><a href="#note-${note}">${note}</a></sup>`
        if (beside === undefined || inside > 0) return mark
        onBeside(note!)
        return `${mark}<span class="side-note" id="note-${note}" dir="auto"><b>[${note}]</b> ${beside}</span>`
      })
      .join('')
  const wrapped = (piece: string, at: number) => {
    const color = colors[firstAfter(edges, at) - 1]
    return color ? `<mark class="drawn" data-color="${color}">${piece}</mark>` : piece
  }
  /** Text of a leaf, cut where spans begin and end. */
  const put = (text: string) => {
    let from = 0
    const last = offset + text.length
    for (let index = firstAfter(edges, offset - 1); (edges[index] ?? last) < last; index++) {
      const edge = edges[index]!
      const to = edge - offset
      if (to > from) out += wrapped(text.slice(from, to), offset + from)
      out += notesAt(edge)
      from = to
    }
    if (from < text.length) out += wrapped(text.slice(from), offset + from)
    offset += text.length
  }

  for (const [token] of html.matchAll(tokens)) {
    if (token.startsWith('</')) {
      const name = token.slice(2, -1).trim()
      // A span that ends with its leaf has its number inside of it.
      if (leaf === depth && leaf > 0) {
        out += notesAt(offset)
        leaf = 0
      }
      if (name === 'rt' || name === 'rp') ruby--
      if (closed.test(name)) inside--
      depth--
      out += token
    } else if (token.startsWith('<') && token.length > 1 && !token.startsWith('<!')) {
      const name = /^<([\w-]+)/.exec(token)?.[1]
      const isVoid = /^(?:br|img|hr|meta|link|wbr|col)$/.test(name ?? '')
      if (!isVoid) depth++
      const at = / data-at="(\d+)"/.exec(token)?.[1]
      if (at !== undefined) {
        leaf = depth
        offset = Number(at)
      }
      if (name === 'rt' || name === 'rp') ruby++
      if (closed.test(name ?? '')) inside++
      if (name === 'br' && leaf > 0) out += notesAt(offset)
      out += name === 'img' ? token.replace(' loading="lazy"', '') : token
      if (name === 'br' && leaf > 0 && ruby === 0) offset++
    } else if (leaf === 0 || ruby > 0) out += token
    else if (token.startsWith('&') && token.length > 1) {
      // A character reference is one character of the text, whole or not at all.
      out += notesAt(offset) + wrapped(token, offset)
      offset++
    } else put(token)
  }
  return out
}

/** Where spans begin or end, and the colour on top from each such place to the next. */
function layersOf(spans: readonly DrawnSpan[]): { edges: number[]; colors: (string | undefined)[] } {
  const edges = [...new Set(spans.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b)
  const colors: (string | undefined)[] = []
  let active: DrawnSpan[] = []
  let next = 0
  for (const edge of edges) {
    active = active.filter(({ end }) => end > edge)
    for (; next < spans.length && spans[next]!.start <= edge; next++) {
      if (spans[next]!.end > edge) active.push(spans[next]!)
    }
    colors.push(active.at(-1)?.color)
  }
  return { edges, colors }
}

/** Index of the first number greater than `value`. */
function firstAfter(numbers: readonly number[], value: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}
