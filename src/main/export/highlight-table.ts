import { stringify } from 'csv-stringify/sync'
import type { QuotedArticle } from './quoted-article.ts'

/**
 * Highlights as comma-separated values, one to a row. What a spreadsheet would run as a formula gets an
 * apostrophe before it (OWASP, CSV Injection).
 * @param dialect `csv`: everything we know; `readwise`: the columns Readwise's own importer asks for
 * @param header whether the first line names the columns
 */
export function highlightTable(article: QuotedArticle, dialect: 'csv' | 'readwise', header: boolean): string {
  const rows = dialect === 'csv' ? fullRows(article) : readwiseRows(article)
  const columns = dialect === 'csv' ? fullColumns : readwiseColumns
  // The mark makes spreadsheets read UTF-8.
  return `${header ? '\ufeff' : ''}${stringify(rows, { columns: [...columns], header, escape_formulas: true })}`
}

const fullColumns = [
  'highlight',
  'note',
  'color',
  'tags',
  'title',
  'author',
  'site',
  'url',
  'published',
  'created',
  'position',
  'article',
  'id'
] as const

function fullRows(article: QuotedArticle): Record<(typeof fullColumns)[number], string | number>[] {
  const { title, byline, site, url, published } = article
  return article.highlights.map((one) => ({
    highlight: one.quote,
    note: one.note?.body ?? '',
    color: one.color,
    tags: one.tags.map(({ tag }) => tag).join(', '),
    title,
    author: byline,
    site,
    url,
    published,
    created: new Date(one.createdAt).toISOString(),
    position: one.start,
    article: article.id,
    id: one.id
  }))
}

const readwiseColumns = ['Highlight', 'Title', 'Author', 'URL', 'Note', 'Location', 'Date'] as const

function readwiseRows(article: QuotedArticle): Record<(typeof readwiseColumns)[number], string | number>[] {
  return article.highlights.map((one) => ({
    Highlight: one.quote,
    Title: article.title,
    Author: article.byline,
    URL: article.url,
    // Readwise reads a tag from a word with a dot before it.
    Note: [one.tags.map(({ tag }) => `.${tag.replace(/\s+/gu, '_')}`).join(' '), one.note?.body ?? '']
      .filter(Boolean)
      .join('\n'),
    Location: one.start,
    Date: new Date(one.createdAt).toISOString().slice(0, 19).replace('T', ' ')
  }))
}
