import { defaultTreeAdapter, html as names } from 'parse5'
import { attribute, type Element, elementsOf, isElement, lineOf, type ParentNode } from '../html/html-tree.ts'

/** What is a conversation, and who speaks in it, in schema.org's words. */
const conversation = /^https?:\/\/schema\.org\/(?:Question|DiscussionForumPosting)$/i
const contribution = /^https?:\/\/schema\.org\/(?:Question|Answer|DiscussionForumPosting|Comment)$/i
/** What is said below a question or an answer is a remark on it; below a posting it is the next one. */
const remark = /^https?:\/\/schema\.org\/Comment$/i

/** A name is no longer. */
const NAME = 80

/**
 * A page that says of itself that people speak in it one after the other: a question and its answers, a posting and
 * what others answered. All of it is the article; whoever looks for one text would take the longest for it and lose
 * the question. Undefined for all other pages, and where only one has spoken. The tree is changed.
 */
export function conversationIn(root: ParentNode): ParentNode | undefined {
  const whole = [...elementsOf(root)].find((one) => conversation.test(typeOf(one)))
  if (!whole) return undefined
  const isForum = /DiscussionForumPosting$/i.test(typeOf(whole))
  const said = [...elementsOf(whole)].filter((one) => {
    if (!hasProperty(one, 'text') || one.tagName === 'meta') return false
    const type = typeOf(scopeOf(one))
    return contribution.test(type) && (isForum || !remark.test(type))
  })
  if (said.length < 2) return undefined
  const all = element('section')
  for (const [index, words] of said.entries()) {
    const name = nameOf(scopeOf(words))
    if (index > 0) defaultTreeAdapter.appendChild(all, element('hr'))
    if (index > 0 && name) defaultTreeAdapter.appendChild(all, nameLine(name))
    defaultTreeAdapter.detachNode(words)
    defaultTreeAdapter.appendChild(all, words)
  }
  return all
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
