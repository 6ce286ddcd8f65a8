import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededTexts } from '../window/seeded-library.ts'
import { percentile, table } from './collections.ts'
import { type Cost, type EngineName, EngineProcess } from './engine-messages.ts'
import { article, random } from './synthetic.ts'

const QUERIES = 300
/** Queries one engine answers before the other has its turn. */
const TURN = 25
/** In more articles than this, an engine that keeps everything in memory takes minutes to build and gigabytes. */
const IN_MEMORY_UP_TO = 10_000
const inMemory: readonly EngineName[] = ['MiniSearch', 'lunr', 'Orama', 'FlexSearch']
const onDisk = ['Lectern', 'FTS5'] as const
type OnDisk = (typeof onDisk)[number]

/** Words from titles and texts, one to four, as people search; a quarter unfinished, a tenth with a slip. */
export function queries(size: number): string[] {
  const next = random(99)
  return Array.from({ length: QUERIES }, () => {
    const { title, text } = article(Math.floor(next() * size))
    const words = next() < 0.6 ? title.split(' ') : text.split(/\s+/)
    const from = Math.floor(next() * words.length)
    let query = words.slice(from, from + 1 + Math.floor(next() * 4)).join(' ')
    const way = next()
    if (way < 0.25) query = query.slice(0, Math.max(3, Math.ceil(query.length * 0.8)))
    else if (way < 0.35 && query.length > 6) query = query.slice(0, 3) + query.slice(4)
    return query
  })
}

/** What making an index took; kept with it, since 100,000 articles take minutes. */
interface Built extends Cost {
  disk: number
  on: string
}

interface Row {
  engine: EngineName
  size: number
  built: Built
  memory: number
  /** From opening the index in a new process to the first answer; none where it lives in memory. */
  cold: Cost | undefined
  update: Cost[]
  asked: Cost[]
}

const ABOUT = `Libraries of about 800 words an article (Zipf, seeded), ${QUERIES} queries. Lectern answers with the passages of
20 hits, the others with 20 numbers; Lectern and FTS5 take the last word for a beginning, and are asked ${TURN} queries
each by turns. Where two figures stand, the first is by the clock and the second in processor time, which other
work on the machine lengthens less. Cold: a new process, from opening the index to the first answer. Memory: of
that process after all queries, less what it had before.
`

