import type { Output } from '../../../shared/contract.ts'
import { quoteOf } from '../../../shared/highlights.ts'
import { titleOf } from '../../lib/formats.ts'

export type ListedHighlight = Output<'highlights.list'>['items'][number]

/** Quotes under their articles' titles, with notes and tags, as Markdown. */
export function highlightsAsMarkdown(highlights: readonly ListedHighlight[]): string {
  const parts: string[] = []
  let article = ''
  for (const highlight of highlights) {
    if (highlight.articleId !== article) {
      article = highlight.articleId
      parts.push(`## ${titleOf({ title: highlight.articleTitle }).replace(/\s+/gu, ' ')}`)
    }
    parts.push(quoteOf(highlight).replace(/^/gmu, '> '))
    if (highlight.note) parts.push(highlight.note)
    if (highlight.tags.length > 0)
      parts.push(highlight.tags.map((tag) => `#${tag.replace(/\s/gu, '-')}`).join(' '))
  }
  return parts.length > 0 ? `${parts.join('\n\n')}\n` : ''
}
