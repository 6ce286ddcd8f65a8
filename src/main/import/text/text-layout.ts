import { addAll, least } from '../../../shared/long-lists.ts'

/** Lines between two blank lines, or a fenced piece of code. */
export interface Paragraph {
  lines: string[]
  /** Between ``` fences: lines are kept as they are. */
  fenced?: boolean
  language?: string
  /** Its one line was underlined with `====` or `----`. */
  underlined?: boolean
}

/** How the whole text is set. */
export interface Layout {
  /** Column at which lines were broken by a program or a typist; 0 when lines are paragraphs. */
  wrap: number
  /** Left margin of the text. */
  indent: number
  /** Most blocks are several short lines. */
  verse: boolean
}

const TAB = 4

/** Width of the white space a line begins with. */
export function indentOf(line: string): number {
  let width = 0
  for (const character of line) {
    if (character === ' ') width += 1
    else if (character === '\t') width += TAB
    else if (character === '\u3000') width += 2
    else break
  }
  return width
}

/** Columns a line takes: wide characters (CJK, U+1100 and above in blocks set double) take two. */
export function widthOf(line: string): number {
  if (/^[\0-\u10ff]*$/.test(line)) return line.length
  let width = 0
  for (const character of line) width += wide.test(character) ? 2 : 1
  return width
}
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u

/** The paragraphs of a plain text: by empty lines, with underlined headings apart and what a fence holds as one. */
export function paragraphsOf(text: string): Paragraph[] {
  const paragraphs: Paragraph[] = []
  let lines: string[] = []
  let fence: { mark: string; language: string; lines: string[] } | undefined
  const flush = () => {
    if (lines.length) addAll(paragraphs, underlinesApart(lines))
    lines = []
  }
  for (const line of linesOf(text)) {
    const mark = line.charCodeAt(0) <= 0x60 ? /^\s{0,3}(`{3,}|~{3,})\s*([\w+#.-]*)\s*$/.exec(line) : null
    if (fence) {
      if (mark?.[1]?.startsWith(fence.mark) && !mark[2]) {
        paragraphs.push({ lines: fence.lines, fenced: true, language: fence.language })
        fence = undefined
      } else fence.lines.push(line)
    } else if (mark?.[1]?.startsWith('`')) {
      flush()
      fence = { mark: mark[1], language: mark[2] ?? '', lines: [] }
    } else if (line.trim() === '') flush()
    else lines.push(line.trimEnd())
  }
  // A fence that never closes was no fence.
  if (fence) {
    for (const line of fence.lines) {
      if (line.trim() === '') flush()
      else lines.push(line.trimEnd())
    }
  }
  flush()
  return paragraphs
}

function* linesOf(text: string): Generator<string> {
  let from = 0
  while (from <= text.length) {
    const end = text.indexOf('\n', from)
    if (end === -1) {
      yield text.slice(from)
      return
    }
    yield text.slice(from, end)
    from = end + 1
  }
}

/** "Title / =====" is a heading of its own, wherever it stands in its block. */
function underlinesApart(lines: string[]): Paragraph[] {
  const second = lines[1]
  if (
    second !== undefined &&
    /^(?:={3,}|-{3,}|~{3,}|\*{3,})$/.test(second.trim()) &&
    (lines[0] as string).trim().length <= 160
  ) {
    const heading = { lines: [(lines[0] as string).trim()], underlined: true }
    return lines.length > 2 ? [heading, ...underlinesApart(lines.slice(2))] : [heading]
  }
  return [{ lines }]
}

/** Wider than this, no one breaks lines by hand. */
const WIDEST = 120
const NARROWEST = 40

/**
 * Whether lines were broken to fit a width: then nearly every line that is not the last of its block has
 * no room for the first word of the next. Verse, lists and addresses fail this however long they are.
 */
