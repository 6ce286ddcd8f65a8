import { sameWords } from '../article/same-words.ts'
import {
  attribute,
  bodyOf,
  classOf,
  type Element,
  elementsOf,
  isElement,
  isText,
  lineOf,
  type ParentNode,
  shortLineOf
} from '../html/html-tree.ts'
import { isWriter, LABEL, type Mark, MarkedPage, timeWords } from './marked-page.ts'

/** What one person said on a page where several speak. */
export interface Posting {
  name: string
  words: Element[]
}

/** So much text before the first posting that is none itself is an article, and the postings are remarks on it. */
const ARTICLE = 300
/** So much of it is more than a site says above what readers remark. */
const SOMETHING = 100
/** A shorter piece of text is a label. */
const PIECE = 40
/** Kinds of pieces around one another hold this much the same text. */
const SAME_TEXT = 0.85
/** So many of the postings say who wrote them, and so many when; a deleted account has no name. */
const NAMED = 0.8
const DATED = 0.6

const opening =
  /(?:^|[\s_-]|__)(?:question|topic|thread|discussion|op|opening|original-?post|submission|topstory|top-?text)(?:$|[\s_-]|__)/i
const calledRemarks =
  /(?:^|[\s_-]|__)(?:comments?|comment-?(?:list|section|area|tree|thread)|disqus|respond|reviews?)(?:$|[\s_-]|__)/i
const outside = /^(?:nav|footer|aside|form|select|button|head|script|style|template|noscript)$/

/**
 * What several people say on a page that is mainly that, told by its build alone: pieces of one kind, each with who
 * said it and when beside it, and no article that they are remarks on. Undefined for all other pages.
 */
export function repeatedPostings(root: ParentNode, title: string): Posting[] | undefined {
  const page = new MarkedPage(bodyOf(root) ?? root)
  if (page.writers.length < 2 || page.times.length < 2) return undefined
  let found: { postings: Posting[]; says: number; pieces: number } | undefined
  for (const { marks, says } of page.kinds()) {
    if (found && (says < found.says * SAME_TEXT || marks.length !== found.pieces)) continue
    const postings = postingsOf(page, marks, title)
    if (postings) found = { postings, says, pieces: marks.length }
  }
  return found?.postings
}

function postingsOf(page: MarkedPage, said: readonly Mark[], title: string): Posting[] | undefined {
  const side = sideOf(page, said)
  const between = said.map((one, at) =>
    side === 'before'
      ? { from: said[at - 1]?.end ?? 0, to: one.at }
      : { from: one.end, to: said[at + 1]?.at ?? page.all.length }
  )
  const writers = between.map((range) => writerIn(inRange(page.writers, range), side))
  const names = writers.map(({ name }) => name)
  const dated = between.filter((range) => inRange(page.times, range).length > 0)
  const named = names.filter(Boolean)
  if (new Set(named).size < 2 || named.length < said.length * NAMED || dated.length < said.length * DATED)
    return undefined
  // Pieces that begin with the name beside them are about their writers.
  const about = said.filter(({ element }, at) => names[at] && startOf(element).includes(names[at]))
  if (about.length * 2 > said.length) return undefined
  const headings = headingsOf(page, said, title)
  // Under headings that lead away stand the beginnings of other articles.
  if (headings.filter((own) => own.some(leadsAway)).length * 2 > said.length) return undefined
  const opened = openingOf(page, said, writers, side, title)
  if (!opened) return undefined
  const postings = said.map((one, at) => ({
    name: names[at] ?? '',
    words: [...(headings[at] ?? []), one.element]
  }))
  return opened.words.length ? [opened, ...postings] : postings
}

