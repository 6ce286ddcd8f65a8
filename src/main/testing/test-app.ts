import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import type { Card } from '../../shared/cards.ts'
import type { EventName, Input, MethodName, Output } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { HighlightColor } from '../../shared/highlights.ts'
import type { ArticleId, HighlightId, NoteId, VersionId } from '../../shared/values.ts'
import { type App, createApp } from '../app.ts'
import type { Desktop } from '../desktop.ts'
import { createImportRunner, type ImportRunner } from '../import/worker/import-runner.ts'
import type { Network } from '../network/network.ts'

export interface TestApp {
  app: App
  folder: string
  /** Events sent to the window, in order. */
  events: { event: EventName; payload: unknown }[]
  bugs: { method: string; error: unknown }[]
  /** Calls through dispatch, as the window does; throws the AppError it answers with. */
  call<M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>>
  /** Imports a text and returns the article's id. */
  add(text: string, name?: string): Promise<ArticleId>
  /** An article as it is read: its current version, and all that it says. */
  read(articleId: ArticleId): Promise<{ versionId: VersionId; text: string }>
  /** Highlights words of an article where they stand first; with a note and a tag, where these are given. */
  mark(
    articleId: ArticleId,
    exact: string,
    more?: { color?: HighlightColor; note?: string; tag?: string }
  ): Promise<HighlightId>
  /** Makes a card that asks for words of an article where they stand first, of a highlight where one is given. */
  learn(articleId: ArticleId, exact: string, highlightId?: HighlightId): Promise<Card>
  /** What the system's save dialog answers from now on. */
  saveTo(path: string | null): void
  /** What the system's open dialog answers from now on. */
  openFrom(path: string): void
  /** Closes and opens the same library again. */
  restart(): Promise<void>
  close(): Promise<void>
}

const closedNetwork: Network = {
  visit() {
    throw new Error('A test wanted to use the network')
  }
}

// Its process takes a second to start: the tests of one file have it together.
const importer = createImportRunner()

/** A runner that cancels its own jobs when it is closed, and leaves the process to the others. */
function sharedRunner(): ImportRunner {
  const closing = new AbortController()
  const either = (signal?: AbortSignal) =>
    signal ? AbortSignal.any([signal, closing.signal]) : closing.signal
  return {
    run: (job, signal) => importer.run(job, either(signal)),
    readLibrary: (path, signal) => importer.readLibrary(path, either(signal)),
    listFiles: (paths, signal) => importer.listFiles(paths, either(signal)),
    close: () => closing.abort()
  }
}

const DEVICE = '00000000-0000-4000-8000-000000000001'

/** The whole application on an empty temporary folder: real SQLite, real index, no window. */
export function testApp(
  options: {
    folder?: string
    now?: () => number
    network?: Network
    /**
     * As in the app: search takes in what changes from the start on, and the disk has said that it has written before
     * anything is answered. Else search begins with the first question to it, and nobody waits for the disk.
     */
    indexing?: boolean
    /** Closed with the app; absent: one process reads for all tests of a file, one thing after the other. */
    runner?: ImportRunner
  } = {}
): TestApp {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'lectern-test-'))
  const events: TestApp['events'] = []
  const bugs: TestApp['bugs'] = []
  let savePath: string | null = null
  let openPath: string | null = null
  const unavailable = () => Promise.resolve(null)
  const desktop: Desktop = {
    chooseFiles: unavailable,
    chooseSave: async () => savePath,
    chooseOpen: async () => openPath,
    chooseFolder: async () => savePath,
    appHandlers: ({ folder: libraryPath, readOnly }) => ({
      'app.start': () => ({ language: 'en', isUpdating: false, trouble: null }),
      'app.recover': () => ({ language: 'en', isUpdating: false, trouble: null }),
      'app.takeOffer': () => null,
      'app.takeLink': () => [],
      'app.takeFiles': () => [],
      'app.showExtension': () => null,
      'app.info': () => ({
        version: '0.0.0',
        libraryPath,
        platform: 'linux',
        readOnly,
        isGreeting: false
      }),
      'app.openLink': () => ({ opened: false }),
      'app.copy': () => null,
      'app.showLibrary': () => null
    }),
    send: (event, payload) => events.push({ event, payload }),
    onBug: (method, error) => bugs.push({ method, error })
  }
  const open = () => {
    const app = createApp(folder, desktop, {
      deviceId: DEVICE,
      runner: options.runner ?? sharedRunner(),
      ...(options.indexing && { searchAfter: 0 }),
      ...(options.now && { now: options.now }),
      // Tests reach nobody unless they bring their own way out.
      network: options.network ?? closedNetwork
    })
    // Whoever pulls no plug has the same library without it.
    if (!options.indexing) app.context.db.pragma('synchronous = OFF')
    return app
  }
  const firstPlace = async (articleId: ArticleId, exact: string) => {
    const { versionId } = await test.call('articles.get', { articleId })
    const text = test.app.context.db
      .prepare<[string], string>('SELECT text FROM article_versions WHERE id = ?')
      .pluck()
      .get(versionId)!
    const start = text.indexOf(exact)
    if (start === -1) throw new Error(`The article does not say “${exact}”`)
    return { articleId, versionId, start, end: start + exact.length, exact }
  }
  const test: TestApp = {
    app: open(),
    folder,
    events,
    bugs,
    async call(method, input) {
      const reply = await test.app.dispatch(method, input)
      if (!reply.ok) throw new AppError(reply.error.code, { told: reply.error.message })
      return reply.value as never
    },
    async add(text, name = 'article.txt') {
      const path = join(folder, name)
      writeFileSync(path, text)
      const { results } = await test.call('imports.files', { batchId: crypto.randomUUID(), paths: [path] })
      const id = results[0]?.articleId
      if (!id) throw new Error(`Import failed: ${results[0]?.message}`)
      return id
    },
    async read(articleId) {
      const { version } = await test.call('reading.open', { articleId })
      const whole = { versionId: version.id, start: 0, end: version.textLength }
      return { versionId: version.id, text: (await test.call('reading.text', whole)).text }
    },
    async mark(articleId, exact, { color = 'yellow', note = '', tag = '' } = {}) {
      const id = uuidv7() as HighlightId
      await test.call('highlights.create', { id, ...(await firstPlace(articleId, exact)), color })
      if (note)
        await test.call('notes.save', { id: uuidv7() as NoteId, articleId, highlightId: id, body: note })
      if (tag) await test.call('highlights.addTag', { highlightIds: [id], tag })
      return id
    },
    async learn(articleId, exact, highlightId) {
      const source = { ...(await firstPlace(articleId, exact)), highlightId: highlightId ?? null }
      const promptId = uuidv7() as Card['promptId']
      const content = { kind: 'question', front: 'What does it say?', back: exact, picture: null } as const
      const cards = await test.call('cards.create', { promptId, ...content, source, tags: [] })
      return cards[0]!
    },
    saveTo(path) {
      savePath = path
    },
    openFrom(path) {
      openPath = path
    },
    async restart() {
      await test.app.close()
      test.app = open()
    },
    async close() {
      await test.app.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return test
}
