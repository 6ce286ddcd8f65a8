import mustache from 'mustache'
import { articleLink } from '../../shared/deep-link.ts'
import { AppError } from '../../shared/errors.ts'
import { localDate } from '../../shared/local-date.ts'
import { escapeLine, escapeMarkdown, indentLines, yamlString } from './escape-markdown.ts'
import type { QuotedArticle } from './quoted-article.ts'

/**
 * An article by the reader's own Markdown template (Mustache: `{{name}}`, `{{#list}}…{{/list}}`,
 * `{{^list}}…{{/list}}`). Values are plain words made safe for Markdown; the reader's notes are Markdown
 * already. `{{#yaml}}…{{/yaml}}` writes its content as one quoted YAML string.
 * @throws AppError `invalid-input` when the template cannot be understood
 */
export function applyTemplate(article: QuotedArticle, template: string): string {
  const view = {
    title: escapeLine(flat(article.title)),
    author: escapeLine(flat(article.byline)),
    site: escapeLine(flat(article.site)),
    url: article.url,
    published: article.published,
    modified: article.modified,
    licence: article.licence,
    image: article.leadImageUrl,
    added: localDate(article.addedAt),
    language: article.language,
    state: article.state,
    starred: article.starred,
    id: article.id,
    link: articleLink(article.id),
    note: article.note?.body.trimEnd() ?? '',
    tags: article.tags.map(({ tag }) => ({ name: escapeLine(flat(tag)) })),
    highlightCount: article.highlights.length,
    highlights: article.highlights.map((one, index) => ({
      number: index + 1,
      text: escapeMarkdown(one.quote.trim()),
      quote: indentLines(escapeMarkdown(one.quote.trim()), '> '),
      note: one.note?.body.trimEnd() ?? '',
      color: one.color,
      created: localDate(one.createdAt),
      link: articleLink(article.id, one.id),
      id: one.id,
      tags: one.tags.map(({ tag }) => ({ name: escapeLine(flat(tag)) }))
    })),
    yaml: () => (text: string, render: (text: string) => string) => yamlString(flat(unescaped(render(text))))
  }
  try {
    // Words are made safe for Markdown above; HTML's own escaping would spoil them.
    return `${mustache.render(template, view, {}, { escape: (value: unknown) => String(value) }).trimEnd()}\n`
  } catch (error) {
    const why = error instanceof Error ? error.message : ''
    throw new AppError('invalid-input', 'errors.export.template', { why }, { cause: error })
  }
}

const flat = (text: string) => text.replace(/\s+/gu, ' ').trim()
/** Inside YAML quotes Markdown's backslashes would be read as they stand. */
const unescaped = (text: string) => text.replace(/\\([!-/:-@[-`{-~])/g, '$1')
