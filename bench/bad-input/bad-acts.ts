import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { strToU8, zipSync } from 'fflate'
import type { RunningApp } from '../../e2e/app.ts'
import { ask, call } from '../../e2e/bridge.ts'
import { answerDialogs } from '../../e2e/pages/dialogs.ts'
import { chooseInMenu } from '../../e2e/pages/layout.ts'
import { silentShare } from '../../src/main/testing/mounts.ts'
import type { SentReply } from '../../src/shared/bridge.ts'
import type { ArticleId } from '../../src/shared/values.ts'
import { showArticle } from '../window/show-article.ts'
import { programsUnder } from './surroundings.ts'

/** Where an act is done: a running app with one article of plain words in its library. */
export interface Scene {
  app: RunningApp
  /** A folder for files that are given. */
  inbox: string
  /** Files given to the app. */
  bring(...paths: string[]): Promise<{ status: string; articleId: string | null; message: string }[]>
}

/** A row of our plan that is no file: something done to the running app. */
export interface BadAct {
  row: number
  name: string
  /** Throws when the app does not do what the plan expects. @returns what happened, in a few words */
  act(scene: Scene): Promise<string>
  /** Done before anything is measured. */
  prepare?(scene: Scene): Promise<void>
  /**
   * `main`: the window itself is the attacker, and only main is held to answering meanwhile. `told`: both are told and
   * not judged, and the list of checks says why.
   */
  pauses?: 'main' | 'told'
  /** Rows that this act changes on purpose hold these words. */
  changes?: string
}

const PATIENCE = 30_000

function expectThat(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what)
}

/** Types a query into the search screen and waits for its answer. @throws when it ends in an error */
async function search(app: RunningApp, query: string): Promise<string> {
  const { page } = app
  await chooseInMenu(app, 'go.search')
  const box = page.getByRole('searchbox').or(page.getByRole('combobox')).first()
  // As a paste comes in: a field that is filled by a program takes more than one that is typed into.
  await box.fill('')
  await page.keyboard.insertText(query)
  await page.waitForTimeout(300)
  await page.waitForFunction(
    () => document.querySelector('.results')?.getAttribute('aria-busy') !== 'true',
    undefined,
    { timeout: PATIENCE }
  )
  expectThat(
    (await page.locator('.toast-error').count()) === 0,
    `an error was shown for ${query.slice(0, 40)}`
  )
  const answer = await call(page, 'search.query', { query: query.slice(0, 10_000) })
  expectThat(answer.ok, `search refused ${query.slice(0, 40)}`)
  return query
}

const regular = ['(a+)+$', '(.*)*b', '(?=(a+))a*b\\1', '[', '\\', '^a*?$', 'a{1,30000}']
const match = [
  '"',
  '""',
  '*',
  'a*',
  '*a',
  'AND',
  'OR',
  'NOT',
  'a AND',
  'NEAR(',
  'NEAR(a b, 2)',
  'col:x',
  'title:',
  '-x',
  '-',
  '^',
  '^a',
  '((((',
  '))))',
  '{a b}',
  "'; drop table articles; --",
  'a NOT b',
  '\u0000',
  '+a +'
]
const endless = ['   ', '!?.,;:', '%', '_', '%_%_%', 'word '.repeat(5000), 'x'.repeat(60_000)]

/** A cell as a spreadsheet would run it, and places in the text that are none. */
const oddRow = (at: number) =>
  `"${at % 3 === 0 ? "=cmd|' /C calc'!A0" : `Quotation ${at}`}","Book ${at % 1000}","=1+1","","@note ${at}","-1","NaN","1e309"\n`

