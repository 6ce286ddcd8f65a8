import type { Block, ImageRef, Inline, InlineMark, TableCell } from '../../shared/blocks.ts'
import { inlineMarks } from '../../shared/blocks.ts'
import { textFromStored } from '../import/body/stored-text.ts'

/** Deeper nesting than any importer makes; beyond it a file was made by hand to break something. */
const MAX_DEPTH = 300
const marks = new Set<string>(inlineMarks)

interface Tag {
  name: string
  closing: boolean
  attributes: ReadonlyMap<string, string>
}

/**
 * Reads stored HTML back into the blocks it was built from: the inverse of `build-body.ts`, and of nothing
 * else. It is no HTML parser. Importing HTML tidies white space and repairs mistakes, so an article sent
 * through it again could come back changed; here every character is kept, and whatever Lectern does not
 * write is refused. Attributes it does not know are dropped, since the HTML is built anew from the blocks.
 * The caller checks the blocks with `BlockSchema`, as it would a stranger's.
 *
 * @throws SyntaxError when it is not stored HTML
 */
export function blocksFromStored(html: string): Block[] {
  let at = 0
  let depth = 0

  const refuse = (): never => {
    throw new SyntaxError(`Not stored HTML at ${at}`)
  }
  const attributePattern = / ([a-z-]+)="([^"<>]*)"/y
  const tagPattern = /<(\/?)([a-z][a-z0-9]*)/y
  const textPattern = /[^<>"]*/y

  function peek(): Tag | undefined {
    const start = at
    const tag = html[at] === '<' ? next() : undefined
    at = start
    return tag
  }
  function next(): Tag {
    tagPattern.lastIndex = at
    const opened = tagPattern.exec(html)
    if (!opened) return refuse()
    at = tagPattern.lastIndex
    const attributes = new Map<string, string>()
    for (;;) {
      attributePattern.lastIndex = at
      const found = attributePattern.exec(html)
      if (!found) break
      attributes.set(found[1] ?? '', decode(found[2] ?? ''))
      at = attributePattern.lastIndex
    }
    if (html[at] !== '>') refuse()
    at++
    return { name: opened[2] ?? '', closing: opened[1] === '/', attributes }
  }
  function close(name: string): void {
    const tag = next()
    if (!tag.closing || tag.name !== name) refuse()
  }
  function decode(text: string): string {
    return textFromStored(text, refuse)
  }
  function deeper<T>(work: () => T): T {
    if (++depth > MAX_DEPTH) refuse()
    const value = work()
    depth--
    return value
  }

  /** Inline content up to the closing tag of `end`, which is taken too. */
  function inlines(end: string): Inline[] {
    const list: Inline[] = []
    for (;;) {
      textPattern.lastIndex = at
      const text = textPattern.exec(html)?.[0] ?? ''
      if (text) list.push({ type: 'text', text: decode(text) })
      at += text.length
      const tag = next()
      if (tag.closing) {
        if (tag.name !== end) refuse()
        return list
      }
      list.push(deeper(() => inline(tag)))
    }
  }
  function inline(tag: Tag): Inline {
    const { name, attributes } = tag
    if (name === 'br') return { type: 'break' }
    if (isPicture(tag)) return { type: 'image', image: picture(tag) }
    if (name === 'a') {
      const id = attributes.get('id')
      if (attributes.get('class') === 'anchor' && id?.startsWith('a-')) {
        close('a')
        return { type: 'anchor', name: id.slice(2) }
      }
      if (attributes.get('class') === 'page' && id?.startsWith('p-')) {
        close('a')
        return { type: 'page', number: Number(id.slice(2)), label: attributes.get('data-label') ?? '' }
      }
      const href = attributes.get('href') ?? refuse()
      const children = inlines('a')
      if (attributes.get('class') === 'jump' && href.startsWith('#a-')) {
        return { type: 'jump', to: href.slice(3), children }
      }
      const title = attributes.get('title')
      return { type: 'link', href, children, ...(title ? { title } : {}) }
    }
    if (name === 'ruby') {
      const [base, ...more] = inlinesOfRuby()
      if (more.length !== 1) refuse()
      return { type: 'ruby', base: base ?? '', reading: more[0] ?? '' }
    }
    if (!marks.has(name)) refuse()
    return { type: 'mark', mark: name as InlineMark, children: inlines(name) }
  }
  function inlinesOfRuby(): string[] {
    const text = () => {
      textPattern.lastIndex = at
      const found = textPattern.exec(html)?.[0] ?? ''
      at += found.length
      return decode(found)
    }
    const base = text()
    const rt = next()
    if (rt.closing || rt.name !== 'rt') refuse()
    const reading = text()
    close('rt')
    close('ruby')
    return [base, reading]
  }
  function isPicture({ name, attributes }: Tag): boolean {
    return name === 'img' || (name === 'span' && attributes.get('class') === 'missing-image')
  }
  function picture({ name, attributes }: Tag): ImageRef {
    const size = (prefix: string) => {
      const width = attributes.get(`${prefix}width`)
      const height = attributes.get(`${prefix}height`)
      return { ...(width ? { width: Number(width) } : {}), ...(height ? { height: Number(height) } : {}) }
    }
    const address = attributes.get('data-url')
    const url = address ? { url: address } : {}
    if (name === 'img') {
      const asset = /^asset:\/\/image\/([0-9a-f]{64})$/.exec(attributes.get('src') ?? '')?.[1] ?? refuse()
      return { asset, ...url, alt: attributes.get('alt') ?? '', ...size('') }
    }
    close('span')
    return { alt: attributes.get('aria-label') ?? '', ...url, ...size('data-') }
  }

  /** A leaf that is written even when it says nothing. */
  function kept(end: string): Inline[] {
    const children = inlines(end)
    return children.length > 0 ? children : [{ type: 'text', text: '' }]
  }
  function blocksUntil(end: string): Block[] {
    const list: Block[] = []
    for (let tag = peek(); tag && !tag.closing && tag.name !== 'footer' && tag.name !== 'figcaption'; ) {
      list.push(block())
      tag = peek()
    }
    if (end) close(end)
    return list
  }
  function direction(tag: Tag): { dir?: 'ltr' | 'rtl' } {
    const dir = tag.attributes.get('dir')
    return dir === 'ltr' || dir === 'rtl' ? { dir } : {}
  }
  function paragraph(tag: Tag): Block {
    const lang = tag.attributes.get('lang')
    return { type: 'paragraph', children: inlines(tag.name), ...direction(tag), ...(lang ? { lang } : {}) }
  }
  /** The content of an `li`, `dd`, `td` or `th` whose opening tag was read. */
  function contents(tag: Tag): Block[] {
    if (!tag.attributes.has('data-at')) return deeper(() => blocksUntil(tag.name))
    const only = paragraph(tag)
    const says =
      only.type === 'paragraph' &&
      (only.children.length > 0 || only.dir !== undefined || only.lang !== undefined)
    return says ? [only] : []
  }
  /** Reads elements until the closing tag of `end`. */
  function each(end: string, take: (tag: Tag) => void): void {
    for (;;) {
      const tag = next()
      if (tag.closing) {
        if (tag.name !== end) refuse()
        return
      }
      take(tag)
    }
  }

  function block(): Block {
    return deeper(() => readBlock(next()))
  }
  function readBlock(tag: Tag): Block {
    const kind = tag.attributes.get('class')
    switch (tag.name) {
      case 'p':
        return kind === 'verse' ? { type: 'verse', children: inlines('p') } : paragraph(tag)
      case 'h2':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6': {
        const level = Number(tag.name[1]) as 2 | 3 | 4 | 5 | 6
        return { type: 'heading', level, children: inlines(tag.name), ...direction(tag) }
      }
      case 'ul':
      case 'ol': {
        const items: Block[][] = []
        each(tag.name, (item) => items.push(item.name === 'li' ? contents(item) : refuse()))
        const start = tag.attributes.get('start')
        return { type: 'list', ordered: tag.name === 'ol', items, ...(start ? { start: Number(start) } : {}) }
      }
      case 'dl':
        return definitions()
      case 'blockquote': {
        const blocks = blocksUntil('')
        const footer = next()
        if (footer.closing && footer.name === 'blockquote') return { type: 'quote', blocks }
        if (footer.name !== 'footer') refuse()
        const cite = kept('footer')
        close('blockquote')
        return { type: 'quote', blocks, cite }
      }
      case 'pre': {
        const code = next()
        if (code.closing || code.name !== 'code') refuse()
        const text = plainText('code')
        close('pre')
        const language = code.attributes.get('data-language')
        return { type: 'code', text, ...(language ? { language } : {}) }
      }
      case 'figure':
        return figure()
      case 'table':
        return table()
      case 'div':
      case 'code':
        if (kind !== 'math') refuse()
        return { type: 'math', tex: plainText(tag.name), display: tag.name === 'div' }
      case 'hr':
        return { type: 'rule' }
      default:
        return refuse()
    }
  }
  function plainText(end: string): string {
    const [first, ...rest] = inlines(end)
    if (first === undefined) return ''
    return first.type === 'text' && rest.length === 0 ? first.text : refuse()
  }
  function definitions(): Block {
    const items: { terms: Inline[][]; definitions: Block[][] }[] = []
    each('dl', (tag) => {
      let last = items.at(-1)
      if (!last || (tag.name === 'dt' && last.definitions.length > 0)) {
        last = { terms: [], definitions: [] }
        items.push(last)
      }
      if (tag.name === 'dt') last.terms.push(inlines('dt'))
      else if (tag.name === 'dd') last.definitions.push(contents(tag))
      else refuse()
    })
    return { type: 'definitions', items }
  }
  function figure(): Block {
    let image: ImageRef | undefined
    const first = peek()
    if (first && !first.closing && isPicture(first)) image = picture(next())
    const blocks = blocksUntil('')
    let caption: Inline[] = []
    let credit: Inline[] = []
    const after = next()
    if (after.name === 'figcaption' && !after.closing) {
      each('figcaption', (span) => {
        const kind = span.attributes.get('class')
        if (span.name !== 'span') refuse()
        if (kind === 'caption' && caption.length + credit.length === 0) caption = kept('span')
        else if (kind === 'credit' && credit.length === 0) credit = kept('span')
        else refuse()
      })
      close('figure')
    } else if (after.name !== 'figure' || !after.closing) refuse()
    return {
      type: 'figure',
      caption,
      credit,
      ...(image ? { image } : {}),
      ...(blocks.length > 0 ? { blocks } : {})
    }
  }
  function table(): Block {
    let caption: Inline[] = []
    const rows: TableCell[][] = []
    each('table', (tag) => {
      if (tag.name === 'caption' && rows.length === 0) {
        caption = kept('caption')
        return
      }
      if (tag.name !== 'tr') refuse()
      const row: TableCell[] = []
      each('tr', (cell) => {
        if (cell.name !== 'td' && cell.name !== 'th') refuse()
        const align = cell.attributes.get('data-align')
        row.push({
          header: cell.name === 'th',
          colspan: Number(cell.attributes.get('colspan') ?? 1),
          rowspan: Number(cell.attributes.get('rowspan') ?? 1),
          ...(align === 'left' || align === 'center' || align === 'right' ? { align } : {}),
          blocks: contents(cell)
        })
      })
      rows.push(row)
    })
    return { type: 'table', caption, rows }
  }

  const blocks: Block[] = []
  while (at < html.length) {
    if (blocks.length > 0 && html[at++] !== '\n') refuse()
    blocks.push(block())
  }
  return blocks
}
