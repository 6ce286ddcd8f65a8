/**
 * How well articles are found in web pages, Lectern beside plain Readability and Defuddle, each in a process
 * of its own, one after the other. Needs `../shared/data/extraction`; says so when it is absent.
 *   npm run bench -- extract                     the whole table
 *   npm run bench -- extract half=odd            only every second page (to tune on one half, report the other)
 *   npm run bench -- extract worst=10            where Lectern loses most
 *   npm run bench -- extract show=ID             what was kept too much (+) and what is missing (-) there
 * News pages: F1 over 4-word shingles against the benchmark's article bodies, which hold no captions.
 * Readability pages: the same against the expected HTML, where a wiki's drawing of a formula counts as the TeX it
 * stands for; for each kind of structure the share of its pieces that are there, by their words, a picture by any of
 * the files it is offered in; metadata equal but for white space. Where a news page states its metadata
 * as JSON-LD, that is taken out and kept as the truth for what is found without it. Standfirsts: see
 * extract/standfirst.ts.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { inKinds } from './extract/differences.ts'
import { type Extracted, type ExtractorName, extractorNames, extractors } from './extract/extractors.ts'
import { agrees, hideStatements, withoutStatements } from './extract/hidden.ts'
import { hasPages, type NewsPage, newsPages, type RichPage, richPages } from './extract/pages.ts'
import { compareTexts, differingLines, meanScore, type TextScore } from './extract/shingles.ts'
import { shownStandfirst, wordsOf } from './extract/standfirst.ts'
import { allKinds, type Kind, recallOf, structureOf, textOfHtml } from './extract/structure.ts'
import { option } from './option.ts'

if (!hasPages) {
  console.log('extract: ../shared/data/extraction is not beside this checkout; nothing to measure.')
  process.exit(0)
}
const half = option('half')
const show = option('show')
const worst = Number(option('worst') ?? 0)
const only = option('only') as ExtractorName | undefined
const ofHalf = <T>(pages: T[]) =>
  half ? pages.filter((_, at) => (at % 2 === 0) === (half === 'even')) : pages
const fields = ['title', 'byline', 'site', 'published', 'language', 'direction'] as const

if (only) await measure(only)
else if (show) await showPage(show)
else
  for (const name of extractorNames) {
    const { status } = spawnSync(
      process.execPath,
      [fileURLToPath(import.meta.url), ...process.argv.slice(2), `only=${name}`],
      { stdio: 'inherit' }
    )
    if (status !== 0) process.exitCode = 1
  }

async function measure(name: ExtractorName): Promise<void> {
  const times: number[] = []
  let failed = 0
  const extract = async (id: string, bytes: Uint8Array, address?: string): Promise<Extracted | undefined> => {
    const started = performance.now()
    try {
      return await extractors[name](bytes, address)
    } catch (error) {
      failed += 1
      console.log(`  ${name} failed on ${id}: ${(error as Error).message}`)
      return undefined
    } finally {
      times.push(performance.now() - started)
    }
  }
  // The first pages of a process are those its compiler has not met.
  const news = ofHalf(newsPages())
  for (const page of news.slice(0, 5)) await extract(page.id, page.bytes)
  times.length = 0

  console.log(`\n${name}`)
  const losses: { id: string; score: TextScore }[] = []
  const all: TextScore[] = []
  const running: TextScore[] = []
  for (const page of news) {
    const found = await extract(page.id, page.bytes)
    const score = compareTexts(page.text, found ? textOfHtml(found.html) : '')
    all.push(score)
    if (found?.running) running.push(compareTexts(page.text, found.running))
    losses.push({ id: page.id.slice(0, 12), score: running.at(-1) ?? score })
  }
  console.log(`  news pages (${all.length})            ${line(all)}`)
  if (running.length) console.log(`  the same, without captions ${line(running)}`)

  await withoutJsonLd(name, news, extract)

  const rich = ofHalf(richPages())
  const scores: TextScore[] = []
  const kinds = new Map<Kind, { asked: number; there: number }>(
    allKinds.map((kind) => [kind, { asked: 0, there: 0 }])
  )
  const exact = new Map(
    fields.map((field) => [
      field,
      { right: 0, wrong: [] as { page: string; expected: string; ours: string }[] }
    ])
  )
  for (const page of rich) {
    const found = await extract(page.id, page.bytes, page.address)
    const score = compareTexts(page.text, found ? textOfHtml(found.html) : '')
    scores.push(score)
    losses.push({ id: page.id, score })
    const expected = structureOf(page.html)
    const structure = structureOf(found ? fieldsAsHtml(found) + found.html : '')
    for (const kind of allKinds) {
      const { asked, there, lost } = recallOf(expected, structure, kind)
      const sum = kinds.get(kind) as { asked: number; there: number }
      sum.asked += asked
      sum.there += there
      if (worst && lost.length)
        console.log(
          `    ${page.id} ${kind} ${there}/${asked}: ${lost
            .slice(0, 4)
            .map((one) => one.slice(0, 60))
            .join(' · ')}`
        )
    }
    for (const field of fields) {
      if (!found || !(field in found)) continue
      const one = exact.get(field)
      // What was not found for the expectation may well be on the page; it is no statement that there is none.
      if (!one || !page[field]) continue
      if (isSame(page, found, field)) one.right += 1
      else one.wrong.push({ page: page.id, expected: page[field], ours: String(found[field] ?? '') })
    }
  }
  console.log(`  readability pages (${scores.length})     ${line(scores)}`)
  console.log(
    `  structure recall           ${allKinds
      .map((kind) => {
        const { asked, there } = kinds.get(kind) as { asked: number; there: number }
        return `${kind} ${asked ? ((there / asked) * 100).toFixed(1) : '–'} % of ${asked}`
      })
      .join(', ')}`
  )
  const measured = [...exact].filter(([, { right, wrong }]) => right + wrong.length > 0)
  console.log(
    `  metadata, exact            ${measured.map(([field, { right, wrong }]) => `${field} ${((right / (right + wrong.length)) * 100).toFixed(1)} % of ${right + wrong.length}`).join(', ')}`
  )
  const differing = measured.filter(([, { wrong }]) => wrong.length)
  if (differing.length)
    console.log(
      `  of these differ            ${differing.map(([field, { wrong }]) => `${field} ${inKinds(wrong)}`).join(', ')}`
    )
  times.sort((a, b) => a - b)
  const at = (share: number) => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(0)
  console.log(
    `  a page                     p50 ${at(0.5)} ms, p95 ${at(0.95)} ms; at most ${Math.round(process.resourceUsage().maxRSS / 1024)} MB; ${failed} of ${times.length} failed`
  )
  // Last: what reads the expectations from the pages takes time and memory that are not the extractor's.
  await standfirsts(news, extract)
  if (worst) {
    const loss = (score: TextScore) => score.extra + score.missing
    for (const { id, score } of losses.toSorted((a, b) => loss(b.score) - loss(a.score)).slice(0, worst))
      console.log(`    ${id.padEnd(30)} extra ${score.extra.toFixed(3)} missing ${score.missing.toFixed(3)}`)
    for (const [field, { wrong }] of measured)
      for (const { page, expected, ours } of wrong)
        console.log(`    ${page} ${field}: ${JSON.stringify(ours)} for ${JSON.stringify(expected)}`)
  }
}

/** Metadata on pages whose JSON-LD was taken out and kept as the truth; then with nothing left but what is shown. */
async function withoutJsonLd(
  name: ExtractorName,
  news: readonly NewsPage[],
  extract: (id: string, bytes: Uint8Array) => Promise<Extracted | undefined>
): Promise<void> {
  for (const variant of ['noJsonLd', 'bare'] as const) {
    const counts = { title: [0, 0], byline: [0, 0], published: [0, 0] }
    let pages = 0
    for (const page of news) {
      const hidden = hideStatements(page)
      if (!hidden) continue
      pages += 1
      const found = await extract(page.id, hidden[variant])
      for (const field of ['title', 'byline', 'published'] as const) {
        if (!hidden.stated[field]) continue
        counts[field][1] = (counts[field][1] ?? 0) + 1
        if (found && agrees(hidden.stated, found, field)) counts[field][0] = (counts[field][0] ?? 0) + 1
        else if (worst && found && name === 'Lectern')
          console.log(
            `    ${variant} ${page.id.slice(0, 12)} ${field}: ${found[field]} for ${hidden.stated[field]}`
          )
      }
    }
    const share = ([right, of]: number[]) => `${(((right ?? 0) / (of || 1)) * 100).toFixed(0)} % of ${of}`
    console.log(
      `  ${(variant === 'bare' ? 'metadata from what is shown' : 'metadata without JSON-LD').padEnd(27)}title ${share(counts.title)}, byline ${share(counts.byline)}, date ${share(counts.published)} (${pages} pages)`
    )
  }
}

