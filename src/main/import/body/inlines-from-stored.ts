import { type ImageRef, type Inline, type InlineMark, inlineMarks } from '../../../shared/blocks.ts'
import type { StoredTags, Tag } from './stored-tags.ts'

const marks = new Set<string>(inlineMarks)

/** Inline content up to the closing tag of `end`, which is passed too. */
export function readInlines(tags: StoredTags, end: string): Inline[] {
  const list: Inline[] = []
  for (;;) {
    const text = tags.text()
    if (text) list.push({ type: 'text', text })
    const tag = tags.next()
    if (tag.closing) return tag.name === end ? list : tags.refuse()
    list.push(tags.deeper(() => readInline(tags, tag)))
  }
}

/** The same of a leaf that is written even when it says nothing. */
export function readKeptInlines(tags: StoredTags, end: string): Inline[] {
  const children = readInlines(tags, end)
  return children.length > 0 ? children : [{ type: 'text', text: '' }]
}

/** Text without any markup in it, up to the closing tag of `end`. */
export function readPlainText(tags: StoredTags, end: string): string {
  const text = tags.text()
  tags.close(end)
  return text
}

export function isPicture({ name, attributes }: Tag): boolean {
  return name === 'img' || (name === 'span' && attributes.get('class') === 'missing-image')
}

/** The picture that a tag stands for, here or missing. */
export function readPicture(tags: StoredTags, { name, attributes }: Tag): ImageRef {
  const size = (prefix: string) => {
    const width = attributes.get(`${prefix}width`)
    const height = attributes.get(`${prefix}height`)
    return { ...(width ? { width: Number(width) } : {}), ...(height ? { height: Number(height) } : {}) }
  }
  const address = attributes.get('data-url')
  const url = address ? { url: address } : {}
  if (name === 'img') {
    const asset = /^asset:\/\/image\/([0-9a-f]{64})$/.exec(attributes.get('src') ?? '')?.[1] ?? tags.refuse()
    return { asset, ...url, alt: attributes.get('alt') ?? '', ...size('') }
  }
  tags.close('span')
  return { alt: attributes.get('aria-label') ?? '', ...url, ...size('data-') }
}

function readInline(tags: StoredTags, tag: Tag): Inline {
  const { name } = tag
  if (name === 'br') return { type: 'break' }
  if (isPicture(tag)) return { type: 'image', image: readPicture(tags, tag) }
  if (name === 'a') return readPlace(tags, tag) ?? readLink(tags, tag)
  if (name === 'ruby') return readRuby(tags)
  if (!marks.has(name)) tags.refuse()
  return { type: 'mark', mark: name as InlineMark, children: readInlines(tags, name) }
}

/** A name that is led to, or the beginning of a page; undefined when the tag is a link. */
function readPlace(tags: StoredTags, { attributes }: Tag): Inline | undefined {
  const id = attributes.get('id')
  const kind = attributes.get('class')
  if (kind === 'anchor' && id?.startsWith('a-')) {
    tags.close('a')
    return { type: 'anchor', name: id.slice(2) }
  }
  if (kind === 'page' && id?.startsWith('p-')) {
    tags.close('a')
    return { type: 'page', number: Number(id.slice(2)), label: attributes.get('data-label') ?? '' }
  }
  return undefined
}

function readLink(tags: StoredTags, { attributes }: Tag): Inline {
  const href = attributes.get('href') ?? tags.refuse()
  const children = readInlines(tags, 'a')
  if (attributes.get('class') === 'jump' && href.startsWith('#a-')) {
    return { type: 'jump', to: href.slice(3), children }
  }
  const title = attributes.get('title')
  return { type: 'link', href, children, ...(title ? { title } : {}) }
}

function readRuby(tags: StoredTags): Inline {
  const base = tags.text()
  tags.open('rt')
  const reading = readPlainText(tags, 'rt')
  tags.close('ruby')
  return { type: 'ruby', base, reading }
}
