import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export interface Collection {
  name: string
  docs: { id: string; title: string; text: string }[]
  queries: { id: string; text: string }[]
  /** Gain of each relevant document, by query. */
  relevant: Map<string, Map<string, number>>
}

/** Beside the checkout, or where LECTERN_COLLECTIONS says. */
const folder = process.env.LECTERN_COLLECTIONS
  ? `${process.env.LECTERN_COLLECTIONS}/`
  : fileURLToPath(new URL('../../../shared/data/ir/', import.meta.url))

/** A collection beside the checkout; undefined (and said so) when it is not there. */
export function readCollection(name: string): Collection | undefined {
  const at = `${folder}${name}/`
  if (!existsSync(`${at}docs.jsonl`)) {
    console.log(`${name}: the collection is not beside the checkout; skipped`)
    return undefined
  }
  const lines = (file: string) =>
    readFileSync(at + file, 'utf8')
      .split('\n')
      .filter(Boolean)
  const relevant: Collection['relevant'] = new Map()
  for (const line of lines('qrels.tsv')) {
    const [query = '', doc = '', gain = '0'] = line.split('\t')
    if (!relevant.has(query)) relevant.set(query, new Map())
    relevant.get(query)?.set(doc, Number(gain))
  }
  return {
    name,
    docs: lines('docs.jsonl').map((line) => JSON.parse(line)),
    queries: lines('queries.jsonl').map((line) => JSON.parse(line)),
    relevant
  }
}

export interface Quality {
  ndcg: number
  mrr: number
  recall: number
  queries: number
}

/** nDCG@10 (gains as judged, log2 discount; Järvelin & Kekäläinen 2002), MRR@10 and Recall@50. */
export function judge(ranked: readonly string[], relevant: ReadonlyMap<string, number>): Quality {
  let dcg = 0
  let mrr = 0
  ranked.slice(0, 10).forEach((id, at) => {
    const gain = relevant.get(id) ?? 0
    dcg += gain / Math.log2(at + 2)
    if (gain > 0 && mrr === 0) mrr = 1 / (at + 1)
  })
  const ideal = [...relevant.values()].sort((a, b) => b - a).slice(0, 10)
  const best = ideal.reduce((sum, gain, at) => sum + gain / Math.log2(at + 2), 0)
  const found = ranked.slice(0, 50).filter((id) => relevant.has(id)).length
  return {
    ndcg: best === 0 ? 0 : dcg / best,
    mrr,
    recall: relevant.size === 0 ? 0 : found / relevant.size,
    queries: 1
  }
}

export function mean(all: readonly Quality[]): Quality {
  const of = (pick: (quality: Quality) => number) =>
    all.reduce((sum, each) => sum + pick(each), 0) / Math.max(1, all.length)
  return { ndcg: of((q) => q.ndcg), mrr: of((q) => q.mrr), recall: of((q) => q.recall), queries: all.length }
}

/** The p-th part (0 to 1) of some times. */
export function percentile(times: readonly number[], p: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? 0
}

/** Prints rows as a table; numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => (row[at] ?? '').length)))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
  console.log(line(head))
  console.log(widths.map((width) => '-'.repeat(width)).join('  '))
  for (const row of rows) console.log(line(row))
  console.log()
}
