import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { libraryHash } from '../export/library-hash.ts'
import { keptLibrary } from '../testing/kept-library.ts'
import { backupsFolder, listBackups, nameBackup } from './backup-files.ts'

const kept = keptLibrary()

describe('backups', () => {
  it('are made, checked and listed, and not made again when nothing changed', async () => {
    const made = await kept.test.app.keeper.backup('daily')
    expect(made).toMatchObject({
      name: '2026-04-05T06-07-08-009Z.daily.sqlite',
      reason: 'daily',
      madeAt: kept.time
    })
    kept.time += 1000
    expect(await kept.test.app.keeper.backup('daily')).toBeNull()
    await kept.note('Second note.')
    kept.time += 1000
    expect(await kept.test.app.keeper.backup('daily')).not.toBeNull()
    const { backups } = await kept.test.call('backups.list', {})
    expect(backups.map(({ madeAt }) => madeAt)).toEqual([kept.time, kept.time - 2000])
    expect(readdirSync(backupsFolder(kept.test.folder)).length).toBe(2)
    // A whole library of its own: equal to what it was made of.
    const copy = new SQLite(kept.backup(backups[0]!.name), { readonly: true })
    expect(libraryHash(copy)).toBe(libraryHash(kept.test.app.context.db))
    expect(copy.pragma('journal_mode', { simple: true })).toBe('delete')
    copy.close()
  })

  it('leave the copy alone that another process is making, and remove what a crash left of one', async () => {
    const folder = backupsFolder(kept.test.folder)
    mkdirSync(folder)
    const name = nameBackup(kept.time, 'daily')
    for (const part of ['theirs', 'crashed'])
      writeFileSync(kept.backup(`${name}.${part}.part`), 'half of a copy')
    writeFileSync(kept.backup(`${name}.crashed.part-journal`), 'its journal')
    const longAgo = Date.now() / 1000 - 7200
    for (const end of ['', '-journal'])
      utimesSync(kept.backup(`${name}.crashed.part${end}`), longAgo, longAgo)
    expect(await kept.test.app.keeper.backup('daily')).toMatchObject({ name })
    expect(readdirSync(folder).sort()).toEqual([name, `${name}.theirs.part`])
  })

  it('do not wait for the check nobody waits for, which goes on afterwards', async () => {
    for (let at = 0; at < 12; at++) await kept.test.add(`Tides ${at}\n\nThe sea of day ${at} comes and goes.`)
    const order: string[] = []
    const looking = kept.test.app.keeper.look(false).then(() => order.push('checked'))
    // The next look comes before the check is over, as it does every half hour.
    const again = kept.test.app.keeper.look(false)
    // Its own backup is over: the check is next, and then on its way.
    while (listBackups(kept.test.folder).length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    for (const turn of [1, 2]) {
      await kept.note(`Note ${turn}.`)
      kept.time += 1000
      await kept.test.app.keeper.backup('import')
      order.push('copied')
    }
    await Promise.all([looking, again])
    expect(order).toEqual(['copied', 'copied', 'checked'])
    expect(kept.test.app.keeper.damages()).toEqual({ checkedAt: kept.time, damages: [] })
  })

  it('of a clock that was ahead are left alone, and keep nothing from being made once a day and rotated', async () => {
    const now = kept.time
    kept.time += 3650 * 86_400_000
    await kept.test.app.keeper.backup('daily')
    kept.time = now
    for (let day = 0; day < 25; day++) {
      await kept.note(`Day ${day}.`)
      // The week's check, without the rests of the one that nobody waits for.
      if (day % 7 === 0) await kept.test.app.keeper.check()
      // As it looks every half hour.
      for (const _ of [1, 2]) await kept.test.app.keeper.look(false)
      kept.time += 86_400_000 + 1
    }
    const made = listBackups(kept.test.folder).map(({ madeAt }) => madeAt)
    expect(made.filter((at) => at > kept.time).length).toBe(1)
    expect(made.length).toBeLessThan(18)
    expect(made.length).toBeGreaterThan(7)
    await kept.note('One more.')
    await kept.test.app.keeper.look(false)
    await kept.note('And another.')
    const before = listBackups(kept.test.folder)
    await kept.test.app.keeper.look(false)
    expect(listBackups(kept.test.folder)).toEqual(before)
  })

  it('and checks on their way are over when the library is closed', async () => {
    for (let at = 0; at < 12; at++) await kept.test.add(`Tides ${at}\n\nThe sea of day ${at} comes and goes.`)
    let isOver = false
    const checking = kept.test.app.keeper.look(true).finally(() => {
      isOver = true
    })
    while (listBackups(kept.test.folder).length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    await kept.test.app.keeper.close()
    await new Promise((resolve) => setImmediate(resolve))
    expect(isOver).toBe(true)
    await checking
  })

  it('before an import are told, and stopped end the import with nothing added', async () => {
    const paths = Array.from({ length: 20 }, (_, at) => {
      const path = join(kept.test.folder, `many-${at}.txt`)
      writeFileSync(path, `Many ${at}\n\nA text of its own, the ${at}th of many.`)
      return path
    })
    const { work } = kept.test.app.context
    const follow = work.follow
    const labels: string[] = []
    work.follow = ({ label }, job) => {
      labels.push(label)
      const stopping = new AbortController()
      return job(stopping.signal, () => stopping.abort())
    }
    const before = libraryHash(kept.test.app.context.db)
    const files = { batchId: crypto.randomUUID(), paths }
    expect(await kept.test.call('imports.files', files)).toMatchObject({ results: [], stopped: true })
    expect(labels).toEqual(['backups.working'])
    expect(libraryHash(kept.test.app.context.db)).toBe(before)
    expect(readdirSync(backupsFolder(kept.test.folder))).toEqual([])
    expect(await kept.test.call('notices.list', {})).toEqual([])
    // Cancelling the import is the same.
    work.follow = follow
    const importing = kept.test.call('imports.files', files)
    await kept.test.call('imports.cancel', { batchId: files.batchId })
    expect(await importing).toMatchObject({ results: [], stopped: true })
    const whole = await kept.test.call('imports.files', files)
    expect(whole.results.map(({ status }) => status)).toEqual(paths.map(() => 'added'))
    expect(listBackups(kept.test.folder).map(({ reason }) => reason)).toEqual(['import'])
  })

  it('are whole also while somebody writes', async () => {
    let isDone = false
    const making = kept.test.app.keeper.backup('daily').finally(() => {
      isDone = true
    })
    let writes = 0
    while (!isDone) {
      await kept.note(`Note number ${writes++}.`)
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(await making).not.toBeNull()
    expect(writes).toBeGreaterThan(1)
  })
})
