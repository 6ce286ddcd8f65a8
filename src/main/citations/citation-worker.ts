import type { CitationFormat, CitationStyle } from '../../shared/citations.ts'
import { answerJob } from '../answer-job.ts'
import type { CslItem } from './csl-item.ts'
import { formatCitations } from './format-citations.ts'
import { type Quotation, writeQuotations } from './write-quotations.ts'

export interface CitationJob {
  quotations: readonly Quotation[]
  items: readonly CslItem[]
  format: CitationFormat
  language: string
}

/** The references of articles and their short citations, each for itself. */
export interface ReferenceJob {
  items: readonly CslItem[]
  style: CitationStyle
  language: string
}
export interface References {
  references: string[]
  /** "(Doe, 2020)", by item id. */
  citations: [string, string][]
}

await answerJob((job: CitationJob | ReferenceJob): References | string => {
  if (!('style' in job)) return writeQuotations(job.quotations, job.items, job.format, job.language)
  const { references, citations } = formatCitations(job.items, job.style, job.language)
  return { references: references.map(({ text }) => text), citations: [...citations] }
})
