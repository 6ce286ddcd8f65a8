import type { Block, Inline } from '../../../shared/blocks.ts'
import { addAll, greatest, least } from '../../../shared/long-lists.ts'
import { directionOf } from '../article/language.ts'
import {
  codeScore,
  indentOf,
  type Layout,
  measure,
  type Paragraph,
  paragraphsOf,
  reflow
} from './text-layout.ts'
import { parseList, startsWithMarker } from './text-lists.ts'
import { readMasthead } from './text-masthead.ts'

/** What a plain text says of itself, and its structure. */
export interface TextStructure {
  title: string
  standfirst: string
  byline: string
  site: string
  url: string
  published: string
  sourceLine: string
  blocks: Block[]
}

/**
 * Plain text to structure. The rules look at shape alone (line lengths, blank lines, indentation,
 * punctuation), so they hold for any language; where shape does not decide, lines are kept as they are.
 * `text` has `\n` line ends.
 */
export function structureText(text: string): TextStructure {
  const paragraphs = paragraphsOf(text)
  const layout = measure(paragraphs)
  const { masthead, rest } = readMasthead(paragraphs, layout)
  const blocks: Block[] = []
  for (let index = 0; index < rest.length; index += 1) {
    const paragraph = rest[index] as Paragraph
    if (isHeading(paragraph, rest[index + 1], layout)) {
      blocks.push({ type: 'heading', level: 2, children: inlinesOf(headingText(paragraph)) })
      continue
    }
    appendBlocks(blocks, paragraph, layout)
  }
  return { ...masthead, blocks }
}

function appendBlocks(blocks: Block[], paragraph: Paragraph, layout: Layout): void {
  for (const block of blocksOf(paragraph, layout, 0)) {
    const last = blocks.at(-1)
    if (last && merge(last, block, paragraph)) continue
    blocks.push(block)
  }
}

/** Lists and code that a blank line had cut. */
function merge(last: Block, block: Block, paragraph: Paragraph): boolean {
  if (
    last.type === 'code' &&
    block.type === 'code' &&
    !paragraph.fenced &&
    last.language === block.language
  ) {
    last.text += `\n\n${block.text}`
    return true
  }
  if (last.type === 'list' && block.type === 'list' && last.ordered === block.ordered) {
    const continues = !block.ordered || (block.start ?? 1) === (last.start ?? 1) + last.items.length
    if (!continues) return false
    addAll(last.items, block.items)
    return true
  }
  return false
}

