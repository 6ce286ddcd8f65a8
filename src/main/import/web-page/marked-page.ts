import {
  attribute,
  classOf,
  type Element,
  isElement,
  isText,
  type ParentNode,
  shortLineOf
} from '../html/html-tree.ts'

/** The part of a page's text, without its links, that its postings are at least; one that all answer may be longer. */
const MAINLY = 0.25
/** A name or a time is no longer. */
export const LABEL = 80
/** So many kinds of pieces are looked at, the largest first. */
const KINDS = 12

/** What sites call whoever wrote a piece. */
export const writerName =
  /(?:^|[\s_-]|__)(?:author|user-?name|user-?link|user(?:-?info|-?card|-?details)?|\w{0,3}user(?:-?name)?|nick(?:name)?|poster|posted-?by|post-?author|member(?:-?name)?|owner|commenter|comment-?author|display-?name)(?:$|[\s_-]|__)/i
const writerAddress =
  /(?:^|\/)(?:u|users?|members?|profiles?|people|authors?|~|@)(?:[/=]|\.php|-)[^/?#]|viewprofile|[?&](?:user|author|uid|u|member)(?:id)?=\w|^user\?id=|\/@[\w.-]+\/?$/i
const timeName =
  /(?:^|[\s_-]|__)(?:date(?:-?time)?|time(?:-?stamp)?|relative-?(?:time|date)|age|posted(?:-?(?:on|at|date))?|post-?date|created(?:-?at)?|when|ago)(?:$|[\s_-]|__)/i
export const timeWords =
  /\b\d{1,2}:\d{2}\b|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\d+\s*(?:s|sec|m|min|minutes?|h|hours?|d|days?|weeks?|mo|months?|y|years?) ago\b|\b\p{L}{3,9}\.? \d{1,2},? \d{4}\b|\b\d{1,2}\.? \p{L}{3,9}\.? \d{4}\b|\d{4}年\d{1,2}月/iu
/** What is said in these is not the text of anybody. */
const elsewhere = /^(?:a|nav|footer|aside|form|select|button)$/

/** What is met on a walk through the page, in its order. */
export interface Mark {
  element: Element
  at: number
  /** Place of the first element behind it. */
  end: number
}

export interface Kind {
  marks: Mark[]
  /** Letters in all of them. */
  says: number
}

/** A page as a list of its elements, each with the place where it ends and how much it says. */
export class MarkedPage {
  readonly all: Mark[] = []
  readonly of: Map<ParentNode, Mark> = new Map()
  readonly writers: Mark[] = []
  readonly times: Mark[] = []
  readonly length: Map<Element, number> = new Map()
  readonly whole: number

  constructor(root: ParentNode) {
    this.whole = this.#walk(root)
  }

  #walk(root: ParentNode): number {
    const stack: { node: ParentNode; next: number; mark?: Mark; says: number }[] = [
      { node: root, next: 0, says: 0 }
    ]
    let said = 0
    while (stack.length) {
      const top = stack.at(-1)!
      const child = top.node.childNodes[top.next]
      top.next += 1
      if (child === undefined) {
        stack.pop()
        if (top.mark) {
          top.mark.end = this.all.length
          this.length.set(top.mark.element, top.says)
        }
        const around = stack.at(-1)
        if (around) around.says += top.mark && elsewhere.test(top.mark.element.tagName) ? 0 : top.says
        else said = top.says
      } else if (isText(child)) top.says += child.value.trim().length
      else if (isElement(child) && !/^(?:script|style|template|noscript)$/.test(child.tagName)) {
        const mark = { element: child, at: this.all.length, end: 0 }
        this.all.push(mark)
        this.of.set(child, mark)
        if (isWriter(child)) this.writers.push(mark)
        if (isTime(child)) this.times.push(mark)
        stack.push({ node: child, next: 0, mark, says: 0 })
      }
    }
    return said
  }

  /** Pieces that are built alike and hold much of the page's text, the largest first. */
  kinds(): Kind[] {
    const kinds = new Map<string, Kind>()
    for (const mark of this.all) {
      const name = kindOf(mark.element)
      const says = this.length.get(mark.element) ?? 0
      if (!name || says === 0) continue
      const kind = kinds.get(name)
      if (!kind) kinds.set(name, { marks: [mark], says })
      else {
        kind.marks.push(mark)
        kind.says += says
      }
    }
    return [...kinds.values()]
      .filter(({ marks, says }) => marks.length >= 2 && says >= this.whole * MAINLY)
      .filter(({ marks }) => marks.every((one, at) => one.at >= (marks[at - 1]?.end ?? 0)))
      .toSorted((a, b) => b.says - a.says)
      .slice(0, KINDS)
  }

  /** The largest element around one that lies between two places. */
  blockAround(mark: Mark, from: number, to: number): Mark {
    let block = mark
    for (;;) {
      const { parentNode } = block.element
      const around = parentNode && this.of.get(parentNode)
      if (!around || around.at < from || around.end > to) return block
      block = around
    }
  }
}

/** Tag and class, without what tells one piece from the next; what has no class is called by its id. */
function kindOf(element: Element): string {
  if (!/^(?:div|section|article|td|li|dd|p|span|blockquote)$/.test(element.tagName)) return ''
  const names = classOf(element)
    .split(/\s+/)
    .map((name) => name.replace(/\d+/g, ''))
    .filter((name) => name && !/(?:^|-)(?:odd|even|alt|first|last)$|^(?:op|is-.*)$/i.test(name))
  const id = attribute(element, 'id') ?? ''
  if (names.length) return `${element.tagName}.${[...new Set(names)].sort().join('.')}`
  return /\d/.test(id) ? `${element.tagName}#${id.replace(/\d+/g, '')}` : ''
}

export function isWriter(element: Element): boolean {
  if (!/^(?:a|span|strong|b|cite|address|p|div|h[3-6]|dt|td)$/.test(element.tagName)) return false
  const isCalled =
    writerName.test(classOf(element)) ||
    /\bauthor\b/i.test(`${attribute(element, 'rel') ?? ''} ${attribute(element, 'itemprop') ?? ''}`) ||
    (element.tagName === 'a' && writerAddress.test(attribute(element, 'href') ?? ''))
  return isCalled && shortLineOf(element, LABEL) !== ''
}

export function isTime(element: Element): boolean {
  if (element.tagName === 'time' || attribute(element, 'datetime') !== undefined) return true
  if (!/^(?:a|span|small|p|div|abbr|td|li)$/.test(element.tagName)) return false
  const text = shortLineOf(element, LABEL)
  return text !== '' && (timeWords.test(text) || (timeName.test(classOf(element)) && /\d/.test(text)))
}
