import type { CitationFormat } from '../../shared/citations.ts'
import { bibtexOf, escapeLatex } from './bibtex.ts'
import type { CslItem } from './csl-item.ts'
import { formatCitations } from './format-citations.ts'

export interface Quotation {
  articleId: string
  /** The article's language: its quotation marks are used. */
  language: string
  exact: string
  /** The page or pages of the original it stands on, where it has pages. */
  page?: string | undefined
}

/** Marks around a quotation, by language; the others take the first. */
const marks: Record<string, readonly [string, string]> = {
  en: ['“', '”'],
  de: ['„', '“'],
  fr: ['«\u202f', '\u202f»'],
  es: ['«', '»'],
  ru: ['«', '»'],
  ar: ['«', '»'],
  ja: ['「', '」']
}

/** Quotations, each with its citation, and the references behind them. Without quotations: the references. */
export function writeQuotations(
  quotations: readonly Quotation[],
  items: readonly CslItem[],
  format: CitationFormat,
  language: string
): string {
  if (format === 'bibtex') {
    const { keys, text } = bibtexOf(items)
    const quotes = quotations.map(
      ({ articleId, exact, page }) =>
        `\`\`${escapeLatex(exact)}'' \\cite${page ? `[${latexPages(page)}]` : ''}{${keys.get(articleId)}}`
    )
    return [...quotes, text].join('\n\n')
  }
  const { references, citations, citationAt } = formatCitations(items, format, language)
  const quotes = quotations.map(({ articleId, exact, language: own, page }) => {
    const [open, close] = marks[own.toLowerCase().split('-')[0]!] ?? marks.en!
    const cited = page && citations.has(articleId) ? citationAt(articleId, page) : citations.get(articleId)
    return `${open}${exact}${close} ${cited ?? ''}`.trim()
  })
  return [...quotes, ...references.map(({ text }) => text)].join('\n\n')
}

/** "12–13" as LaTeX writes it; brackets inside an optional argument would end it. */
function latexPages(page: string): string {
  const text = escapeLatex(page.replace(/[[\]]/gu, '')).replaceAll('–', '--')
  return `${page.includes('–') ? 'pp' : 'p'}.~${text}`
}