export const badActs: readonly BadAct[] = [
  {
    row: 36,
    name: 'search and find as a regular expression',
    async act({ app, inbox, bring }) {
      const path = join(inbox, 'letters.txt')
      writeFileSync(path, `Only one letter\n\n${'a'.repeat(28)}! ${'aaa '.repeat(20_000)}`)
      const [added] = await bring(path)
      for (const query of regular) await search(app, query)
      await showArticle(app, added!.articleId!, PATIENCE)
      for (const query of regular) {
        await app.page.keyboard.press('ControlOrMeta+f')
        await app.page.keyboard.insertText(query)
        await app.page.waitForTimeout(300)
        await app.page.keyboard.press('Escape')
      }
      return `${regular.length} patterns, searched and found as letters`
    }
  },
  {
    row: 37,
    name: 'the syntax of the index',
    async act({ app }) {
      for (const query of match) await search(app, query)
      return `${match.length} queries, none an error`
    }
  },
  {
    row: 38,
    name: 'queries without end',
    async act({ app }) {
      for (const query of endless) await search(app, query)
      const { cut } = await ask(app.page, 'search.query', { query: 'word '.repeat(200) })
      expectThat(cut, 'a query of 200 words was not said to be cut')
      return `${endless.length} queries; a long one is said to be cut`
    }
  },
  {
    row: 38,
    name: 'a query of 10 MB, handed to main',
    pauses: 'main',
    async act({ app }) {
      const long = await app.page.evaluate(
        async () => (await window.lectern.invoke('search.query', { query: 'tide '.repeat(2_000_000) })).ok
      )
      return long ? 'cut' : 'refused'
    }
  },
  {
    row: 41,
    name: 'the same twice, and at once',
    async act({ inbox, bring }) {
      const paths = ['one.txt', 'other-name.txt'].map((name) => join(inbox, name))
      for (const path of paths)
        writeFileSync(path, 'Twice\n\nThe very same words under two names, brought in at once.')
      const [first, second] = await Promise.all(paths.map((path) => bring(path)))
      const statuses = [first![0]!.status, second![0]!.status].sort()
      expectThat(statuses.join() === 'added,already-here', `at once: ${statuses.join()}`)
      expectThat(first![0]!.articleId === second![0]!.articleId, 'two articles')
      const [again] = await bring(paths[1]!)
      expectThat(again!.status === 'already-here', `again: ${again!.status}`)
      return 'one article; the other is told to be here already'
    }
  },
  {
    row: 42,
    name: 'other words under highlights',
    changes: 'Ferries',
    async act({ app, inbox, bring }) {
      const { page } = app
      const kept = 'The ferry to the island leaves at seven'
      const lost = 'A sentence that is nowhere in the newer text'
      const older = join(inbox, 'ferries-1.txt')
      writeFileSync(older, `Ferries\n\n${kept} and comes back at dusk. ${lost}, whatever one looks for.\n`)
      const articleId = (await bring(older))[0]!.articleId as ArticleId
      const { version } = await ask(page, 'reading.open', { articleId })
      const { text } = await ask(page, 'reading.text', { versionId: version.id, start: 0, end: 10_000 })
      for (const exact of [kept, lost])
        await ask(page, 'highlights.create', {
          id: crypto.randomUUID() as never,
          articleId,
          versionId: version.id,
          start: text.indexOf(exact),
          end: text.indexOf(exact) + exact.length,
          exact,
          color: 'yellow'
        })
      const newer = join(inbox, 'ferries-2.txt')
      writeFileSync(newer, `Ferries\n\nThis was written anew. ${kept} and comes back when it can.\n`)
      const fromArticleId = (await bring(newer))[0]!.articleId as ArticleId
      const { counts } = await ask(page, 'versions.adopt', { articleId, fromArticleId })
      const { items } = await ask(page, 'highlights.list', {
        filter: { articleId },
        page: { offset: 0, limit: 10 }
      })
      expectThat(items.length === 2, `${items.length} of 2 highlights are left`)
      expectThat(
        items.some(({ exact }) => exact === kept),
        'the one that is still there moved away'
      )
      return `two highlights, ${JSON.stringify(counts)}`
    }
  },
  {
    row: 46,
    name: 'a share that never answers',
    async act({ app, bring }) {
      const share = silentShare()
      if (!share) return 'not tried: it takes root on Linux to mount one'
      try {
        const batchId = crypto.randomUUID()
        const path = join(share.path, 'there.txt')
        const running = call(app.page, 'imports.files', { batchId, paths: [path] })
        await app.page.waitForTimeout(500)
        await call(app.page, 'imports.cancel', { batchId })
        const cancelled = await running
        expectThat(cancelled.ok, 'cancelling failed')
        const [late] = await bring(path)
        expectThat(late!.status === 'failed' && late!.message.includes('there.txt'), `said: ${late!.message}`)
        return `cancelled at once; ${late!.message}`
      } finally {
        share.remove()
      }
    }
  },
  {
    row: 48,
    name: 'a clipboard of nothing, of spaces, of a hostile page',
    async act({ app }) {
      const { page, electron } = app
      await chooseInMenu(app, 'go.library')
      const paste = async (put: Record<string, string>, wait = 800) => {
        // The page's own clipboard: its call is the same in every Electron.
        await page.evaluate(async (given) => {
          const parts = Object.entries(given).map(
            ([type, words]) =>
              [
                type,
                type === 'image/png' ? fetch(words).then((one) => one.blob()) : new Blob([words], { type })
              ] as const
          )
          const items = parts.length > 0 ? [new ClipboardItem(Object.fromEntries(parts))] : []
          await navigator.clipboard.write(items).catch(() => undefined)
        }, put)
        await page.keyboard.press('ControlOrMeta+v')
        await page.waitForTimeout(wait)
      }
      await electron.evaluate(({ clipboard }) => clipboard.clear())
      await paste({})
      await paste({ 'text/plain': ' \n\t ' })
      await paste(
        {
          'text/html': `<img src=x onerror="window.ran=1"><script>window.ran=1</script><p>${'Pasted words that stay words. '.repeat(20)}</p><iframe srcdoc="<script>parent.ran=1</script>"></iframe>`,
          'text/plain': 'Pasted words that stay words.'
        },
        3000
      )
      expectThat(!(await page.evaluate(() => 'ran' in window)), 'something of the clipboard ran')
      await electron.evaluate(({ clipboard }) => clipboard.clear())
      return 'nothing, nothing, words'
    }
  },
  {
    row: 48,
    name: 'a clipboard of 200 MB',
    pauses: 'told',
    async prepare({ app }) {
      await chooseInMenu(app, 'go.library')
      await app.electron.evaluate(async ({ clipboard }) => {
        await clipboard.writeText('The tide comes twice a day. '.repeat(7_200_000))
      })
      await app.page.waitForTimeout(1000)
    },
    async act({ app }) {
      await app.page.keyboard.press('ControlOrMeta+v')
      const refusal = app.page.locator('.toast-error')
      await refusal.waitFor({ timeout: PATIENCE })
      const said = await refusal.innerText()
      await app.electron.evaluate(({ clipboard }) => clipboard.clear())
      return said
    }
  },
  {
    row: 49,
    name: 'links and second starts that want too much',
    async act({ app }) {
      const hostile = [
        'lectern:purge?what=all',
        'lectern:add?url=file:///etc/passwd',
        'lectern:add?url=https%3A%2F%2Fexample%00.org',
        'lectern://add/../../x',
        '--inspect=0',
        '--load-extension=/x',
        '"quoted\n--inspect"',
        '-x'
      ]
      await app.electron.evaluate(({ app: self }, words) => {
        // Made here: to be handed 2 MB by a test is work of main's that no reader gives it.
        const long = `lectern:${'x'.repeat(2_000_000)}`
        self.emit('second-instance', {}, ['electron', '.', ...words, long], '/')
      }, hostile)
      await app.page.waitForTimeout(500)
      const offer = await call(app.page, 'app.takeOffer', {})
      expectThat(offer.ok && offer.value === null, 'an address was offered')
      // A message at the edge is called a dialog, too; one may still stand there.
      const dialogs = app.page.locator('[role=dialog]:not(.toast)')
      expectThat((await dialogs.count()) === 0, 'a dialog came up')
      return `${hostile.length + 1} ignored`
    }
  },
  {
    row: 50,
    name: 'calls of every wrong kind, ten thousand in a second',
    pauses: 'main',
    async act({ app }) {
      const codes = await app.page.evaluate(async () => {
        const lectern = window.lectern as { invoke(method?: unknown, input?: unknown): Promise<SentReply> }
        const code = async (ask: () => Promise<SentReply>) => {
          try {
            const reply = await ask()
            return reply.ok ? 'done' : reply.error.code
          } catch {
            return 'not sent'
          }
        }
        const huge = 'x'.repeat(100 * 1024 * 1024)
        const cyclic: Record<string, unknown> = {}
        cyclic.self = cyclic
        const wrong = [
          await code(() => lectern.invoke('notes.save', { body: huge })),
          await code(() => lectern.invoke(huge.slice(0, 1_000_000), {})),
          await code(() => lectern.invoke('notes.save', cyclic)),
          await code(() => lectern.invoke('notes.save', { body: () => 'x' })),
          await code(() => lectern.invoke('notes.save', new Proxy({}, {}))),
          await code(() => lectern.invoke('notes.save')),
          await code(() => lectern.invoke(undefined)),
          await code(() => lectern.invoke('__proto__', {})),
          await code(() => lectern.invoke('library.deleteEverything', {}))
        ]
        await Promise.all(
          Array.from({ length: 10_000 }, () => code(() => lectern.invoke('articles.counts', {})))
        )
        await new Promise((done) => setTimeout(done, 1100))
        return { wrong, after: await code(() => lectern.invoke('articles.counts', {})) }
      })
      expectThat(!codes.wrong.includes('done'), `one was done: ${codes.wrong.join()}`)
      expectThat(codes.after === 'done', `afterwards: ${codes.after}`)
      return codes.wrong.join(', ')
    }
  },
  {
    row: 51,
    name: 'addresses of our protocols',
    async act({ app }) {
      const addresses = [
        'asset://lectern/../../etc/passwd',
        'asset://lectern/%2e%2e%2f%2e%2e%2fetc/passwd',
        `asset://lectern/${'0'.repeat(64)}`,
        'asset://lectern/',
        'asset://other/x',
        'app://lectern/read/../index.html',
        'app://lectern/read/unknown',
        'app://lectern/..%2f..%2fpackage.json',
        'app://lectern/%00',
        `app://lectern/${'x'.repeat(100_000)}`
      ]
      const answers = await app.electron.evaluate(
        async ({ session }, list) =>
          await Promise.all(
            list.flatMap((address) =>
              (['GET', 'POST'] as const).map((method) =>
                session.defaultSession.fetch(address, { method, headers: { range: 'bytes=0-10' } }).then(
                  async (answer) => `${answer.status} ${(await answer.text()).slice(0, 200)}`,
                  () => 'refused'
                )
              )
            )
          ),
        addresses
      )
      for (const answer of answers)
        expectThat(!/root:|"dependencies"/.test(answer), `a file was served: ${answer.slice(0, 60)}`)
      const given = answers.filter((answer) => answer.startsWith('2'))
      return `${answers.length} asked, ${given.length} served (pages of ours only)`
    }
  },
  {
    row: 53,
    name: 'a table of a million highlights with formulas and impossible places',
    async act({ app, inbox }) {
      const path = join(inbox, 'readwise.csv')
      const parts = [
        'Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,Document tags\n'
      ]
      for (let at = 0; at < 1_000_000; at++) parts.push(oddRow(at))
      writeFileSync(path, parts.join(''))
      const batchId = crypto.randomUUID()
      const planned = await call(app.page, 'libraryImports.plan', { batchId, path })
      const said = planned.ok
        ? `planned: ${(planned.value as { wouldAdd: number }).wouldAdd} would be added`
        : planned.error.message
      await call(app.page, 'libraryImports.drop', { batchId })
      truncateSync(path, 0)
      return said
    }
  },
  {
    row: 54,
    name: 'backups and zips that are none',
    async act({ app, inbox }) {
      const { page, electron } = app
      const zips: Record<string, Uint8Array> = {
        'slip.zip': zipSync({
          'manifest.json': strToU8(
            '{"format":"lectern-library","formatVersion":1,"articles":[{"id":"x","folder":"../../x"}]}'
          ),
          '../../escaped.txt': strToU8('outside')
        }),
        'newer.zip': zipSync({ 'manifest.json': strToU8('{"format":"lectern-library","formatVersion":99}') }),
        'torn.zip': zipSync({ 'manifest.json': strToU8('{') }).slice(0, 60),
        'empty.zip': new Uint8Array()
      }
      const said: string[] = []
      for (const [name, bytes] of Object.entries(zips)) {
        const path = join(inbox, name)
        writeFileSync(path, bytes)
        const answer = await call(page, 'exports.restoreLibrary', { path })
        expectThat(!answer.ok && answer.error.message !== '', `${name} was restored`)
        said.push(answer.error.code)
      }
      for (const [name, change] of Object.entries({
        'foreign.sqlite': 'CREATE TABLE other (x)',
        'newer.sqlite': 'PRAGMA application_id = 1279611474; PRAGMA user_version = 9999',
        'trigger.sqlite':
          'PRAGMA user_version = 3; CREATE TABLE articles (id); CREATE TRIGGER t AFTER INSERT ON articles BEGIN DELETE FROM articles; END',
        'no-database.sqlite': ''
      })) {
        const path = join(inbox, name)
        if (change === '') writeFileSync(path, 'Words and no database. '.repeat(500))
        else {
          const db = new Sqlite(path)
          db.exec(change)
          db.close()
        }
        await answerDialogs(electron, path)
        const answer = await call(page, 'backups.restore', {})
        expectThat(!answer.ok && answer.error.message !== '', `${name} took the library's place`)
        said.push(answer.error.code)
      }
      return said.join(', ')
    }
  },
  {
    row: 56,
    name: 'everything stands still, the drawing and the window die',
    async act({ app }) {
      const { page, electron } = app
      await chooseInMenu(app, 'go.library')
      const gpu = await electron.evaluate(
        ({ app: self }) => self.getAppMetrics().find(({ type }) => type === 'GPU')?.pid
      )
      if (gpu) process.kill(gpu, 'SIGKILL')
      await page.waitForTimeout(1500)
      const counts = await call(page, 'articles.counts', {})
      expectThat(counts.ok, 'no answer after the drawing process died')
      // The tracing that measures cannot tell of a thread whose process is gone: the window's death is e2e/notes.spec.ts.
      const main = electron.process().pid!
      process.kill(main, 'SIGSTOP')
      await new Promise((done) => setTimeout(done, 3000))
      process.kill(main, 'SIGCONT')
      const after = await call(page, 'articles.counts', {})
      expectThat(after.ok, 'no answer after three seconds of standing still')
      expectThat(programsUnder(main).length > 0, 'no process is left')
      return 'drawn again; went on after three seconds'
    }
  }
]
