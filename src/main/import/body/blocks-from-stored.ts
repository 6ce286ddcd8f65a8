import {
  type Block,
  type ImageRef,
  type Inline,
  listNumberings,
  type TableCell
} from '../../../shared/blocks.ts'
import { isPicture, readInlines, readKeptInlines, readPicture, readPlainText } from './inlines-from-stored.ts'
import { StoredTags, type Tag } from './stored-tags.ts'

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
  const tags = new StoredTags(html)
  const blocks: Block[] = []
  while (!tags.atEnd) {
    if (blocks.length > 0) tags.lineEnd()
    blocks.push(readBlock(tags))
  }
  return blocks
}

function readBlock(tags: StoredTags): Block {
  return tags.deeper(() => readElement(tags, tags.next()))
}

/** The block whose opening tag was read. */
function readElement(tags: StoredTags, tag: Tag): Block {
  const kind = tag.attributes.get('class')
  switch (tag.name) {
    case 'p':
      return kind === 'verse' ? { type: 'verse', children: readInlines(tags, 'p') } : readParagraph(tags, tag)
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6': {
      const level = Number(tag.name[1]) as 2 | 3 | 4 | 5 | 6
      return { type: 'heading', level, children: readInlines(tags, tag.name), ...directionOf(tag) }
    }
    case 'ul':
    case 'ol':
      return readList(tags, tag)
    case 'dl':
      return readDefinitions(tags)
    case 'blockquote':
      return readQuote(tags)
    case 'pre':
      return readCode(tags)
    case 'figure':
      return readFigure(tags)
    case 'table':
      return readTable(tags)
    case 'div':
    case 'code':
      if (kind !== 'math') tags.refuse()
      return { type: 'math', tex: readPlainText(tags, tag.name), display: tag.name === 'div' }
    case 'hr':
      return { type: 'rule' }
    default:
      return tags.refuse()
  }
}

/** Blocks up to the closing tag of what they stand in, or to what may follow them there; neither is passed. */
function readBlocks(tags: StoredTags): Block[] {
  const list: Block[] = []
  for (let tag = tags.peek(); tag && !tag.closing && tag.name !== 'footer' && tag.name !== 'figcaption'; ) {
    list.push(readBlock(tags))
    tag = tags.peek()
  }
  return list
}

/** The content of an `li`, `dd`, `td` or `th` whose opening tag was read: a single paragraph is the element itself. */
function readContainer(tags: StoredTags, tag: Tag): Block[] {
  if (!tag.attributes.has('data-at')) {
    return tags.deeper(() => {
      const blocks = readBlocks(tags)
      tags.close(tag.name)
      return blocks
    })
  }
  const only = readParagraph(tags, tag)
  return only.children.length > 0 || only.dir !== undefined || only.lang !== undefined ? [only] : []
}

function readParagraph(tags: StoredTags, tag: Tag): Extract<Block, { type: 'paragraph' }> {
  const lang = tag.attributes.get('lang')
  return {
    type: 'paragraph',
    children: readInlines(tags, tag.name),
    ...directionOf(tag),
    ...(lang ? { lang } : {})
  }
}

function readList(tags: StoredTags, tag: Tag): Block {
  const items: Block[][] = []
  tags.each(tag.name, (item) => items.push(item.name === 'li' ? readContainer(tags, item) : tags.refuse()))
  const start = tag.attributes.get('start')
  const numbering = listNumberings.find((one) => one === tag.attributes.get('type'))
  return {
    type: 'list',
    ordered: tag.name === 'ol',
    items,
    ...(start ? { start: Number(start) } : {}),
    ...(numbering ? { numbering } : {})
  }
}

function readDefinitions(tags: StoredTags): Block {
  const items: { terms: Inline[][]; definitions: Block[][] }[] = []
  tags.each('dl', (tag) => {
    let last = items.at(-1)
    if (!last || (tag.name === 'dt' && last.definitions.length > 0)) {
      last = { terms: [], definitions: [] }
      items.push(last)
    }
    if (tag.name === 'dt') last.terms.push(readInlines(tags, 'dt'))
    else if (tag.name === 'dd') last.definitions.push(readContainer(tags, tag))
    else tags.refuse()
  })
  return { type: 'definitions', items }
}

function readQuote(tags: StoredTags): Block {
  const blocks = readBlocks(tags)
  const after = tags.next()
  if (after.closing && after.name === 'blockquote') return { type: 'quote', blocks }
  if (after.name !== 'footer') tags.refuse()
  const cite = readKeptInlines(tags, 'footer')
  tags.close('blockquote')
  return { type: 'quote', blocks, cite }
}

function readCode(tags: StoredTags): Block {
  const code = tags.open('code')
  const text = readPlainText(tags, 'code')
  tags.close('pre')
  const language = code.attributes.get('data-language')
  return { type: 'code', text, ...(language ? { language } : {}) }
}

function readFigure(tags: StoredTags): Block {
  let image: ImageRef | undefined
  const first = tags.peek()
  if (first && !first.closing && isPicture(first)) image = readPicture(tags, tags.next())
  const blocks = readBlocks(tags)
  const after = tags.next()
  const isCaption = after.name === 'figcaption' && !after.closing
  const { caption, credit } = isCaption ? readCaption(tags) : { caption: [], credit: [] }
  if (isCaption) tags.close('figure')
  else if (after.name !== 'figure' || !after.closing) tags.refuse()
  return {
    type: 'figure',
    caption,
    credit,
    ...(image ? { image } : {}),
    ...(blocks.length > 0 ? { blocks } : {})
  }
}

/** What stands under a figure; its opening tag was read. */
function readCaption(tags: StoredTags): { caption: Inline[]; credit: Inline[] } {
  let caption: Inline[] = []
  let credit: Inline[] = []
  tags.each('figcaption', (span) => {
    const kind = span.attributes.get('class')
    if (span.name !== 'span') tags.refuse()
    if (kind === 'caption' && caption.length + credit.length === 0) caption = readKeptInlines(tags, 'span')
    else if (kind === 'credit' && credit.length === 0) credit = readKeptInlines(tags, 'span')
    else tags.refuse()
  })
  return { caption, credit }
}

function readTable(tags: StoredTags): Block {
  let caption: Inline[] = []
  const rows: TableCell[][] = []
  tags.each('table', (tag) => {
    if (tag.name === 'caption' && rows.length === 0) {
      caption = readKeptInlines(tags, 'caption')
      return
    }
    if (tag.name !== 'tr') tags.refuse()
    const row: TableCell[] = []
    tags.each('tr', (cell) => row.push(readCell(tags, cell)))
    rows.push(row)
  })
  return { type: 'table', caption, rows }
}

function readCell(tags: StoredTags, cell: Tag): TableCell {
  if (cell.name !== 'td' && cell.name !== 'th') tags.refuse()
  const align = cell.attributes.get('data-align')
  return {
    header: cell.name === 'th',
    colspan: Number(cell.attributes.get('colspan') ?? 1),
    rowspan: Number(cell.attributes.get('rowspan') ?? 1),
    ...(align === 'left' || align === 'center' || align === 'right' ? { align } : {}),
    blocks: readContainer(tags, cell)
  }
}

function directionOf({ attributes }: Tag): { dir?: 'ltr' | 'rtl' } {
  const dir = attributes.get('dir')
  return dir === 'ltr' || dir === 'rtl' ? { dir } : {}
}
