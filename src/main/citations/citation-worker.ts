import { parentPort, workerData } from 'node:worker_threads'
import type { CitationFormat, CitationStyle } from '../../shared/citations.ts'
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

const job = workerData as CitationJob | ReferenceJob
if ('style' in job) {
  const { references, citations } = formatCitations(job.items, job.style, job.language)
  const answer: References = { references: references.map(({ text }) => text), citations: [...citations] }
  parentPort!.postMessage(answer)
} else parentPort!.postMessage(writeQuotations(job.quotations, job.items, job.format, job.language))
