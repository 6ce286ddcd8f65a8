import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type RunningApp, startApp } from '../../e2e/app.ts'
import { ask, call } from '../../e2e/bridge.ts'

/** A row of our plan that concerns how and where the app is started. */
export interface BadStart {
  row: number
  name: string
  /** Throws when the app does not come up as the plan expects. @param place an empty folder, removed afterwards */
  start(place: string): Promise<string>
}

const PATIENCE = 60_000

function expectThat(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what)
}

/** Waits for the first screen, and looks whether a library is open. @returns how many articles it has */
async function articlesIn(app: RunningApp): Promise<number> {
  await app.page.getByRole('main').waitFor({ timeout: PATIENCE })
  // A new library gets its first articles after it is there.
  for (let turn = 0; turn < 100; turn++) {
    const info = await call(app.page, 'app.info', {})
    if (info.ok && !(info.value as { isGreeting: boolean }).isGreeting) break
    await app.page.waitForTimeout(100)
  }
  const counts = await call(app.page, 'articles.counts', {})
  expectThat(counts.ok, `no library: ${counts.ok ? '' : counts.error.message}`)
  return (counts.value as { all: number }).all
}

/** Brings a text in. @returns the sentence when it was refused */
async function bring(app: RunningApp, place: string, words: string): Promise<string> {
  const path = join(place, 'given.txt')
  writeFileSync(path, `Given\n\n${words}`)
  const { results } = await ask(app.page, 'imports.files', { batchId: crypto.randomUUID(), paths: [path] })
  return results[0]!.status === 'failed' ? results[0]!.message : ''
}

export const badStarts: readonly BadStart[] = [
  {
    row: 52,
    name: 'settings that are damaged, empty, of the future and a gigabyte',
    async start(place) {
      const app = await startApp({ folder: place })
      await articlesIn(app)
      expectThat((await bring(app, place, 'Words that must stay as they are.')) === '', 'not read')
      const before = await articlesIn(app)
      const home = join(place, 'home')
      const names = readdirSync(home).filter((name) => name.endsWith('.json'))
      expectThat(names.length > 0, 'the device keeps no settings')
      const damages: ((path: string) => void)[] = [
        (path) => writeFileSync(path, '{"theme": '),
        (path) => writeFileSync(path, ''),
        (path) => writeFileSync(path, JSON.stringify({ version: 999, theme: 'holographic', folder: 17 })),
        (path) => truncateSync(path, 1_000_000_000)
      ]
      for (const damage of damages) {
        await app.electron.close()
        for (const name of names) damage(join(home, name))
        await app.restart().catch(() => undefined)
        expectThat((await articlesIn(app)) === before, 'articles are missing')
      }
      await app.close()
      return `${names.join(', ')}: four times a start to the same ${before} articles`
    }
  },
  {
    row: 55,
    name: 'a disk that is full, and one without inodes',
    async start(place) {
      const said: string[] = []
      for (const options of ['size=24m', 'nr_inodes=16,size=200m']) {
        const disk = join(place, options.replace(/\W+/gu, '-'))
        mkdirSync(join(disk, 'library'), { recursive: true })
        const library = join(disk, 'library')
        const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', library])
        if (status !== 0) return 'not tried: it takes root on Linux to mount one'
        let app: RunningApp | undefined
        try {
          app = await startApp({ folder: disk })
          const before = await articlesIn(app)
          let sentence = ''
          for (let at = 0; at < 40 && sentence === ''; at++)
            sentence = await bring(app, disk, `${at} ${crypto.randomUUID()} `.repeat(40_000))
          const page = await ask(app.page, 'articles.list', {
            filter: {},
            sort: 'added',
            descending: false,
            page: { offset: 0, limit: 1 }
          })
          // Reading goes on.
          const opened = await call(app.page, 'reading.open', { articleId: page.items[0]!.id })
          expectThat(opened.ok, 'nothing can be read any more')
          const now = await articlesIn(app)
          expectThat(now >= before, 'articles are missing')
          await app.electron.close()
          said.push(
            `${options}: ${now - before} more, then ${sentence.slice(0, 90) || 'there was room for all'}`
          )
        } finally {
          await app?.electron.close().catch(() => undefined)
          spawnSync('umount', ['-l', library])
        }
      }
      return said.join('; ')
    }
  },
  {
    row: 57,
    name: 'other languages, no home, odd homes',
    async start(place) {
      const odd = join(place, 'hö me 😀 %41 #x', 'x'.repeat(120), 'y'.repeat(80))
      const environments: { env: Record<string, string>; folder: string }[] = [
        { env: { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }, folder: join(place, 'tr') },
        { env: { LANG: 'ar_EG.UTF-8', LC_ALL: 'ar_EG.UTF-8' }, folder: join(place, 'ar') },
        { env: { LANG: 'C', LC_ALL: 'C' }, folder: join(place, 'c') },
        { env: { HOME: '', XDG_CACHE_HOME: join(place, 'cache') }, folder: join(place, 'none') },
        { env: { HOME: odd }, folder: odd }
      ]
      for (const { env, folder } of environments) {
        mkdirSync(folder, { recursive: true })
        const app = await startApp({ folder, env })
        const before = await articlesIn(app)
        const why = await bring(app, folder, 'İstanbul ve ışık, ١٢٣ and words that must stay.')
        expectThat(why === '', `${JSON.stringify(env).slice(0, 40)}: ${why}`)
        const answer = await ask(app.page, 'search.query', { query: 'istanbul' })
        expectThat(answer.hits.length > 0, `${JSON.stringify(env).slice(0, 40)}: not found`)
        await app.restart()
        expectThat((await articlesIn(app)) === before + 1, 'it is gone after a restart')
        await app.electron.close()
      }
      return `${environments.length} starts, each read, found and kept a text`
    }
  },
  {
    row: 58,
    name: 'a second program on the same library',
    async start(place) {
      const first = await startApp({ folder: join(place, 'first') })
      const before = await articlesIn(first)
      const second = await startApp({
        folder: join(place, 'second'),
        env: { LECTERN_LIBRARY: join(place, 'first', 'library') }
      })
      const alert = second.page.getByRole('alert')
      await alert.waitFor({ timeout: PATIENCE })
      const said = await alert.innerText()
      expectThat(/open in another/.test(said), `the second said: ${said}`)
      await second.page.getByRole('button', { name: 'Open a copy for reading' }).click()
      expectThat((await articlesIn(second)) === before, 'the copy is not the same')
      const refused = await call(second.page, 'articles.setStarred', { articleIds: [], starred: true })
      expectThat(!refused.ok, 'the copy can be changed')
      expectThat((await bring(first, place, 'The first goes on writing.')) === '', 'the first cannot write')
      await second.electron.close()
      await first.restart()
      expectThat((await articlesIn(first)) === before + 1, 'what the first wrote is gone')
      await first.electron.close()
      expectThat(existsSync(join(place, 'first', 'library', 'library.sqlite')), 'the library is gone')
      return 'it explains, and opens a copy for reading; the first goes on'
    }
  }
]