const rule = /^[\s]*(?:[-–—*_=~·•#]\s*){3,}$/u

function blocksOf(paragraph: Paragraph, layout: Layout, depth: number): Block[] {
  const { lines } = paragraph
  if (paragraph.fenced) return [codeBlock(lines.join('\n'), paragraph.language)]
  const [first] = lines as [string]
  if (lines.length === 1 && rule.test(first)) return [{ type: 'rule' }]

  if (depth < 8 && lines.every((line) => /^\s{0,3}>/.test(line))) {
    const inner = lines.map((line) => line.replace(/^\s{0,3}> ?/, '')).join('\n')
    const quoted: Block[] = []
    for (const part of paragraphsOf(inner)) {
      for (const block of blocksOf(part, layout, depth + 1)) {
        if (!quoted.length || !merge(quoted.at(-1) as Block, block, part)) quoted.push(block)
      }
    }
    return [{ type: 'quote', blocks: quoted }]
  }

  const markers = lines.findIndex((line) => startsWithMarker(line))
  if (markers >= 0) {
    const list = parseList(lines.slice(markers), inlinesOf)
    if (
      list &&
      (markers === 0 || (list.items.length > 1 && lines.slice(0, markers).join('').trimEnd().endsWith(':')))
    ) {
      const before = markers ? blocksOf({ ...paragraph, lines: lines.slice(0, markers) }, layout, depth) : []
      return [...before, list]
    }
  }

  const table = tabTable(lines)
  if (table) return [table]

  const indent = least(lines.map(indentOf))
  const stands = indent - layout.indent
  if (codeScore(lines) >= 0.5 && (stands >= 2 || lines.length >= 3)) return [codeBlock(dedent(lines))]
  if (isDrawn(lines)) return [codeBlock(dedent(lines))]

  const content = proseOf(lines, layout)
  // A first-line indent is how many texts begin a paragraph; only a whole block set in is a quotation.
  if (stands >= 2 && lines.length > 1 && content.every((block) => block.type === 'paragraph')) {
    return [{ type: 'quote', blocks: content }]
  }
  return content
}

function proseOf(lines: string[], layout: Layout): Block[] {
  if (lines.length === 1) return oneLine((lines[0] as string).trim())
  const flowed = reflow(lines, layout)
  if (flowed) return flowed.flatMap(oneLine)

  const figure = figureOf(lines)
  if (figure) return [figure]

  const trimmed = lines.map((line) => line.trim())
  const longest = greatest(trimmed.map((line) => line.length))
  // Lines as long as paragraphs are paragraphs; short ones (verse, addresses, dialogue) keep their breaks.
  if (longest > 100) return trimmed.flatMap(oneLine)
  return [{ type: lines.length >= 3 ? 'verse' : 'paragraph', children: brokenLines(lines) } as Block]
}

const credit = /^(.*\S)?\s*[[［(（]\s*([^[\]［］()（）]{3,160}?)\s*[\]］)）]$/su
const creditWords =
  /photo|image|picture|foto|getty|reuters|\bAFP\b|\bAP\b|\bEPA\b|agenc|courtesy|copyright|©|file\b|via\b|\/|фото|写真|图|摄|صورة/iu

/** One line: a paragraph, or a caption whose credit stands in brackets at the end. */
function oneLine(line: string): Block[] {
  const match = line.length < 1000 && line.endsWith(']') ? credit.exec(line) : null
  if (match?.[1] && match[2] && creditWords.test(match[2]) && !/[.!?。]\s*$/u.test(match[2])) {
    return [{ type: 'figure', image: { alt: '' }, caption: inlinesOf(match[1]), credit: inlinesOf(match[2]) }]
  }
  return [{ type: 'paragraph', children: inlinesOf(line), ...ownDirection(line) }]
}

/**
 * A picture as a copied page leaves it: the alternative text (whole sentences), then the caption ending
 * with its credit in square brackets.
 */
function figureOf(lines: string[]): Block | undefined {
  const trimmed = lines.map((line) => line.trim())
  const last = trimmed.at(-1) as string
  if (lines.length > 3 || last.length > 1000 || !last.endsWith(']')) return undefined
  const match = credit.exec(last)
  if (!match?.[2] || !/\p{Lu}|\p{Lo}/u.test(match[2]) || /^\d+$/.test(match[2])) return undefined
  const alt = trimmed.slice(0, -1).join(' ')
  if (!match[1] && lines.length < 3) return undefined
  const caption = match[1] ?? (trimmed.at(-2) as string)
  const described = match[1] ? alt : trimmed.slice(0, -2).join(' ')
  return {
    type: 'figure',
    image: { alt: described },
    caption: inlinesOf(caption),
    credit: inlinesOf(match[2])
  }
}

/** Rows of the same number of tab-separated cells. */
function tabTable(lines: string[]): Block | undefined {
  if (lines.length < 2) return undefined
  const rows = lines.map((line) => line.replace(/\t+$/, '').split('\t'))
  const columns = rows[0]?.length ?? 0
  if (columns < 2 || columns > 100 || rows.some((row) => row.length !== columns || !row[0]?.trim()))
    return undefined
  return {
    type: 'table',
    caption: [],
    rows: rows.map((row) =>
      row.map((cell) => ({
        header: false,
        colspan: 1,
        rowspan: 1,
        blocks: cell.trim() ? [{ type: 'paragraph' as const, children: inlinesOf(cell) }] : []
      }))
    )
  }
}

/** Tables and diagrams drawn with spaces: meaningless unless every character keeps its column. */
function isDrawn(lines: string[]): boolean {
  if (lines.length < 3) return false
  const drawn = lines.filter((line) =>
    /\S {3,}\S.*\S {2,}\S|^\s*[+|].*[+|]\s*$/.test(line.slice(0, 400))
  ).length
  return drawn >= lines.length * 0.6
}

function isHeading(paragraph: Paragraph, next: Paragraph | undefined, layout: Layout): boolean {
  if (paragraph.fenced || !next || next.fenced) return false
  if (paragraph.underlined) return true
  if (paragraph.lines.length !== 1) return false
  const line = (paragraph.lines[0] as string).trim()
  if (line.length > 80 || !/\p{L}|\p{N}/u.test(line) || rule.test(line)) return false
  if (
    /[.!?:;,…。！？：；，、।۔؟]["'”’»)\]]*$/u.test(line) ||
    /^["'“‘«„「『(>[]/u.test(line) ||
    line.endsWith(']')
  )
    return false
  if (startsWithMarker(line) && !/^\d{1,2}[.)]\s+\p{Lu}/u.test(line)) return false
  if (indentOf(paragraph.lines[0] as string) - layout.indent >= 8 && line.length > 40) return false
  // Something must follow that it can head: prose, clearly longer than itself, or a list.
  const following = next.lines.join(' ').trim()
  if (startsWithMarker(next.lines[0] as string) && next.lines.length > 1)
    return line.split(/\s+/u).length <= 10
  if (
    layout.verse &&
    paragraph.lines.length === 1 &&
    next.lines.every((shorter) => shorter.trim().length < 60)
  ) {
    return line === line.toUpperCase() && line !== line.toLowerCase()
  }
  return line.split(/\s+/u).length <= 12 && following.length > Math.max(80, line.length * 1.5)
}

function headingText(paragraph: Paragraph): string {
  return (paragraph.lines[0] as string).trim().replace(/\s*#+$/, '')
}

function codeBlock(text: string, language?: string): Block {
  return language && /^[\w+#.-]{1,40}$/.test(language)
    ? { type: 'code', text, language }
    : { type: 'code', text }
}

function dedent(lines: string[]): string {
  const indent = Math.min(
    ...lines.filter((line) => line.trim()).map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0)
  )
  return lines.map((line) => line.slice(indent).trimEnd()).join('\n')
}

/** Lines kept as lines; indentation inside them is part of a poem's shape. */
function brokenLines(lines: string[]): Inline[] {
  const base = least(lines.map(indentOf))
  const children: Inline[] = []
  lines.forEach((line, index) => {
    if (index > 0) children.push({ type: 'break' })
    const shape = ' '.repeat(Math.min(40, Math.max(0, indentOf(line) - base)))
    addAll(children, inlinesOf(line.trim(), shape))
  })
  return children
}

function ownDirection(line: string): { dir?: 'rtl' } {
  return directionOf('', line) === 'rtl' ? { dir: 'rtl' } : {}
}

const address = /\bhttps?:\/\/[^\s<>"“”«»]+/giu

/** One line of prose: runs of spaces become one, addresses become links. */
export function inlinesOf(line: string, before = ''): Inline[] {
  const clean = before + line.replace(/[ \t\n\f]+/g, ' ').trim()
  if (!clean.includes('://')) return clean ? [{ type: 'text', text: clean }] : []
  const inlines: Inline[] = []
  let from = 0
  for (const match of clean.matchAll(address)) {
    const href = trimAddress(match[0])
    if (href.length > 8192 || !URL.canParse(href)) continue
    if (match.index > from) inlines.push({ type: 'text', text: clean.slice(from, match.index) })
    inlines.push({ type: 'link', href, children: [{ type: 'text', text: href }] })
    from = match.index + href.length
  }
  if (from < clean.length) inlines.push({ type: 'text', text: clean.slice(from) })
  return inlines
}

/** Punctuation after an address belongs to the sentence; a closing bracket too, unless it was opened inside. */
function trimAddress(found: string): string {
  let end = found.length
  while (end > 0) {
    const last = found[end - 1] as string
    if (".,;:!?'’…。，、".includes(last)) end -= 1
    else if (last === ')' && !found.slice(0, end).includes('(')) end -= 1
    else if (last === ']' && !found.slice(0, end).includes('[')) end -= 1
    else break
  }
  return found.slice(0, end)
}
