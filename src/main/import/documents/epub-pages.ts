import { defaultTreeAdapter } from 'parse5'
import {
  attribute,
  type Element,
  elementsOf,
  lineOf,
  type ParentNode,
  saysAtLeast
} from '../html/html-tree.ts'
import { makeElement } from './epub-titles.ts'
import { parseXhtml, resolveName } from './epub-xhtml.ts'

/**
 * Where pages of the printed book begin, as the list of pages says (`page-list` of EPUB 3, `pageList` of EPUB 2), by
 * the name of a file and an id in it, which may be empty.
 */
export function statedPages(
  files: ReadonlyMap<string, Uint8Array>,
  nav: string | undefined,
  ncx: string | undefined
): Map<string, Map<string, string>> {
  const pages = new Map<string, Map<string, string>>()
  for (const [name, read] of [
    [ncx, pageTargets],
    [nav, pageLinks]
  ] as const) {
    const bytes = name === undefined ? undefined : files.get(name)
    if (name === undefined || !bytes) continue
    for (const { reference, label } of read(parseXhtml(bytes, name).root)) {
      const file = resolveName(reference, name)
      const places = pages.get(file) ?? new Map<string, string>()
      pages.set(file, places)
      if (label) places.set(idIn(reference), label)
    }
  }
  return pages
}

interface StatedPage {
  reference: string
  label: string
}

function* pageLinks(root: ParentNode): Generator<StatedPage> {
  for (const nav of elementsOf(root)) {
    if (nav.tagName !== 'nav' || !/(?:^|\s)page-list(?:\s|$)/.test(attribute(nav, 'epub:type') ?? ''))
      continue
    for (const link of elementsOf(nav))
      if (link.tagName === 'a') yield { reference: attribute(link, 'href') ?? '', label: lineOf(link) }
  }
}

function* pageTargets(root: ParentNode): Generator<StatedPage> {
  for (const target of elementsOf(root)) {
    if (target.tagName !== 'pagetarget') continue
    const inside = [...elementsOf(target)]
    const label = inside.find(({ tagName }) => tagName === 'navlabel')
    const content = inside.find(({ tagName }) => tagName === 'content')
    yield { reference: (content && attribute(content, 'src')) ?? '', label: label ? lineOf(label) : '' }
  }
}

function idIn(reference: string): string {
  const hash = reference.indexOf('#')
  if (hash < 0) return ''
  try {
    return decodeURIComponent(reference.slice(hash + 1))
  } catch {
    return reference.slice(hash + 1)
  }
}

/** Marks places of a chapter as beginnings of pages, unless they say so themselves. The tree is changed. */
export function markPages(body: Element, pages: ReadonlyMap<string, string>): void {
  if (!pages.size) return
  const isMark = (one: Element) =>
    /(?:^|\s)pagebreak(?:\s|$)/.test(attribute(one, 'epub:type') ?? '') ||
    attribute(one, 'role') === 'doc-pagebreak'
  const all = [...elementsOf(body)]
  // A book that marks pages in its text says there which they are, or leaves their names to the list.
  const marks = all.filter(isMark)
  for (const mark of marks) {
    const label = labelAt(attribute(mark, 'id'), pages)
    const isNamed = attribute(mark, 'title') || attribute(mark, 'aria-label') || saysAtLeast(mark, 1)
    if (label && !isNamed) mark.attrs = [...mark.attrs.filter(({ name }) => name !== 'title'), titled(label)]
  }
  if (marks.length) return
  const whole = pages.get('')
  if (whole) setBefore(body.childNodes[0], body, whole)
  for (const one of all) {
    const label = labelAt(attribute(one, 'id'), pages) ?? labelAt(nameOf(one), pages)
    if (!label) continue
    if (/^(?:a|span)$/.test(one.tagName) && !saysAtLeast(one, 1) && one.childNodes.length === 0)
      one.attrs.push({ name: 'role', value: 'doc-pagebreak' }, titled(label))
    else if (/^(?:p|h[1-6]|div|section|li|dd|dt|td|th|blockquote|span|a|em|i|b|strong)$/.test(one.tagName))
      setBefore(one.childNodes[0], one, label)
    else if (one.parentNode) setBefore(one, one.parentNode, label)
  }
}

/** What is listed without a name is where the file begins. */
const labelAt = (id: string | undefined, pages: ReadonlyMap<string, string>) =>
  id ? pages.get(id) : undefined

const titled = (label: string) => ({ name: 'title', value: label })

const nameOf = (one: Element) => (one.tagName === 'a' ? (attribute(one, 'name') ?? '') : '')

function setBefore(
  node: ParentNode['childNodes'][number] | undefined,
  parent: ParentNode,
  label: string
): void {
  const mark = makeElement('span', [
    ['role', 'doc-pagebreak'],
    ['title', label]
  ])
  if (node) defaultTreeAdapter.insertBefore(parent, mark, node)
  else defaultTreeAdapter.appendChild(parent, mark)
}