export function measure(paragraphs: Paragraph[]): Layout {
  const widths: number[] = []
  const indents = new Map<number, number>()
  let verse = 0
  let several = 0
  for (const { lines, fenced } of paragraphs) {
    if (fenced) continue
    const indent = least((lines.length > 1 ? lines.slice(1, 50) : lines).map(indentOf))
    indents.set(indent, (indents.get(indent) ?? 0) + lines.length)
    if (lines.length < 2) continue
    several += 1
    if (lines.every((line) => line.length < 60)) verse += 1
    for (const line of lines.slice(0, -1)) widths.push(widthOf(line))
  }
  const indent = [...indents.entries()].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
  const layout: Layout = { wrap: 0, indent, verse: verse > paragraphs.length / 2 }
  if (widths.length === 0) return layout
  widths.sort((a, b) => a - b)
  const wrap = widths[Math.floor((widths.length - 1) * 0.98)] as number
  if (wrap > WIDEST || wrap < NARROWEST) return layout
  let full = 0
  let all = 0
  for (const { lines, fenced } of paragraphs) {
    // Short lines (a poem in a letter) say nothing about how the prose was set.
    if (fenced || !lines.some((line) => widthOf(line) >= wrap * 0.8)) continue
    all += Math.max(0, lines.length - 1)
    full += fullLines(lines, wrap)
  }
  // A single broken line proves nothing unless it is clearly a line of text that ran on.
  if (all >= 2 && full / all >= 0.7 && several > 0) layout.wrap = wrap
  return layout
}

/** How many lines had no room for the next line's first word. */
function fullLines(lines: string[], wrap: number): number {
  let full = 0
  for (let index = 0; index + 1 < lines.length; index += 1) {
    if (isFull(lines[index] as string, lines[index + 1] as string, wrap)) full += 1
  }
  return full
}

function isFull(line: string, next: string, wrap: number): boolean {
  const first = /^\s*(\S{1,60})/u.exec(next)?.[1] ?? ''
  // Without spaces between words a line is full when nothing more than a mark of punctuation fits.
  const needed = wide.test(first) ? 4 : widthOf(first) + 1
  return widthOf(line) + needed > wrap
}

/**
 * The paragraphs of a hard-wrapped block, each on one line; undefined when its lines are meant as lines.
 * Inside a block a deeper first line begins a new paragraph, as books print it.
 */
export function reflow(lines: string[], layout: Layout): string[] | undefined {
  if (!layout.wrap) return undefined
  if (fullLines(lines, layout.wrap) < (lines.length - 1) * 0.6) return undefined
  const paragraphs: string[][] = []
  const margin = least(lines.map(indentOf))
  for (const [index, line] of lines.entries()) {
    const begins =
      index > 0 && indentOf(line) >= margin + 2 && indentOf(lines[index - 1] as string) === margin
    if (index === 0 || begins) paragraphs.push([line.trim()])
    else paragraphs.at(-1)?.push(line.trim())
  }
  return paragraphs.map(joinLines)
}

/** Lines of one paragraph as one line: no space between characters that are written without, none after a hyphen's break. */
export function joinLines(lines: string[]): string {
  const parts: string[] = []
  let before = ''
  for (const line of lines) {
    if (
      before &&
      !(wide.test(before) && wide.test(line.slice(0, 1))) &&
      !/\p{L}-$/u.test(parts.at(-1)?.slice(-2) ?? '')
    ) {
      parts.push(' ')
    }
    parts.push(line)
    before = line.slice(-1)
  }
  return parts.join('')
}

const codeLine =
  /[;{}]\s*$|^\s*(?:def |class |import .*['\x22;]|function\b|const |let |var |return\b.*;|if\s*\(|for\s*\(|while\s*\(|#include|public |private |static |SELECT |INSERT |<\/?\w+[^<>]*>|\$ |\/\/|\/\*)|\w+\([^)]*\)\s*[;{:]?\s*$|\s(?:=>|==|!=|:=|\+=|&&|\|\|)\s|^\s*[\w.[\]]+\s=\s\S/

/** Share of lines that look like a program. */
export function codeScore(lines: string[]): number {
  let score = 0
  for (const line of lines) if (line.length < 200 && codeLine.test(line)) score += 1
  return score / lines.length
}