/** Of the standfirsts that pages both state and show, how many are found: as they come, and with nothing stated. */
async function standfirsts(
  news: readonly NewsPage[],
  extract: (id: string, bytes: Uint8Array) => Promise<Extracted | undefined>
): Promise<void> {
  const right = { stated: 0, shown: 0 }
  let pages = 0
  for (const page of news) {
    const expected = shownStandfirst(page)
    if (!expected) continue
    pages += 1
    for (const [kind, bytes] of [
      ['stated', page.bytes],
      ['shown', withoutStatements(page.bytes)]
    ] as const) {
      const found = await extract(page.id, bytes)
      if (found && wordsOf(found.standfirst) === expected) right[kind] += 1
      else if (worst)
        console.log(`    ${kind} ${page.id.slice(0, 12)} standfirst: ${found?.standfirst} for ${expected}`)
    }
  }
  const share = (count: number) => `${((count / (pages || 1)) * 100).toFixed(0)} %`
  console.log(
    `  standfirst                 ${share(right.stated)} of ${pages} as the pages come, ${share(right.shown)} with nothing stated`
  )
}

/** What Lectern keeps in fields of their own is there as well. */
function fieldsAsHtml({ title, standfirst }: Extracted): string {
  const safe = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<h1>${safe(title)}</h1><h2>${safe(standfirst)}</h2>`
}

function line(scores: readonly TextScore[]): string {
  const { f1, precision, recall } = meanScore(scores)
  return `F1 ${f1.toFixed(4)}  precision ${precision.toFixed(4)}  recall ${recall.toFixed(4)}`
}

/** Equal but for white space; a date when it is the same moment, however it is written. */
function isSame(page: RichPage, found: Extracted, field: (typeof fields)[number]): boolean {
  const clean = (text: string) => text.replace(/\s+/gu, ' ').trim()
  const expected = clean(page[field])
  const given = clean(String(found[field] ?? ''))
  if (field === 'published') return given === expected || Date.parse(given) === Date.parse(expected)
  return field === 'language' ? given.toLowerCase() === expected.toLowerCase() : given === expected
}

async function showPage(id: string): Promise<void> {
  for (const page of [...newsPages(), ...richPages()].filter((one) => one.id.startsWith(id))) {
    const found = await extractors[only ?? 'Lectern'](page.bytes, (page as Partial<RichPage>).address)
    const ours = 'html' in page ? textOfHtml(found.html) : found.running || textOfHtml(found.html)
    for (const one of differingLines(page.text, ours)) console.log(one)
  }
}