/** Build, disk, memory, cold start, update and query times at the given sizes, of everyone in one table. */
export async function benchScale(sizes: readonly number[], anew: boolean): Promise<void> {
  console.log(ABOUT)
  const rows: Row[] = []
  const notes: string[] = []
  for (const size of sizes) {
    console.log(`${size} articles; ${load()}`)
    const kept = seededTexts(size)
    const built = {
      Lectern: await build('Lectern', kept, size, anew),
      FTS5: await build('FTS5', kept, size, anew)
    }
    // The kept library stays as it is; what is changed is a copy.
    const folder = mkdtempSync(join(tmpdir(), 'lectern-bench-'))
    try {
      for (const file of ['library', 'search', 'fts'])
        copyFileSync(join(kept, `${file}.sqlite`), join(folder, `${file}.sqlite`))
      notes.push(...(await measureOnDisk(folder, size, built, rows)))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
    if (size > IN_MEMORY_UP_TO)
      notes.push(`${size}: ${inMemory.join(', ')} are left out; they keep everything in memory.`)
    else for (const engine of inMemory) rows.push(await measureInMemory(engine, size))
  }
  console.log(`\n${load()}`)
  print(rows)
  for (const note of notes) console.log(note)
  console.log()
}

const load = () => `load average ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors`

async function build(engine: OnDisk, folder: string, size: number, anew: boolean): Promise<Built> {
  const note = join(folder, `built-${engine}.json`)
  if (!anew && existsSync(note)) return JSON.parse(readFileSync(note, 'utf8')) as Built
  console.log(`  building the index of ${engine}`)
  const its = new EngineProcess(engine, folder, size)
  const built: Built = { ...(await its.tell({ do: 'build' })), on: new Date().toISOString().slice(0, 16) }
  await its.close()
  writeFileSync(note, JSON.stringify(built))
  return built
}

async function measureOnDisk(
  folder: string,
  size: number,
  built: Record<OnDisk, Built>,
  rows: Row[]
): Promise<string[]> {
  const all = queries(size)
  const first = all[0] ?? ''
  const processes: Record<OnDisk, EngineProcess> = {
    Lectern: new EngineProcess('Lectern', folder, size),
    FTS5: new EngineProcess('FTS5', folder, size)
  }
  const { Lectern } = processes
  const its = {} as Record<OnDisk, Row>
  for (const engine of onDisk) {
    const cold = await processes[engine].tell({ do: 'open', query: first })
    its[engine] = { engine, size, built: built[engine], memory: 0, cold, update: [], asked: [] }
    rows.push(its[engine])
  }
  for (let from = 0; from < all.length; from += TURN) {
    for (const engine of onDisk)
      its[engine].asked.push(
        ...(await processes[engine].tell({ do: 'ask', queries: all.slice(from, from + TURN) }))
      )
  }
  for (const engine of onDisk) its[engine].memory = await processes[engine].tell({ do: 'memory' })
  const related = await Lectern.tell({ do: 'related' })
  const bad = (await Lectern.tell({ do: 'askBad' })).map(({ name, costs }) => ({ name, ...middle(costs) }))
  for (const engine of onDisk) its[engine].update = await processes[engine].tell({ do: 'update' })
  for (const engine of onDisk) await processes[engine].close()
  const worst = bad.reduce((most, one) => (one.ms > most.ms ? one : most))
  const worstCpu = bad.reduce((most, one) => (one.cpu > most.cpu ? one : most))
  return [
    `${size}: related articles p50 ${both(related, 0.5)} ms, p95 ${both(related, 0.95)} ms`,
    `${size}: ${bad.length} bad queries, of three answers the middle one: slowest ${worst.ms.toFixed(0)} ms by the clock (${worst.name}), ${worstCpu.cpu.toFixed(0)} ms of the processor (${worstCpu.name}); over 100 ms by the clock: ${
      bad
        .filter(({ ms }) => ms > 100)
        .map(({ name, ms }) => `${name} ${ms.toFixed(0)}`)
        .join(', ') || 'none'
    }`
  ]
}

async function measureInMemory(engine: EngineName, size: number): Promise<Row> {
  const its = new EngineProcess(engine, '', size)
  const built: Built = { ...(await its.tell({ do: 'build' })), on: '' }
  const asked = await its.tell({ do: 'ask', queries: queries(size) })
  const memory = await its.tell({ do: 'memory' })
  await its.close()
  return { engine, size, built, memory, cold: undefined, update: [], asked }
}

const middle = (costs: readonly Cost[]): Cost => ({
  ms: percentile(
    costs.map(({ ms }) => ms),
    0.5
  ),
  cpu: percentile(
    costs.map(({ cpu }) => cpu),
    0.5
  )
})
const both = (costs: readonly Cost[], p: number) =>
  `${percentile(
    costs.map(({ ms }) => ms),
    p
  ).toFixed(1)} / ${percentile(
    costs.map(({ cpu }) => cpu),
    p
  ).toFixed(1)}`

const HEAD = [
  'engine',
  'articles',
  'built/s',
  'build ms/article',
  'disk MB',
  'memory MB',
  'cold ms',
  'update ms',
  'p50 ms',
  'p95 ms',
  'p99 ms'
]
const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(0)

function print(rows: readonly Row[]): void {
  const cells: string[][] = []
  for (const row of rows) {
    const { engine, size, built, memory, cold, update, asked } = row
    cells.push([
      engine,
      String(size),
      ((size / built.ms) * 1000).toFixed(0),
      `${(built.ms / size).toFixed(2)} / ${(built.cpu / size).toFixed(2)}`,
      built.disk > 0 ? megabytes(built.disk) : '-',
      megabytes(memory),
      cold === undefined ? '-' : `${cold.ms.toFixed(0)} / ${cold.cpu.toFixed(0)}`,
      update.length === 0 ? '-' : both(update, 0.5),
      ...[0.5, 0.95, 0.99].map((p) => both(asked, p))
    ])
    const lectern = rows.find((its) => its.engine === 'Lectern' && its.size === size)
    if (engine === 'FTS5' && lectern !== undefined) cells.push(ratios(lectern, row))
  }
  table(HEAD, cells)
  const built = rows
    .filter(({ built: { on } }) => on !== '')
    .map((row) => `${row.engine} ${row.size} ${row.built.on}`)
  console.log(
    `Indexes are kept and were built on (UTC): ${built.join('; ')}. With --build they are built again.`
  )
}

/** Lectern as a multiple of FTS5. */
function ratios(lectern: Row, peer: Row): string[] {
  const of = (pick: (row: Row) => number) => (pick(lectern) / pick(peer)).toFixed(2)
  const times = (pick: (row: Row) => Cost) => `${of((row) => pick(row).ms)} / ${of((row) => pick(row).cpu)}`
  const at = (p: number, costs: (row: Row) => readonly Cost[]) =>
    times((row) => ({
      ms: percentile(
        costs(row).map(({ ms }) => ms),
        p
      ),
      cpu: percentile(
        costs(row).map(({ cpu }) => cpu),
        p
      )
    }))
  return [
    '  Lectern × FTS5',
    '',
    (peer.built.ms / lectern.built.ms).toFixed(2),
    times((row) => row.built),
    of((row) => row.built.disk),
    of((row) => row.memory),
    times((row) => row.cold ?? { ms: 0, cpu: 0 }),
    at(0.5, (row) => row.update),
    ...[0.5, 0.95, 0.99].map((p) => at(p, (row) => row.asked))
  ]
}
