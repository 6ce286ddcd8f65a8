import { sameWords } from '../article/same-words.ts'
import {
  attribute,
  bodyOf,
  classOf,
  type Element,
  elementsOf,
  isElement,
  isText,
  type ParentNode,
  shortLineOf
} from '../html/html-tree.ts'

/** What one person said on a page where several speak. */
export interface Posting {
  name: string
  words: Element[]
}

/** The part of a page's text, without its links, that its postings are at least; one that all answer may be longer. */
const MAINLY = 0.25
/** So much text before the first posting that is none itself is an article, and the postings are remarks on it. */
const ARTICLE = 300
/** So much of it is more than a site says above what readers remark. */
const SOMETHING = 100
/** A shorter piece of text is a label. */
const PIECE = 40
/** Kinds of pieces around one another hold this much the same text. */
const SAME_TEXT = 0.85
/** A name or a time is no longer. */
const LABEL = 80
/** So many of the postings say who wrote them, and so many when; a deleted account has no name. */
const NAMED = 0.8
const DATED = 0.6
/** So many kinds of pieces are looked at, the largest first. */
const KINDS = 12

const writerName =
  /(?:^|[\s_-]|__)(?:author|user-?name|user-?link|user(?:-?info|-?card|-?details)?|\w{0,3}user|nick(?:name)?|poster|posted-?by|post-?author|member(?:-?name)?|owner|commenter|comment-?author|display-?name)(?:$|[\s_-]|__)/i
