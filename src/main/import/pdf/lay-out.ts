import { addAll } from '../../../shared/long-lists.ts'
import { withoutDropCaps } from './drop-caps.ts'
import { pictureFloat, withFloats } from './floats.ts'
import { calledSigns, type Footnote, takeFootnotes } from './footnotes.ts'
import { findHeadings, type Level, type OutlineEntry } from './headings.ts'
import { LineJoiner } from './hyphens.ts'
import { joinTables } from './join-tables.ts'
import { withoutLineNumbers } from './line-numbers.ts'
import { linesOf, textOfLine } from './lines.ts'
import { asidesIn, joinAcross, type Part, partsOf, type TextPart } from './paragraphs.ts'
import { commonest, isRightToLeft, type PdfPage, type Segment } from './pdf-page.ts'
import { type Region, readingOrder } from './reading-order.ts'
import { findRunningHeads } from './running-heads.ts'
import { segmentsOf } from './segments.ts'
import { tablePart } from './tagged-tables.ts'
import { SLIDE_SIZE } from './title.ts'

export interface LaidOut {
  parts: Part[]
  headings: Map<TextPart, Level>
  captions: Set<TextPart>
  notes: Footnote[]
  joiner: LineJoiner
  /** Numbers printed on pages, by their index. */
  printed: ReadonlyMap<number, string>
  /** Height of the running text, points. */
  bodySize: number
  /** Everything that is said, for telling its language and whether it is text at all. */
  text: string
}

/** How much of a page a picture covers that is the page itself, under its text layer. */
const WHOLE_PAGE = 0.75

const captionStart =
  /^(?:fig(?:ure|\.)?|abb(?:ildung|\.)?|table|tab(?:elle|leau|\.)|tabla|figura|chart|plate|map|scheme|exhibit|box|рис(?:унок|\.)|таблица|图|圖|図|表)\s*\p{N}+(?:[.:\-–—|)\s]|$)/iu

/** Finds the order, the paragraphs and the roles of everything that the pages say. */
export function layOut(read: readonly PdfPage[], outline: readonly OutlineEntry[]): LaidOut {
  const bodySize = commonest(
    read.flatMap((page) => page.runs.map((run) => [run.size, run.text.length] as const)),
    0.5
  )
  const pages = withoutDropCaps(withoutLineNumbers(read), bodySize)
  const joiner = new LineJoiner()
  const drawn = pages.map((page) => ({ page, segments: segmentsOf(page.runs) }))
  const { furniture, printed } = findRunningHeads(drawn, bodySize)
  const repeated = picturesOnManyPages(pages)
  const edges = outerEdges(drawn, furniture)
  const isTalk = bodySize > SLIDE_SIZE
  const onPages: Part[] = []
  const notes: Footnote[] = []
  const said: string[] = []
  for (const { page, segments } of drawn) {
    const own = segments.filter((one) => !furniture.has(one))
    const rtl = isRightToLeft(own.flatMap((one) => one.runs.map((run) => run.text)).join(' '))
    const regions = readingOrder(own, rtl).map((found) => {
      // Lines of slides are short; how far they could go, the margin tells.
      const reach = isTalk ? { ...edges, x1: Math.max(edges.x1, page.width - edges.x0) } : edges
      const region = { ...found, ...widened(found, own, reach) }
      return { region, lines: linesOf(region, page) }
    })
    const called = calledSigns(regions.flatMap((one) => one.lines))
    const found: Footnote[] = []
    const parts: Part[] = []
    for (const { region, lines } of regions) {
      for (const line of lines) {
        const text = textOfLine(line)
        joiner.learn(text)
        said.push(text)
      }
      const taken = takeFootnotes(lines, bodySize, page.index, called, notes.at(-1))
      for (const note of taken.notes)
        found.push({ ...note, name: `fn-${page.index + 1}-${found.length + 1}` })
      if (taken.lines.length) addAll(parts, partsOf(taken.lines, region))
    }
    addAll(notes, found)
    const isTextLayer = own.length > 5
    const pictures = page.pictures.filter(
      (one) =>
        !repeated.has(one.asset.hash) &&
        !(isTextLayer && (one.x1 - one.x0) * (one.bottom - one.top) > page.width * page.height * WHOLE_PAGE)
    )
    const tables = page.tables.map((table) => {
      const made = tablePart(table, page, joiner)
      said.push(made.text)
      return made
    })
    addAll(onPages, withFloats(parts, [...pictures.map((one) => pictureFloat(one, page.index)), ...tables]))
  }
  const flow = joinTables(onPages)
  const isCaption = (part: Part): part is TextPart =>
    part.kind === 'text' &&
    captionStart.test(part.text) &&
    part.text.length < 1500 &&
    isCaptionLike(part, bodySize, flow)
  const captions = new Set(flow.filter(isCaption))
  const asides = asidesIn(flow, bodySize)
  for (const aside of asides) if (aside.kind === 'text' && /^[*†‡§]/u.test(aside.text)) aside.item = false
  const isFloat = (part: Part) =>
    part.kind === 'table' ||
    part.kind === 'picture' ||
    asides.has(part) ||
    (part.kind === 'text' && captions.has(part))
  const parts = joinHeadingLines(joinAcross(flow, isFloat, bodySize), bodySize)
  return {
    parts,
    captions,
    headings: findHeadings(
      parts.filter((part) => !(part.kind === 'text' && captions.has(part))),
      bodySize,
      outline
    ),
    notes,
    joiner,
    printed,
    bodySize,
    text: said.join('\n')
  }
}

