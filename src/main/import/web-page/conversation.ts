import { defaultTreeAdapter, html as names } from 'parse5'
import { attribute, type Element, elementsOf, isElement, lineOf, type ParentNode } from '../html/html-tree.ts'
import { type Posting, repeatedPostings } from './repeated-postings.ts'

/** What is a conversation, and who speaks in it, in schema.org's words. */
const conversation = /^https?:\/\/schema\.org\/(?:Question|DiscussionForumPosting)$/i
const contribution = /^https?:\/\/schema\.org\/(?:Question|Answer|DiscussionForumPosting|Comment)$/i
/** What is said below a question or an answer is a remark on it; below a posting it is the next one. */
const remark = /^https?:\/\/schema\.org\/Comment$/i

/** A name is no longer. */
const NAME = 80

export interface Conversation {
  /** All that was said, in its order. */
  root: ParentNode
  /** Who spoke first, or empty. */
  begunBy: string
}

/**
 * A page in which people speak one after the other: a question and its answers, a posting and what others answered, as
 * the page says of itself or as it is built. All of it is the article; whoever looks for one text would take the
 * longest for it and lose the question. Undefined for all other pages, and where only one has spoken. The tree is
 * changed.
 */
export function conversationIn(
  root: ParentNode,
  page: { heading: string; isArticle: boolean }
): Conversation | undefined {
  const postings = statedPostings(root) ?? (page.isArticle ? undefined : repeatedPostings(root, page.heading))
  if (!postings) return undefined
  const all = element('section')
  for (const [index, { name, words }] of postings.entries()) {
    if (index > 0) defaultTreeAdapter.appendChild(all, element('hr'))
    if (index > 0 && name) defaultTreeAdapter.appendChild(all, nameLine(name))
    for (const one of words) {
      defaultTreeAdapter.detachNode(one)
      defaultTreeAdapter.appendChild(all, one)
    }
  }
  return { root: all, begunBy: postings[0]?.name ?? '' }
}

function statedPostings(root: ParentNode): Posting[] | undefined {
  const whole = [...elementsOf(root)].find((one) => conversation.test(typeOf(one)))
  if (!whole) return undefined
  const isForum = /DiscussionForumPosting$/i.test(typeOf(whole))
  const said = [...elementsOf(whole)].filter((one) => {
    if (!hasProperty(one, 'text') || one.tagName === 'meta') return false
    const type = typeOf(scopeOf(one))
    return contribution.test(type) && (isForum || !remark.test(type))
  })
  if (said.length < 2) return undefined
  return said.map((words) => ({ name: nameOf(scopeOf(words)), words: [words] }))
}

const typeOf = (one: Element | undefined) => (one && attribute(one, 'itemtype')?.trim()) || ''

const hasProperty = (one: Element, name: string) =>
  (attribute(one, 'itemprop') ?? '').split(/\s+/).includes(name)

/** What an element is a property of. */
function scopeOf(one: Element): Element | undefined {
  for (let up = one.parentNode; up && isElement(up); up = up.parentNode)
    if (attribute(up, 'itemscope') !== undefined) return up
  return undefined
}

/** Who says it. */
function nameOf(scope: Element | undefined): string {
  if (!scope) return ''
  const author = [...elementsOf(scope)].find((one) => hasProperty(one, 'author') && scopeOf(one) === scope)
  if (!author) return ''
  const named = [...elementsOf(author)].find((one) => hasProperty(one, 'name'))
  const name = (named && (attribute(named, 'content') || lineOf(named))) || lineOf(author)
  return name.length <= NAME ? name : ''
}

function nameLine(name: string): Element {
  const line = element('p')
  const strong = element('strong')
  defaultTreeAdapter.insertText(strong, name)
  defaultTreeAdapter.appendChild(line, strong)
  return line
}

const element = (tag: string) => defaultTreeAdapter.createElement(tag, names.NS.HTML, [])