const writerAddress =
  /(?:^|\/)(?:u|users?|members?|profiles?|people|authors?|~|@)(?:[/=]|\.php|-)[^/?#]|viewprofile|[?&](?:user|author|uid|u|member)(?:id)?=\w|^user\?id=|\/@[\w.-]+\/?$/i
const timeName =
  /(?:^|[\s_-]|__)(?:date(?:-?time)?|time(?:-?stamp)?|relative-?(?:time|date)|age|posted(?:-?(?:on|at|date))?|post-?date|created(?:-?at)?|when|ago)(?:$|[\s_-]|__)/i
const timeWords =
  /\b\d{1,2}:\d{2}\b|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\d+\s*(?:s|sec|m|min|minutes?|h|hours?|d|days?|weeks?|mo|months?|y|years?) ago\b|\b\p{L}{3,9}\.? \d{1,2},? \d{4}\b|\b\d{1,2}\.? \p{L}{3,9}\.? \d{4}\b|\d{4}年\d{1,2}月/iu
const opening =
  /(?:^|[\s_-]|__)(?:question|topic|thread|discussion|op|opening|original-?post|submission|topstory|top-?text)(?:$|[\s_-]|__)/i
const calledRemarks =
  /(?:^|[\s_-]|__)(?:comments?|comment-?(?:list|section|area|tree|thread)|disqus|respond|reviews?)(?:$|[\s_-]|__)/i
const outside = /^(?:nav|footer|aside|form|select|button|head|script|style|template|noscript)$/

/** What is said in these is not the text of anybody. */
const elsewhere = /^(?:a|nav|footer|aside|form|select|button)$/

/** What is met on a walk through the page, in its order. */
interface Mark {
  element: Element
  at: number
  /** Place of the first element behind it. */
  end: number
}

/**
 * What several people say on a page that is mainly that, told by its build alone: pieces of one kind, each with who
 * said it and when beside it, and no article that they are remarks on. Undefined for all other pages.
 */
export function repeatedPostings(root: ParentNode, title: string): Posting[] | undefined {
  const page = new Page(bodyOf(root) ?? root)
  if (page.writers.length < 2 || page.times.length < 2) return undefined
  let found: { postings: Posting[]; says: number; pieces: number } | undefined
  for (const { marks, says } of page.kinds()) {
    if (found && (says < found.says * SAME_TEXT || marks.length !== found.pieces)) continue
    const postings = postingsOf(page, marks, title)
    if (postings) found = { postings, says, pieces: marks.length }
  }
  return found?.postings
}

interface Kind {
  marks: Mark[]
  /** Letters in all of them. */
  says: number
}

/** A page as a list of its elements, each with the place where it ends and how much it says. */
class Page {
  readonly all: Mark[] = []
  readonly of = new Map<ParentNode, Mark>()
  readonly writers: Mark[] = []
  readonly times: Mark[] = []
  readonly length = new Map<Element, number>()
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

/** Tag and class, without what tells one piece from the next. */
function kindOf(element: Element): string {
  if (!/^(?:div|section|article|td|li|dd|p|span|blockquote)$/.test(element.tagName)) return ''
  const names = classOf(element)
    .split(/\s+/)
    .filter((name) => name && !/\d|(?:^|-)(?:odd|even|alt|first|last)$|^(?:op|is-.*)$/i.test(name))
  return names.length ? `${element.tagName}.${names.sort().join('.')}` : ''
}

function isWriter(element: Element): boolean {
  if (!/^(?:a|span|strong|b|cite|address|p|div|h[3-6]|dt|td)$/.test(element.tagName)) return false
  const isCalled =
    writerName.test(classOf(element)) ||
    /\bauthor\b/i.test(`${attribute(element, 'rel') ?? ''} ${attribute(element, 'itemprop') ?? ''}`) ||
    (element.tagName === 'a' && writerAddress.test(attribute(element, 'href') ?? ''))
  return isCalled && shortLineOf(element, LABEL) !== ''
}

function isTime(element: Element): boolean {
  if (element.tagName === 'time' || attribute(element, 'datetime') !== undefined) return true
  if (!/^(?:a|span|small|p|div|abbr|td|li)$/.test(element.tagName)) return false
  const text = shortLineOf(element, LABEL)
  return text !== '' && (timeWords.test(text) || (timeName.test(classOf(element)) && /\d/.test(text)))
}

function postingsOf(page: Page, said: readonly Mark[], title: string): Posting[] | undefined {
  const side = sideOf(page, said)
  const between = said.map((one, at) =>
    side === 'before'
      ? { from: said[at - 1]?.end ?? 0, to: one.at }
      : { from: one.end, to: said[at + 1]?.at ?? page.all.length }
  )
  const names = between.map((range) => nameIn(inRange(page.writers, range), side))
  const dated = between.filter((range) => inRange(page.times, range).length > 0)
  if (new Set(names.filter(Boolean)).size < 2) return undefined
  if (names.filter(Boolean).length < said.length * NAMED || dated.length < said.length * DATED)
    return undefined
  // Pieces that begin with the name beside them are about their writers.
  const about = said.filter(({ element }, at) => names[at] && startOf(element).includes(names[at]))
  if (about.length * 2 > said.length) return undefined
  const first = areRemarksOnFirst(page, said) ? undefined : openingOf(page, said, title)
  if (!first) return undefined
  const postings = said.map((one, at) => ({
    name: names[at] ?? '',
    words: [...headingsOf(page, said, at, title), one.element]
  }))
  return first.length
    ? [{ name: openedBy(page, first, said, side), words: first.map(({ element }) => element) }, ...postings]
    : postings
}

/** What a posting is headed by, where that is not the title of the whole. */
function headingsOf(page: Page, said: readonly Mark[], at: number, title: string): Element[] {
  const one = said[at]!
  const block = page.blockAround(one, said[at - 1]?.end ?? 0, said[at + 1]?.at ?? page.all.length)
  return inRange(page.all, { from: block.at, to: one.at })
    .map(({ element }) => element)
    .filter((element) => /^h[1-6]$/.test(element.tagName) && !isWriter(element))
    .filter((element) => {
      const text = shortLineOf(element, 300).replace(/^(?:re|aw|antw|sv)\s*:\s*/iu, '')
      return text !== '' && !sameWords(text, title) && !timeWords.test(text) && !inner(element).some(isWriter)
    })
}

const inner = (element: Element) => [...elementsOf(element)]

interface Range {
  from: number
  to: number
}

const inRange = (marks: readonly Mark[], { from, to }: Range) =>
  marks.filter(({ at }) => at >= from && at < to)

/** The first words of a piece. */
function startOf(element: Element): string {
  let text = ''
  for (const inner of elementsOf(element)) {
    for (const node of inner.childNodes) if (isText(node)) text += ` ${node.value.trim()}`
    if (text.trim().length >= LABEL) break
  }
  return text.slice(0, LABEL)
}

/** Whether who said it stands before the words or after them, by the pieces that hold the words of one posting only. */
function sideOf(page: Page, said: readonly Mark[]): 'before' | 'after' {
  let before = 0
  for (const [at, one] of said.entries()) {
    const block = page.blockAround(one, said[at - 1]?.end ?? 0, said[at + 1]?.at ?? page.all.length)
    if (inRange(page.writers, { from: block.at, to: one.at }).length) before += 1
    else if (inRange(page.writers, { from: one.end, to: block.end }).length) before -= 1
  }
  if (before !== 0) return before > 0 ? 'before' : 'after'
  return page.writers.some(({ at }) => at < said[0]!.at) ? 'before' : 'after'
}

/** Who wrote what all others answer. */
function openedBy(
  page: Page,
  first: readonly Mark[],
  said: readonly Mark[],
  side: 'before' | 'after'
): string {
  const before = nameIn(inRange(page.writers, { from: 0, to: first[0]!.at }), 'before')
  const end = page.blockAround(said[0]!, first.at(-1)!.end, said[1]!.at).at
  const after = nameIn(inRange(page.writers, { from: first.at(-1)!.end, to: end }), 'after')
  return side === 'before' ? before || after : after || before
}

/** Before the words, the last who is named; after them the first, but for who only changed them. */
function nameIn(writers: readonly Mark[], side: 'before' | 'after'): string {
  const names = writers
    .filter(({ element }) => !isEditor(element))
    .map(({ element }) => nameOf(element))
    .filter(Boolean)
  return (side === 'before' ? names.at(-1) : names[0]) ?? ''
}

function nameOf(element: Element): string {
  const inner = [...elementsOf(element)].find((one) => isWriter(one))
  return shortLineOf(inner ?? element, LABEL)
    .replace(/^(?:by|von|par|por|от)\s+/iu, '')
    .replace(/\s+».*$|[,:·•|]+\s*$/u, '')
    .trim()
}

/** Whether what is around one name alone begins by saying that somebody changed the words. */
function isEditor(element: Element): boolean {
  for (let at: ParentNode | null = element, level = 0; level < 4 && at && isElement(at); level += 1) {
    const names = [...elementsOf(at)].filter((one) => isWriter(one)).map((one) => nameOf(one))
    if (new Set(names).size > 1) return false
    if (changed.test(shortLineOf(at, 200))) return true
    at = at.parentNode
  }
  return false
}

const changed = /^(?:last )?(?:edited|modified|improved|bearbeitet|modifié|editado|изменено)\b/iu

/**
 * Text before the first posting that is no posting of the same make: none, a short one or the one that all others
 * answer. Undefined when text outside the postings is an article's.
 */
function openingOf(page: Page, said: readonly Mark[], title: string): Mark[] | undefined {
  const first = said[0]!
  const blocks = said.map((one, at) =>
    page.blockAround(one, said[at - 1]?.end ?? 0, said[at + 1]?.at ?? page.all.length)
  )
  const pieces = outsideOf(page, blocks, title)
  const lengthOf = (marks: readonly Mark[]) => marks.reduce((sum, { element }) => sum + ownLength(element), 0)
  const before = pieces.filter(({ end }) => end <= first.at)
  if (lengthOf(pieces) - lengthOf(before) > ARTICLE) return undefined
  const isOpening = ({ element }: Mark) => isCalled(page, element, opening, ({ end }) => end <= first.at)
  if (before.every(isOpening)) return before
  const areRemarks = isCalled(page, first.element, calledRemarks, () => true)
  return lengthOf(before) <= (areRemarks ? SOMETHING : ARTICLE) ? before : undefined
}

/** Pieces of text that stand in none of the blocks. */
function outsideOf(page: Page, blocks: readonly Mark[], title: string): Mark[] {
  const result: Mark[] = []
  let next = 0
  for (const mark of page.all) {
    while (next < blocks.length && mark.at >= blocks[next]!.end) next += 1
    const block = blocks[next]
    if (block && mark.end > block.at) continue
    const { element } = mark
    if (!/^(?:p|div|td|li|blockquote|section|pre)$/.test(element.tagName) || ownLength(element) < PIECE)
      continue
    if (!isOutside(element) && shortLineOf(element, 2000) !== title) result.push(mark)
  }
  return result
}

/** The first stands alone, and what is around all others is called remarks: an article and what readers say of it. */
function areRemarksOnFirst(page: Page, [first, second]: readonly Mark[]): boolean {
  if (!first || !second) return false
  const isAround = (mark: Mark) => mark.at > first.at
  return (
    isCalled(page, second.element, calledRemarks, isAround) &&
    !isCalled(page, first.element, calledRemarks, (mark) => mark.end <= second.at)
  )
}

/** Letters that stand in the element itself or in words of it that are marked, not in a link. */
function ownLength(element: Element): number {
  let sum = 0
  for (const node of element.childNodes) {
    if (isText(node)) sum += node.value.trim().length
    else if (isElement(node) && /^(?:b|strong|i|em|span|code|q|cite|mark|font)$/.test(node.tagName))
      sum += shortLineOf(node, 10_000).length
  }
  return sum
}

function isOutside(element: Element): boolean {
  for (let at: ParentNode | null = element; at && isElement(at); at = at.parentNode)
    if (outside.test(at.tagName) || attribute(at, 'hidden') !== undefined) return true
  return false
}

/** By its own name or by that of anything around it, as long as that has a say. */
function isCalled(page: Page, element: Element, names: RegExp, hasSay: (mark: Mark) => boolean): boolean {
  for (let at: ParentNode | null = element; at && isElement(at); at = at.parentNode) {
    const mark = page.of.get(at)
    if (!mark || !hasSay(mark)) return false
    if (names.test(`${classOf(at)} ${attribute(at, 'id') ?? ''}`)) return true
  }
  return false
}