/** "Figure 3 shows" begins a sentence; a caption is smaller, is set apart by its sign, or stands by its picture. */
function isCaptionLike(part: TextPart, bodySize: number, flow: readonly Part[]): boolean {
  if (part.size < bodySize * 0.96) return true
  if (/^\S+\s*\p{N}+(?:\.\p{N}+)?\s*[.:|–—]/u.test(part.text)) return true
  const at = flow.indexOf(part)
  return part.lines.length <= 4 && (flow[at - 1]?.kind === 'picture' || flow[at + 1]?.kind === 'table')
}

/** Lines of one title that stand below each other in the same large type are one. */
function joinHeadingLines(parts: readonly Part[], bodySize: number): Part[] {
  const joined: Part[] = []
  for (const part of parts) {
    const before = joined.at(-1)
    if (
      part.kind === 'text' &&
      before?.kind === 'text' &&
      part.size > bodySize * 1.12 &&
      part.lines[0]!.role === before.lines[0]!.role &&
      Math.abs(part.size - before.size) < 0.3 &&
      part.bold === before.bold &&
      part.lines[0]!.page === before.lines[0]!.page &&
      part.lines[0]!.y - before.lines.at(-1)!.y < part.size * 1.6 &&
      part.lines[0]!.y > before.lines.at(-1)!.y &&
      before.lines.length + part.lines.length <= 4 &&
      !/[.!?]$/u.test(before.text) &&
      !part.item
    ) {
      const lines = [...before.lines, ...part.lines]
      joined[joined.length - 1] = { ...before, lines, text: `${before.text} ${part.text}` }
    } else joined.push(part)
  }
  return joined
}

interface Edges {
  x0: number
  x1: number
}

/** How far text reaches on most pages: on one page alone, short lines do not show where they could have gone. */
function outerEdges(
  drawn: readonly { segments: readonly Segment[] }[],
  furniture: ReadonlySet<Segment>
): Edges {
  const text = drawn.flatMap(({ segments }) => segments.filter((one) => !furniture.has(one)))
  const at = (values: number[], share: number) =>
    values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0
  return {
    x0: at(
      text.map((one) => one.x0),
      0.02
    ),
    x1: at(
      text.map((one) => one.x1),
      0.98
    )
  }
}

/** A part that is the outermost of its page reaches to the document's edges. */
function widened(region: Region, own: readonly Segment[], edges: Edges): Edges {
  const isRightmost = !own.some((one) => one.x0 > region.x1)
  const isLeftmost = !own.some((one) => one.x1 < region.x0)
  return {
    x0: isLeftmost ? Math.min(region.x0, edges.x0) : region.x0,
    x1: isRightmost ? Math.max(region.x1, edges.x1) : region.x1
  }
}

/** Logos and ornaments: the same picture on page after page. */
function picturesOnManyPages(pages: readonly PdfPage[]): Set<string> {
  const seen = new Map<string, Set<number>>()
  for (const page of pages)
    for (const { asset } of page.pictures)
      seen.set(asset.hash, (seen.get(asset.hash) ?? new Set()).add(page.index))
  return new Set(
    [...seen].filter(([, on]) => on.size >= 3 && on.size > pages.length * 0.2).map(([hash]) => hash)
  )
}
