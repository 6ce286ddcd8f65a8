import type { Database } from 'better-sqlite3'
import type { ExportFormat, TextFormat } from '../../shared/exports.ts'
import { bibtexOf } from '../citations/bibtex.ts'
import { type CslItem, cslItem } from '../citations/csl-item.ts'
import { listCitedArticles } from '../citations/repository.ts'
import type { FileFilters } from '../file-dialogs.ts'
import { safeName } from '../files/safe-name.ts'
import { articleAnnotations } from './article-jsonld.ts'
import { articleMarkdown } from './article-markdown.ts'
import { highlightTable } from './highlight-table.ts'
import { applyTemplate } from './markdown-template.ts'
import { markedPage } from './marked-page.ts'
import { quotedArticle } from './quoted-article.ts'
import { readArticleRecord } from './read-article-record.ts'
import { risOf } from './ris.ts'

interface FormatFacts {
  extension: string
  filters: FileFilters
  /** Several articles go into one file; otherwise each has its own. */
  together: boolean
}

/** What is to be known of each format to name a file of it. */
export const formats: Record<ExportFormat, FormatFacts> = {
  markdown: facts('md', 'Markdown', false),
  jsonld: {
    extension: 'jsonld',
    filters: [{ name: 'Web Annotations', extensions: ['jsonld', 'json'] }],
    together: false
  },
  html: facts('html', 'HTML', false),
  epub: facts('epub', 'EPUB', false),
  csv: facts('csv', 'CSV', true),
  readwise: facts('csv', 'CSV', true),
  bibtex: facts('bib', 'BibTeX', true),
  ris: facts('ris', 'RIS', true),
  csljson: facts('json', 'CSL-JSON', true)
}

function facts(extension: string, name: string, together: boolean): FormatFacts {
  return { extension, filters: [{ name, extensions: [extension] }], together }
}

/** The name a file of one article is offered under. */
export function exportName(title: string, format: ExportFormat): string {
  return `${safeName(title, 'Article')}.${formats[format].extension}`
}

/**
 * One article in a format that is text; books are written by epub/save-epub.ts.
 * @param template the reader's own Markdown template; empty: ours
 * @throws AppError `not-found`; `invalid-input` for a template that cannot be understood
 */
export function exportArticle(
  db: Database,
  articleId: string,
  format: TextFormat,
  template = ''
): { fileName: string; content: string } {
  const article = quotedArticle(db, readArticleRecord(db, articleId))
  const fileName = exportName(article.title, format)
  switch (format) {
    case 'markdown':
      return {
        fileName,
        content: template.trim() ? applyTemplate(article, template) : articleMarkdown(article)
      }
    case 'jsonld':
      return { fileName, content: `${JSON.stringify(articleAnnotations(article), null, 2)}\n` }
    case 'html':
      return { fileName, content: markedPage(db, article) }
    case 'csv':
    case 'readwise':
      return { fileName, content: highlightTable(article, format, true) }
    case 'bibtex':
    case 'ris':
    case 'csljson':
      return { fileName, content: references(db, [articleId], format) }
  }
}

/** Several articles on their way into one text, in the order they are given. */
export interface Together {
  /** @throws AppError `not-found` */
  add(articleIds: readonly string[]): void
  text(): string
}

/** Takes articles in a few at a time, so that other work gets its turn. */
export function exportTogether(db: Database, format: TextFormat): Together {
  if (format !== 'csv' && format !== 'readwise') {
    const items: CslItem[] = []
    return {
      add: (articleIds) => void items.push(...listCitedArticles(db, articleIds).map(cslItem)),
      text: () => referencesText(items, format)
    }
  }
  const parts: string[] = []
  return {
    add(articleIds) {
      for (const articleId of articleIds) {
        const article = quotedArticle(db, readArticleRecord(db, articleId))
        parts.push(highlightTable(article, format, parts.length === 0))
      }
    },
    text: () => parts.join('')
  }
}

function references(db: Database, articleIds: readonly string[], format: TextFormat): string {
  return referencesText(listCitedArticles(db, articleIds).map(cslItem), format)
}

function referencesText(items: readonly CslItem[], format: TextFormat): string {
  if (format === 'bibtex') return `${bibtexOf(items).text}\n`
  if (format === 'ris') return risOf(items)
  return `${JSON.stringify(items, null, 2)}\n`
}
