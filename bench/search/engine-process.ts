/**
 * One engine over one library, in a process of its own, so that its caches and memory are no other's. The
 * bench tells it by messages what to do next; every answer is a `Reply`.
 *   engine-process.ts ENGINE FOLDER SIZE
 */
import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { badQueries } from '../../src/main/search/bad-queries.ts'
import { LibrarySearch } from '../../src/main/search/library-search.ts'
import { fixtureLibrary } from '../../src/main/search/search-fixture.ts'
import type { RelatedRequest } from '../../src/shared/search.ts'
import type { Command, Cost, EngineName, Reply } from './engine-messages.ts'
import { type Doc, ftsQuery, lunrEngine, miniSearchStemmed, orama, plainFlexSearch } from './engines.ts'
import { article, commonWords } from './synthetic.ts'

const UPDATES = 20
const LIMIT = 20

const [engine, folder = '', count = '0'] = process.argv.slice(2)
const size = Number(count)
const bare = process.memoryUsage().rss

/** What an engine can be asked to do here. What it cannot is left out. */
interface Measured {
  /** Makes the index; answers its bytes on disk. */
  build(): Promise<number>
  /** Opens the index that was built, so that it can be asked. */
  open(): Promise<void>
  ask(query: string): unknown
  related?(): Promise<Cost[]>
  /** Takes in one more article. */
  update?(number: number): Promise<void>
  close(): Promise<void>
}

async function cost(work: () => unknown): Promise<Cost> {
  const before = process.cpuUsage()
  const began = performance.now()
  await work()
  const ms = performance.now() - began
  const { user, system } = process.cpuUsage(before)
  return { ms, cpu: (user + system) / 1000 }
}

function lectern(): Measured {
  const files = { libraryFile: join(folder, 'library.sqlite'), indexFile: join(folder, 'search.sqlite') }
  let search: LibrarySearch | undefined
  const opened = () => {
    search ??= new LibrarySearch({ ...files, onStatus: () => undefined })
    return search
  }
  return {
    async build() {
      for (const suffix of ['', '-wal', '-shm']) rmSync(files.indexFile + suffix, { force: true })
      await opened().caughtUp()
      await opened().close()
      search = undefined
      return statSync(files.indexFile).size
    },
    open: async () => void opened(),
    ask: (query) => opened().query({ query, limit: LIMIT }, () => false),
    async related() {
      const library = fixtureLibrary(folder)
      const ids = library.db
        .prepare('SELECT id FROM articles ORDER BY id LIMIT 40 OFFSET ?')
        .pluck()
        .all(Math.floor(size / 2)) as RelatedRequest['articleId'][]
      library.db.close()
      const costs: Cost[] = []
      for (const articleId of ids) costs.push(await cost(() => opened().related({ articleId }, () => false)))
      return costs
    },
    async update(number) {
      const library = fixtureLibrary(folder)
      library.addArticle({ ...article(number), language: 'en' })
      library.db.close()
      await opened().caughtUp()
    },
    close: async () => search?.close()
  }
}

/** FTS5 in a file of its own, answering row numbers only; contentless, since the texts are in the library. */
function fts5(): Measured {
  const file = join(folder, 'fts.sqlite')
  let db: Database.Database | undefined
  const connect = () => {
    db = new Database(file)
    return db
  }
  const select = () =>
    (db ?? connect()).prepare('SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t, 2.0, 1.0) LIMIT ?')
  let prepared: Database.Statement | undefined
  return {
    async build() {
      for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true })
      const made = connect()
      made.pragma('journal_mode = WAL')
      made.pragma('synchronous = NORMAL')
      made.exec(
        "CREATE VIRTUAL TABLE t USING fts5 (title, text, content = '', tokenize = 'porter unicode61')"
      )
      const insert = made.prepare('INSERT INTO t (rowid, title, text) VALUES (?, ?, ?)')
      const library = new Database(join(folder, 'library.sqlite'), { readonly: true })
      const texts = library
        .prepare(
          'SELECT a.title, v.text FROM articles a JOIN article_versions v ON v.id = a.current_version_id LIMIT ?'
        )
        .raw()
        .iterate(size) as IterableIterator<[string, string]>
      let row = 0
      made.transaction(() => {
        for (const [title, text] of texts) insert.run(++row, title, text)
      })()
      library.close()
      made.close()
      db = undefined
      return statSync(file).size
    },
    async open() {
      prepared = select()
    },
    ask(query) {
      // The same as-you-type help as ours: the last word may go on.
      const match = ftsQuery(query)
      return match === '' ? [] : prepared?.all(query.endsWith(' ') ? match : `${match}*`, LIMIT)
    },
    async update(number) {
      const { title, text } = article(number)
      db?.prepare('INSERT INTO t (rowid, title, text) VALUES (?, ?, ?)').run(number + 1, title, text)
    },
    close: async () => void db?.close()
  }
}

