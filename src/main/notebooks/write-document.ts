import { piecesOf } from '../../shared/embeds.ts'
import { parseLinkUrl } from '../../shared/links.ts'
import type { GatheredHighlight } from '../../shared/notebooks.ts'
import { escapeLine, escapeMarkdown, indentLines } from '../export/escape-markdown.ts'

/** What a document is written from, everything looked up. */
export interface DocumentParts {
  title: string
  body: string
  /** By id; those that are gone are missing. */
  highlights: ReadonlyMap<string, Omit<GatheredHighlight, 'articleId'> & { articleId: string }>
  /** The article a link to an article, highlight or note leads to, by `kind/id`; missing when it is gone. */
  articleOf: ReadonlyMap<string, string>
  /** "(Doe, 2020)", by article id. */
  citations: ReadonlyMap<string, string>
  references: readonly string[]
  words: { references: string; gone: string }
}

const LINK = /(?<!\\)\[((?:\\.|[^[\]\\])*)\]\((lectern:[^)\s]{1,80})\)/gu

/** The articles a notebook speaks of, in the order it does, each once. */
export function citedArticles({
  body,
  highlights,
  articleOf
}: Pick<DocumentParts, 'body' | 'highlights' | 'articleOf'>): string[] {
  const ids = new Set<string>()
  for (const piece of piecesOf(body)) {
    const found =
      piece.kind === 'embed'
        ? [highlights.get(piece.highlightId)?.articleId]
        : Array.from(piece.text.matchAll(LINK), ([, , url]) => articleOf.get(keyOf(url!)))
    for (const id of found) if (id !== undefined) ids.add(id)
  }
  return [...ids]
}

const keyOf = (url: string) => {
  const target = parseLinkUrl(url)
  return target ? `${target.kind}/${target.id}` : ''
}

/**
 * A notebook as one Markdown document that needs no Lectern: highlights are quotations with their citation
 * and note, links into the library are their words with a citation behind, and the references stand at the end.
 */
export function writeDocument(parts: DocumentParts): string {
  const { highlights, articleOf, citations, words } = parts
  const blocks = piecesOf(parts.body).map((piece) => {
    if (piece.kind === 'text') return withoutLinks(piece.text.trim(), articleOf, citations)
    const highlight = highlights.get(piece.highlightId)
    if (!highlight) return `*${words.gone}*`
    const source = [escapeLine(highlight.articleTitle), citations.get(highlight.articleId) ?? '']
    const quote = indentLines(
      `${escapeMarkdown(highlight.exact)}\n\n— ${source.filter(Boolean).join(' ')}`,
      '> '
    )
    const note = withoutLinks(highlight.note.trim(), articleOf, citations)
    return note === '' ? quote : `${quote}\n\n${note}`
  })
  if (parts.references.length > 0) {
    blocks.push(`## ${words.references}`, ...parts.references.map((one) => `- ${one.replace(/\n/gu, ' ')}`))
  }
  const title = parts.title === '' ? [] : [`# ${escapeLine(parts.title)}`]
  // References are one list: no empty lines between.
  return `${[...title, ...blocks].join('\n\n').replace(/(\n- [^\n]*)\n(?=\n- )/gu, '$1')}\n`
}

/** Links into the library as their words; a citation behind them where they lead to an article. */
function withoutLinks(
  markdown: string,
  articleOf: ReadonlyMap<string, string>,
  citations: ReadonlyMap<string, string>
): string {
  let fence = false
  return markdown
    .split('\n')
    .map((line) => {
      if (/^ {0,3}(?:`{3,}|~{3,})/u.test(line)) fence = !fence
      if (fence) return line
      return line.replace(LINK, (_whole, label: string, url: string) => {
        const citation = citations.get(articleOf.get(keyOf(url)) ?? '')
        return citation ? `${label} ${citation}` : label
      })
    })
    .join('\n')
}
