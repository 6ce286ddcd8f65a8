import { parentPort, workerData } from 'node:worker_threads'
import type { CitationFormat } from '../../shared/citations.ts'
import type { CslItem } from './csl-item.ts'
import { type Quotation, writeQuotations } from './write-quotations.ts'

export interface CitationJob {
  quotations: readonly Quotation[]
  items: readonly CslItem[]
  format: CitationFormat
  language: string
}

const { quotations, items, format, language } = workerData as CitationJob
parentPort!.postMessage(writeQuotations(quotations, items, format, language))