/** What each posting is headed by, where that is neither the title of the whole nor the same in several of them. */
function headingsOf(page: MarkedPage, said: readonly Mark[], title: string): Element[][] {
  const counts = new Map<string, number>()
  const all = said.map((one, at) => {
    const block = page.blockAround(one, said[at - 1]?.end ?? 0, said[at + 1]?.at ?? page.all.length)
    return inRange(page.all, { from: block.at, to: one.at })
      .map(({ element }) => ({ element, text: shortLineOf(element, 300) }))
      .filter(({ element, text }) => isHeading(element, text, title))
  })
  for (const { text } of all.flat()) counts.set(text, (counts.get(text) ?? 0) + 1)
  return all.map((own) => own.filter(({ text }) => counts.get(text) === 1).map(({ element }) => element))
}

function isHeading(element: Element, text: string, title: string): boolean {
  if (!/^h[1-6]$/.test(element.tagName) || text === '' || timeWords.test(text)) return false
  if (sameWords(text.replace(/^(?:re|aw|antw|sv)\s*:\s*/iu, ''), title)) return false
  return !isWriter(element) && ![...elementsOf(element)].some(isWriter)
}

/** One link to another page. */
function leadsAway(heading: Element): boolean {
  const link = [...elementsOf(heading)].find(({ tagName }) => tagName === 'a')
  return link !== undefined && !/^$|#/.test(attribute(link, 'href') ?? '') && lineOf(link) === lineOf(heading)
}

interface Range {
  from: number
  to: number
}

/** Marks are in the order of the page. */
function inRange(marks: readonly Mark[], { from, to }: Range): readonly Mark[] {
  return marks.slice(firstFrom(marks, from), firstFrom(marks, to))
}

function firstFrom(marks: readonly Mark[], place: number): number {
  let low = 0
  let high = marks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (marks[middle]!.at < place) low = middle + 1
    else high = middle
  }
  return low
}

/** The first words of a piece. */
function startOf(element: Element): string {
  let text = ''
  for (const inner of [element, ...elementsOf(element)]) {
    for (const node of inner.childNodes) if (isText(node)) text += ` ${node.value.trim()}`
    if (text.trim().length >= LABEL) break
  }
  return text.slice(0, LABEL)
}

/** Whether who said it stands before the words or after them, by the pieces that hold the words of one posting only. */
function sideOf(page: MarkedPage, said: readonly Mark[]): 'before' | 'after' {
  let before = 0
  for (const [at, one] of said.entries()) {
    const block = page.blockAround(one, said[at - 1]?.end ?? 0, said[at + 1]?.at ?? page.all.length)
    if (inRange(page.writers, { from: block.at, to: one.at }).length) before += 1
    else if (inRange(page.writers, { from: one.end, to: block.end }).length) before -= 1
  }
  if (before !== 0) return before > 0 ? 'before' : 'after'
  return (page.writers[0]?.at ?? Number.POSITIVE_INFINITY) < said[0]!.at ? 'before' : 'after'
}

interface Writer {
  name: string
  /** The folder of pages about people in which theirs is, or empty. */
  home: string
}

/** Before the words, the last who is named; after them the first, but for who only changed them. */
function writerIn(writers: readonly Mark[], side: 'before' | 'after'): Writer {
  const all = writers
    .filter(({ element }) => !isEditor(element))
    .map(({ element }) => ({ name: nameOf(element), home: homeOf(element) }))
    .filter(({ name }) => name !== '')
  const writer = side === 'before' ? all.at(-1) : all[0]
  return writer ?? { name: '', home: '' }
}

/** `/user/` of `/user/gull`, `/user?id` of `user?id=gull`; the front page is nobody's. */
function homeOf(element: Element): string {
  const link = [element, ...elementsOf(element), element.parentNode].find(
    (one): one is Element => one !== null && isElement(one) && one.tagName === 'a'
  )
  const there = URL.parse((link && attribute(link, 'href')) ?? '', 'https://relative.invalid/')
  if (!link || !there) return ''
  const keys = [...there.searchParams.keys()].sort().join('&')
  if (keys) return `${there.host}${there.pathname}?${keys}`
  const folder = there.pathname.replace(/[^/]*\/?$/, '')
  return folder === '/' ? '' : there.host + folder
}

