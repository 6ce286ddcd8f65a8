import { z } from 'zod'
import { query } from './define.ts'
import { shorten } from './shorten.ts'
import { ArticleId, HighlightId } from './values.ts'

/** What a note can link to. */
const linkKinds = ['article', 'highlight', 'note', 'notebook'] as const
export const LinkKind = z.enum(linkKinds)
export type LinkKind = z.infer<typeof LinkKind>

/** The thing at the other end of a link. Named by its id, so that a new title breaks nothing. */
export const LinkTarget = z.strictObject({ kind: LinkKind, id: z.uuid() })
export type LinkTarget = z.infer<typeof LinkTarget>

/**
 * A link is an ordinary Markdown link, `[words](lectern:article/<id>)`: it stands in the text itself, so
 * undo, export, and the zip carry it without knowing of it. The table `links` is an index that triggers
 * keep (see its migration).
 */
const LINK_URL = new RegExp(
  `^lectern:(${linkKinds.join('|')})/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$`,
  'u'
)

/** The address of something in the library, as notes and notebooks write it. */
export function linkUrl({ kind, id }: LinkTarget): string {
  return `lectern:${kind}/${id}`
}

/** The target of a `lectern:` address; undefined for any other address. */
export function parseLinkUrl(url: string): LinkTarget | undefined {
  const found = LINK_URL.exec(url)
  return found ? { kind: found[1] as LinkKind, id: found[2]! } : undefined
}

/** Longest label made from a title or a quote, UTF-16 units. */
const LABEL = 80

/** The Markdown of a link. The label is one line, cut where it is long, its brackets escaped. */
export function linkMarkdown(label: string, target: LinkTarget): string {
  const line = label.replace(/\s+/gu, ' ').trim()
  return `[${shorten(line, LABEL).replace(/[\\[\]*_`<>]/gu, '\\$&')}](${linkUrl(target)})`
}

/** Every target a Markdown text links to, in order, each once. */
export function linksIn(markdown: string): LinkTarget[] {
  const found = new Map<string, LinkTarget>()
  for (const [, url] of markdown.matchAll(/\]\((lectern:[^)\s]{1,80})\)/gu)) {
    const target = parseLinkUrl(url!)
    if (target && !found.has(url!)) found.set(url!, target)
  }
  return [...found.values()]
}

/** Markdown with its links as their words; `mark` may add something behind a link. */
export function plainWords(markdown: string, mark: (url: string) => string = () => ''): string {
  return markdown
    .replace(
      /(?<!\\)\[((?:\\.|[^[\]\\])*)\]\(([^)\s]*)\)/gu,
      (_whole, words: string, url: string) => words + mark(url)
    )
    .replace(/\\(?=[\\[\]*_`<>])/gu, '')
}

/** Where a link leads today. */
export const ResolvedLink = z.strictObject({
  ...LinkTarget.shape,
  /** `trashed`: in the Trash, can be opened there. `gone`: not in the library any more. */
  state: z.enum(['there', 'trashed', 'gone']),
  /** Title of the article or notebook, beginning of the quote or note; empty when gone. */
  title: z.string(),
  articleId: ArticleId.nullable(),
  highlightId: HighlightId.nullable()
})
export type ResolvedLink = z.infer<typeof ResolvedLink>

/** A text that links to something. */
export const Backlink = z.strictObject({
  kind: z.enum(['note', 'notebook']),
  id: z.uuid(),
  /** Title of the note's article, or of the notebook. */
  title: z.string(),
  articleId: ArticleId.nullable(),
  highlightId: HighlightId.nullable(),
  /** Plain words around the link. */
  excerpt: z.string()
})
export type Backlink = z.infer<typeof Backlink>

export const linkContract = {
  /** One answer for each target, in order. */
  'links.resolve': query(z.strictObject({ targets: z.array(LinkTarget).max(500) }), z.array(ResolvedLink)),
  /** What links here, newest change first; at most 200, `total` counts all. Texts in the Trash are left out. */
  'links.listTo': query(LinkTarget, z.strictObject({ total: z.int(), items: z.array(Backlink) }))
}
