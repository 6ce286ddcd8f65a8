import { articleLink } from '../../shared/deep-link.ts'
import { localDate } from '../../shared/local-date.ts'
import { escapeLine, escapeMarkdown, indentLines, yamlString } from './escape-markdown.ts'
import type { QuotedArticle, QuotedHighlight } from './quoted-article.ts'

/**
 * An article's highlights and notes as Markdown: front matter in YAML, then each highlight in document
 * order as a quotation with its colour, tags, note and a link back. Quotations are escaped; notes are the
 * reader's own Markdown, each kept inside a container that ends whatever it leaves open.
 */
export function articleMarkdown(article: QuotedArticle): string {
  const parts = [frontMatter(article), `# ${escapeLine(oneLine(article.title))}`]
  const credits = [article.byline, article.site, article.published].filter((part) => part !== '')
  if (credits.length > 0) parts.push(escapeLine(oneLine(credits.join(' · '))))
  const links = [`[Open in Lectern](${articleLink(article.id)})`]
  if (article.url) links.push(`[Original](<${encodeAngles(article.url)}>)`)
  parts.push(links.join(' · '))
  if (article.highlights.length > 0) {
    parts.push('## Highlights', ...article.highlights.map((one) => highlightPart(article.id, one)))
  }
  // Last, so that what the reader's Markdown leaves open has nothing after it to swallow.
  if (article.note) parts.push('## Note', article.note.body.replace(/\s+$/u, ''))
  return `${parts.join('\n\n')}\n`
}

function frontMatter(article: QuotedArticle): string {
  const lines = [
    ['title', yamlString(article.title)],
    ['author', yamlString(article.byline)],
    ['site', yamlString(article.site)],
    ['url', yamlString(article.url)],
    ['published', yamlString(article.published)],
    ['modified', yamlString(article.modified)],
    ['licence', yamlString(article.licence)],
    ['image', yamlString(article.leadImageUrl)],
    ['added', new Date(article.addedAt).toISOString()],
    ['language', yamlString(article.language)],
    ['tags', `[${article.tags.map(({ tag }) => yamlString(tag)).join(', ')}]`],
    ['highlights', String(article.highlights.length)],
    ['lectern', yamlString(article.id)]
  ]
  return `---\n${lines
    .filter(([, value]) => value !== '""')
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n')}\n---`
}

function highlightPart(articleId: string, highlight: QuotedHighlight): string {
  const facts = [
    highlight.color,
    localDate(highlight.createdAt),
    `[Open in Lectern](${articleLink(articleId, highlight.id)})`
  ]
  const lines = [indentLines(escapeMarkdown(highlight.quote.trim()), '> '), '', `- ${facts.join(' · ')}`]
  if (highlight.tags.length > 0) {
    lines.push(`- Tags: ${highlight.tags.map(({ tag }) => escapeLine(oneLine(tag))).join(', ')}`)
  }
  if (highlight.note) {
    lines.push('- Note:', '', indentLines(highlight.note.body.replace(/\s+$/u, ''), '  '))
  }
  return lines.join('\n')
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}

/** The only characters that end an address between angle brackets. */
function encodeAngles(url: string): string {
  return url.replace(/[<>\\]/g, (character) => encodeURIComponent(character))
}
