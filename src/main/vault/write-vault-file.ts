import { Document, isMap, isScalar, type Node, type Pair, parseDocument, YAMLMap } from 'yaml'
import { articleLink } from '../../shared/deep-link.ts'
import { escapeLine, escapeMarkdown, indentLines } from '../export/escape-markdown.ts'
import type { QuotedArticle } from '../export/quoted-article.ts'
import { plainNote } from './vault-article.ts'
import { blockId, END_MARK, guardMarks, HIGHLIGHTS_MARK, NOTE_MARK } from './vault-marks.ts'

/** What of a file is the reader's alone and is written back as it stood. */
export interface OwnParts {
  /** The YAML between the fences, without ours; other keys and comments stay. */
  frontMatter: string
  /** What stands after the last mark. */
  after: string
}

/**
 * An article as a file of the Markdown folder: front matter, the note on the article, each highlight as a
 * quotation with a block id to link to, its colour, tags and note. `read-vault-file.ts` reads it back.
 */
export function writeVaultFile(
  article: QuotedArticle,
  own: OwnParts = { frontMatter: '', after: '' }
): string {
  const links = [`[Open in Lectern](${articleLink(article.id)})`]
  if (article.url)
    links.push(`[Original](<${article.url.replace(/[<>\\]/g, (sign) => encodeURIComponent(sign))}>)`)
  const parts = [
    `---\n${frontMatter(article, own.frontMatter)}---`,
    `# ${escapeLine(article.title.replace(/\s+/gu, ' ').trim())}`,
    links.join(' · '),
    NOTE_MARK,
    '## Note',
    guardMarks(plainNote(article.note?.body ?? '')),
    HIGHLIGHTS_MARK,
    '## Highlights',
    ...article.highlights.flatMap((one) => [
      quoteLines(one.quote),
      blockId(one.id),
      [
        `color:: ${one.color}`,
        `tags:: ${one.tags.map(({ tag }) => writeTag(tag)).join(', ')}`.trimEnd(),
        `link:: <${articleLink(article.id, one.id)}>`
      ].join('\n'),
      guardMarks(plainNote(one.note?.body ?? ''))
    ]),
    END_MARK
  ]
  const text = `${parts.filter((part) => part !== '').join('\n\n')}\n`
  return own.after.trim() === '' ? text : `${text}${own.after}`
}

/** The quotation as it stands in a file, so that an edit of it can be told. */
export function quoteLines(words: string): string {
  return indentLines(escapeMarkdown(words.trim()), '> ')
}

/** Tags are parted by commas; one that has a comma or a quotation mark stands in quotation marks. */
const writeTag = (tag: string) => (/[",]/.test(tag) ? JSON.stringify(tag) : tag)

const ourKeys = [
  'title',
  'author',
  'site',
  'url',
  'published',
  'added',
  'language',
  'tags',
  'lectern'
] as const

function frontMatter(article: QuotedArticle, own: string): string {
  const document = ownDocument(own) ?? new Document(new YAMLMap())
  const values: Record<(typeof ourKeys)[number], unknown> = {
    title: article.title,
    author: article.byline,
    site: article.site,
    url: article.url,
    published: article.published,
    added: new Date(article.addedAt).toISOString(),
    language: article.language,
    tags: article.tags.map(({ tag }) => tag),
    lectern: article.id
  }
  for (const key of ourKeys) {
    const value = values[key]
    // A field that is empty here is still a place to write in for those the reader may fill.
    if (value === '' && key !== 'author' && key !== 'site' && key !== 'published') document.delete(key)
    else document.set(key, value)
  }
  // Ours first, in their order; what else is there follows as it stood.
  const order: readonly unknown[] = ourKeys
  const rank = ({ key }: Pair) => {
    const place = order.indexOf(isScalar(key) ? key.value : key)
    return place < 0 ? ourKeys.length : place
  }
  document.contents?.items.sort((a, b) => rank(a) - rank(b))
  return document.toString({ lineWidth: 0 })
}

function ownDocument(own: string): Document<YAMLMap> | undefined {
  if (own.trim() === '') return undefined
  const document = parseDocument(own, { uniqueKeys: true })
  return document.errors.length === 0 && isDocumentOfMap(document) ? document : undefined
}

const isDocumentOfMap = (document: Document<Node>): document is Document<YAMLMap> => isMap(document.contents)
