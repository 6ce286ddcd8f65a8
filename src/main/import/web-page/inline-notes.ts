import { defaultTreeAdapter, html as names } from 'parse5'
import {
  attribute,
  classOf,
  type Element,
  elementsOf,
  hasClass,
  isElement,
  isText,
  moveChildren,
  type ParentNode,
  remove,
  shortLineOf,
  textOf
} from '../html/html-tree.ts'

/** A sign of a note says no more. */
const SIGN = 6
/** More are no page's that somebody reads. */
const MOST = 2000

const called = /(?:^|\s)(?:side-?note|margin-?note|ltx_role_footnote|inline-?footnote)(?:$|\s)/i

/**
 * Notes that stand within a line, shown beside it or when one points at their sign, are set below the text as other
 * notes are, with ways there and back. The tree is changed.
 */
export function inlineNotesBelow(root: ParentNode): void {
  const notes = [...elementsOf(root)].filter(
    (one) => /^(?:span|small|aside)$/.test(one.tagName) && called.test(classOf(one)) && holderOf(one)
  )
  const lists = new Map<Element, Element>()
  for (const [index, note] of notes.slice(0, MOST).entries()) {
    const holder = holderOf(note)
    if (!holder || !note.parentNode) continue
    const list = lists.get(holder) ?? element('ol', [['class', 'footnotes']])
    lists.set(holder, list)
    below(note, list, `${index + 1}`)
  }
  for (const [holder, list] of lists) if (list.childNodes.length) defaultTreeAdapter.appendChild(holder, list)
}

/** The article or part in one of whose lines a note stands. */
function holderOf(note: Element): Element | undefined {
  let isInLine = false
  for (let at: ParentNode | null = note.parentNode; at && isElement(at); at = at.parentNode) {
    if (/^(?:p|li|td|dd|figcaption|blockquote)$/.test(at.tagName)) isInLine = true
    else if (/^(?:article|main|body)$/.test(at.tagName)) return isInLine ? at : undefined
  }
  return undefined
}

function below(note: Element, list: Element, number: string): void {
  const sign = signOf(note)
  const item = element('li', [['id', `inline-note-${number}`]])
  const link = element('a', [
    ['id', `inline-note-${number}-sign`],
    ['href', `#inline-note-${number}`]
  ])
  const raised = element('sup')
  defaultTreeAdapter.insertText(raised, sign || number)
  defaultTreeAdapter.appendChild(link, raised)
  defaultTreeAdapter.insertBefore(note.parentNode as ParentNode, link, note)
  withoutSwitch(note)
  remove(note)
  moveChildren(note, item)
  const back = element('a', [['href', `#inline-note-${number}-sign`]])
  defaultTreeAdapter.insertText(back, '↩')
  defaultTreeAdapter.insertText(item, ' ')
  defaultTreeAdapter.appendChild(item, back)
  if (textOf(item).length > 2) defaultTreeAdapter.appendChild(list, item)
}

/** What the note is called by, taken out of it wherever it is said. */
function signOf(note: Element): string {
  let sign = ''
  for (const one of [...elementsOf(note)]) {
    if (!one.parentNode || !(one.tagName === 'sup' || hasClass(one, 'ltx_tag_note'))) continue
    const text = shortLineOf(one, SIGN)
    if (text === '' || (sign && text !== sign)) continue
    sign ||= text
    remove(one)
  }
  return sign
}

/** The label and the box before a note that open it where there is no room beside the text. */
function withoutSwitch(note: Element): void {
  const siblings = note.parentNode?.childNodes ?? []
  for (let at = siblings.indexOf(note) - 1; at >= 0; at -= 1) {
    const before = siblings[at]
    if (!before || (isText(before) && before.value.trim())) return
    if (!isElement(before) || attribute(before, 'href') !== undefined) continue
    if (!/^(?:label|input)$/.test(before.tagName)) return
    remove(before)
  }
}

const element = (tag: string, attrs: readonly (readonly [string, string])[] = []): Element =>
  defaultTreeAdapter.createElement(
    tag,
    names.NS.HTML,
    attrs.map(([name, value]) => ({ name, value }))
  )
