import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { blockText } from '../src/main/import/block-text.ts'
import { importBytes } from '../src/main/import/importers.ts'

/**
 * How well the text of news pages is found: precision, recall and F1 over 4-word shingles, as the
 * article-extraction-benchmark's README defines them (per page normalised to one, F1 of the means), beside
 * plain Readability in the same run. Needs `../shared/data/extraction/news-pages`; says so when it is absent.
 *
 * `--worst N` prints the N pages where most was lost, `--show ID` what was kept too much and what is missing.
 */
const folder = new URL('../../shared/data/extraction/news-pages/', import.meta.url)
if (!existsSync(folder)) {
  console.log(
    'extract: ../shared/data/extraction/news-pages is not beside this checkout; nothing to measure.'
  )
  process.exit(0)
}

const truth = JSON.parse(readFileSync(new URL('ground-truth.json', folder), 'utf8')) as Record<
  string,
  { articleBody: string }
>
const argument = (name: string) => process.argv[process.argv.indexOf(name) + 1]
const wanted = process.argv.includes('--show') ? argument('--show') : undefined

interface Score {
  id: string
  found: number
  extra: number
  missing: number
  ms: number
}

function shinglesOf(text: string): Map<string, number> {
  const words = text.match(/[\p{L}\p{M}\p{N}_]+/gu) ?? []
  const counts = new Map<string, number>()
  for (let at = 0; at < Math.max(1, words.length - 3); at += 1) {
    const shingle = words.slice(at, at + 4).join(' ')
    if (shingle) counts.set(shingle, (counts.get(shingle) ?? 0) + 1)
  }
  return counts
}

function compare(id: string, expected: string, found: string, ms: number): Score {
  const right = shinglesOf(expected)
  const ours = shinglesOf(found)
  let both = 0
  let extra = 0
  let missing = 0
  for (const key of new Set([...right.keys(), ...ours.keys()])) {
    const a = right.get(key) ?? 0
    const b = ours.get(key) ?? 0
    both += Math.min(a, b)
    extra += Math.max(0, b - a)
    missing += Math.max(0, a - b)
  }
  const sum = both + extra + missing || 1
  return { id, found: both / sum, extra: extra / sum, missing: missing / sum, ms }
}

function summary(name: string, scores: Score[]): void {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const precision = mean(
    scores.filter((s) => s.found + s.extra > 0).map((s) => s.found / (s.found + s.extra))
  )
  const recall = mean(
    scores.filter((s) => s.found + s.missing > 0).map((s) => s.found / (s.found + s.missing))
  )
  const f1 = (2 * precision * recall) / (precision + recall)
  const times = scores.map((s) => s.ms).sort((a, b) => a - b)
  const at = (share: number) => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(0)
  console.log(
    `${name.padEnd(24)} F1 ${f1.toFixed(4)}  precision ${precision.toFixed(4)}  recall ${recall.toFixed(4)}  p50 ${at(0.5)} ms  p95 ${at(0.95)} ms`
  )
}

function lecternText(bytes: Uint8Array, fileName: string): { running: string; all: string } {
  try {
    const article = importBytes({ bytes, fileName })
    const around = (blocks: typeof article.blocks) =>
      [article.standfirst, ...blocks.map(blockText), article.sourceLine].join('\n\n')
    // The benchmark's bodies hold no captions, so the score leaves out what we know to be captions.
    return {
      running: around(article.blocks.filter((block) => block.type !== 'figure')),
      all: around(article.blocks)
    }
  } catch (error) {
    console.log(`${fileName}: ${(error as Error).message}`)
    return { running: '', all: '' }
  }
}

function readabilityText(bytes: Uint8Array): string {
  const { document } = parseHTML(new TextDecoder().decode(bytes))
  return new Readability(document).parse()?.textContent ?? ''
}

const ours: Score[] = []
const oursWithCaptions: Score[] = []
const plain: Score[] = []
for (const [id, { articleBody }] of Object.entries(truth)) {
  if (wanted && !id.startsWith(wanted)) continue
  const bytes = gunzipSync(readFileSync(new URL(`html/${id}.html.gz`, folder)))
  let started = performance.now()
  const { running, all } = lecternText(bytes, `${id}.html`)
  const took = performance.now() - started
  ours.push(compare(id, articleBody, running, took))
  oursWithCaptions.push(compare(id, articleBody, all, took))
  if (wanted) {
    show(articleBody, running)
    continue
  }
  started = performance.now()
  const other = readabilityText(bytes)
  plain.push(compare(id, articleBody, other, performance.now() - started))
}
summary('Lectern', ours)
if (plain.length) {
  summary('Lectern with captions', oursWithCaptions)
  summary('Readability on linkedom', plain)
  console.log(`${ours.length} pages; memory at the end ${Math.round(process.memoryUsage().rss / 1e6)} MB`)
}
if (process.argv.includes('--worst')) {
  const loss = (score: Score) => score.extra + score.missing
  for (const score of ours.toSorted((a, b) => loss(b) - loss(a)).slice(0, Number(argument('--worst')))) {
    const other = plain.find(({ id }) => id === score.id)
    console.log(
      `${score.id.slice(0, 12)}  extra ${score.extra.toFixed(3)}  missing ${score.missing.toFixed(3)}  (Readability ${other?.extra.toFixed(3)} ${other?.missing.toFixed(3)})`
    )
  }
}

/** Lines of ours that are not in the truth, and the other way round. */
function show(expected: string, found: string): void {
  const without = (text: string, other: string) => {
    const shingles = shinglesOf(other)
    return text
      .split('\n')
      .filter(
        (line) =>
          line.trim() &&
          [...shinglesOf(line).keys()].some(
            (key) => (!shingles.has(key) && key.split(' ').length === 4) || !other.includes(key)
          )
      )
  }
  for (const line of without(found, expected)) console.log(`+ ${line.slice(0, 300)}`)
  for (const line of without(expected, found)) console.log(`- ${line.slice(0, 300)}`)
}