/** An engine that lives in memory: it has to be built again at every start. */
function inMemory(build: typeof lunrEngine): Measured {
  let made: Awaited<ReturnType<typeof build>> | undefined
  return {
    async build() {
      const docs = Array.from({ length: size }, (_, at): Doc => ({ id: String(at), ...article(at) }))
      made = await build(docs)
      return 0
    },
    open: async () => undefined,
    ask: (query) => made?.search(query),
    close: async () => made?.close()
  }
}

const engines: Readonly<Record<EngineName, () => Measured>> = {
  Lectern: lectern,
  FTS5: fts5,
  MiniSearch: () => inMemory(miniSearchStemmed),
  lunr: () => inMemory(lunrEngine),
  Orama: () => inMemory(orama),
  FlexSearch: () => inMemory(plainFlexSearch)
}
const its = engines[engine as EngineName]()

/** What should stumble over nothing, and the same made of the commonest words this library has. */
function hardQueries(): (readonly [name: string, query: string])[] {
  const common = commonWords(90)
  return [
    ...badQueries,
    ['the commonest words there are', `${common.join(' ')} `],
    ['beginnings of the commonest', common.map((word) => `"${word.slice(0, 2)}`).join('" ')],
    [
      'phrases of the commonest',
      common
        .slice(0, 40)
        .map((word, at) => `"${word} ${common[at + 1]}"`)
        .join(' ')
    ],
    ['the commonest near one another', `near:3 ${common.slice(0, 12).join(' ')}`],
    [
      'one common word without the others',
      `${common[0]} ${common
        .slice(1)
        .map((word) => `-${word}`)
        .join(' ')}`
    ],
    ['either of the commonest', common.join(' OR ')],
    ['the commonest with a slip each', common.map((word) => `${word.slice(0, 3)}q${word.slice(3)}`).join(' ')]
  ]
}

async function answer(command: Command): Promise<Reply> {
  switch (command.do) {
    case 'build': {
      let disk = 0
      return { ...(await cost(async () => (disk = await its.build()))), disk }
    }
    case 'open':
      return cost(async () => {
        await its.open()
        await its.ask(command.query)
      })
    case 'ask': {
      const costs: Cost[] = []
      for (const query of command.queries) costs.push(await cost(() => its.ask(query)))
      return costs
    }
    case 'askBad': {
      const costs: { name: string; costs: Cost[] }[] = []
      for (const [name, query] of hardQueries()) {
        const three: Cost[] = []
        for (let turn = 0; turn < 3; turn++) three.push(await cost(() => its.ask(query)))
        costs.push({ name, costs: three })
      }
      return costs
    }
    case 'related':
      return (await its.related?.()) ?? []
    case 'update': {
      const costs: Cost[] = []
      for (let at = 0; its.update !== undefined && at < UPDATES; at++)
        costs.push(await cost(() => its.update?.(size + at)))
      return costs
    }
    case 'memory':
      return process.memoryUsage().rss - bare
    case 'close':
      await its.close()
      return 0
  }
}

process.on('message', (command: Command) => {
  void answer(command).then((reply) => {
    process.send?.(reply)
    if (command.do === 'close') process.disconnect()
  })
})