/** The home of most writers; empty when they have none in common. */
function commonHome(writers: readonly Writer[]): string {
  const counts = new Map<string, number>()
  for (const { home } of writers) if (home) counts.set(home, (counts.get(home) ?? 0) + 1)
  for (const [home, count] of counts) if (count * 2 > writers.length) return home
  return ''
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
    // A short line has few elements.
    const line = shortLineOf(at, 200)
    if (line === '') return false
    const names = [...elementsOf(at)].filter((one) => isWriter(one)).map((one) => nameOf(one))
    if (new Set(names).size > 1) return false
    if (changed.test(line)) return true
    at = at.parentNode
  }
  return false
}

const changed = /^(?:last )?(?:edited|modified|improved|bearbeitet|modifié|editado|изменено)\b/iu

/**
 * Text before the first posting that is no posting of the same make: none, a short one or the one that all others
 * answer, by what it is called or by who wrote it, who is one of them. Undefined when there is an article.
 */
function openingOf(
  page: MarkedPage,
  said: readonly Mark[],
  writers: readonly Writer[],
  side: 'before' | 'after',
  title: string
): Posting | undefined {
  const first = said[0]!
  const blocks = said.map((one, at) =>
    page.blockAround(one, said[at - 1]?.end ?? 0, said[at + 1]?.at ?? page.all.length)
  )
  const pieces = outsideOf(page, blocks, title)
  const before = pieces.filter(({ end }) => end <= first.at)
  const length = lengthOf(before)
  if (lengthOf(pieces) - length > ARTICLE) return undefined
  if (isRemarkedOn(page, said, writers)) return undefined
  if (!before.length) return { name: '', words: [] }
  const opener = openedBy(page, before, blocks[0]!, side)
  const opened = { name: opener.name, words: before.map(({ element }) => element) }
  const isOpening = ({ element }: Mark) => isCalled(page, element, opening, ({ end }) => end <= first.at)
  const answers = said.reduce((sum, { element }) => sum + (page.length.get(element) ?? 0), 0)
  const isOneOfThem = opener.home !== '' && opener.home === commonHome(writers)
  if (before.every(isOpening) || (isOneOfThem && length <= answers)) return opened
  const areRemarks = isCalled(page, first.element, calledRemarks, () => true)
  return length <= (areRemarks ? SOMETHING : ARTICLE) ? opened : undefined
}

const lengthOf = (marks: readonly Mark[]) => marks.reduce((sum, { element }) => sum + ownLength(element), 0)

function openedBy(page: MarkedPage, before: readonly Mark[], next: Mark, side: 'before' | 'after'): Writer {
  const above = writerIn(inRange(page.writers, { from: 0, to: before[0]!.at }), 'before')
  const below = writerIn(inRange(page.writers, { from: before.at(-1)!.end, to: next.at }), 'after')
  if (side === 'before') return above.name ? above : below
  return below.name ? below : above
}

/** Pieces of text that stand in none of the blocks. */
function outsideOf(page: MarkedPage, blocks: readonly Mark[], title: string): Mark[] {
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

/**
 * The first stands alone, what is around all others is called remarks, and its writer is none of theirs: an article
 * and what readers say of it.
 */
function isRemarkedOn(
  page: MarkedPage,
  [first, second]: readonly Mark[],
  writers: readonly Writer[]
): boolean {
  if (!first || !second) return false
  const home = commonHome(writers.slice(1))
  if (home !== '' && writers[0]?.home === home) return false
  return (
    isCalled(page, second.element, calledRemarks, ({ at }) => at > first.at) &&
    !isCalled(page, first.element, calledRemarks, ({ end }) => end <= second.at)
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
function isCalled(
  page: MarkedPage,
  element: Element,
  names: RegExp,
  hasSay: (mark: Mark) => boolean
): boolean {
  for (let at: ParentNode | null = element; at && isElement(at); at = at.parentNode) {
    const mark = page.of.get(at)
    if (!mark || !hasSay(mark)) return false
    if (names.test(`${classOf(at)} ${attribute(at, 'id') ?? ''}`)) return true
  }
  return false
}
