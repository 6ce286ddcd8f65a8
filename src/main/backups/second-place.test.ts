import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { smallDisk } from '../testing/durability/full-disk.ts'
import { keptLibrary } from '../testing/kept-library.ts'
import { listBackups, listBackupsIn } from './backup-files.ts'
import { copyElsewhere, placeIn } from './copy-elsewhere.ts'

const DAY = 86_400_000
const kept = keptLibrary()
let disk: string
let folder: string

beforeEach(() => {
  disk = mkdtempSync(join(tmpdir(), 'lectern-disk-'))
  folder = join(disk, 'Backups elsewhere')
  mkdirSync(folder)
})
afterEach(() => rmSync(disk, { recursive: true, force: true }))

const state = () => kept.test.call('backups.place', {})
const choose = (where = folder) => {
  kept.test.saveTo(where)
  return kept.test.call('backups.choosePlace', {})
}
const there = async () => listBackupsIn((await state()).folder).map(({ name }) => name)
const backUp = async (body: string) => {
  await kept.note(body)
  kept.time += 1000
  const made = await kept.test.app.keeper.backup('daily')
  await kept.test.app.keeper.place.over()
  return made!.name
}

describe('a second place', () => {
  it('has the newest backup at once, each one after it, and the same bytes', async () => {
    expect(await state()).toEqual({ folder: '', newestAt: null, sameDisk: false, failure: '' })
    // Nothing was backed up so far: that is made good.
    expect(await choose()).toMatchObject({ newestAt: kept.time, failure: '' })
    const first = listBackups(kept.test.folder)[0]!.name
    expect(await there()).toEqual([first])
    const second = await backUp('Second note.')
    expect(await there()).toEqual([second, first])
    const place = (await state()).folder
    expect(readdirSync(place).sort()).toEqual([first, second].sort())
    for (const name of [first, second])
      expect(readFileSync(join(place, name)).equals(readFileSync(kept.backup(name)))).toBe(true)
    expect(await state()).toMatchObject({ newestAt: kept.time })
  })

  it('makes nothing of its own to be backed up, and outlives a restart', async () => {
    await choose()
    const before = listBackups(kept.test.folder)
    await kept.test.restart()
    kept.time += DAY + 1
    await kept.test.app.keeper.check()
    await kept.test.app.keeper.backup('daily')
    const after = listBackups(kept.test.folder).length
    for (let day = 0; day < 3; day++) {
      kept.time += DAY + 1
      expect(await kept.test.app.keeper.backup('daily')).toBeNull()
    }
    expect(listBackups(kept.test.folder)).toHaveLength(after)
    expect(before).toHaveLength(1)
    expect((await state()).folder).toContain(folder)
  })

  it('that is away is never made anew, is told of after a while, and caught up with when it is back', async () => {
    await choose()
    renameSync(folder, `${folder} unplugged`)
    await backUp('While it is away.')
    expect((await state()).failure).toBe('The folder is not there. Is the disk connected?')
    expect(existsSync(folder)).toBe(false)
    expect(await kept.test.call('notices.list', {})).toEqual([])
    kept.time += 15 * DAY
    await kept.test.app.keeper.look(false)
    const [notice] = await kept.test.call('notices.list', {})
    expect(notice).toMatchObject({ id: 'second-place', action: 'library-settings' })
    expect(notice!.message).toContain('Is the disk connected?')
    renameSync(`${folder} unplugged`, folder)
    await kept.test.app.keeper.look(false)
    expect((await state()).failure).toBe('')
    expect((await there())[0]).toBe(listBackups(kept.test.folder)[0]!.name)
    expect(await kept.test.call('notices.list', {})).toEqual([])
  })

  it('lets older ones go as they go here, and nothing else', async () => {
    await choose()
    const place = (await state()).folder
    writeFileSync(join(place, 'mine.txt'), 'Not a backup.')
    for (let day = 0; day < 25; day++) {
      kept.time += DAY
      await backUp(`Day ${day}.`)
    }
    const names = await there()
    expect(names).toEqual(listBackups(kept.test.folder).map(({ name }) => name))
    expect(names.length).toBeLessThan(15)
    expect(existsSync(join(place, 'mine.txt'))).toBe(true)
  })

  it('keeps older ones for as long as they are kept here, where something is damaged', async () => {
    await choose()
    await kept.test.app.close()
    kept.damage('nobody asks it', 'nobody tells i')
    await kept.test.restart()
    for (let time = 0; time < 8; time++) await backUp(`Note ${time}.`)
    const here = listBackups(kept.test.folder).map(({ name }) => name)
    expect(here).toHaveLength(9)
    expect(await there()).toEqual(here)
  })

  it('is not the library’s own folder, and not what cannot be written', async () => {
    const inside = join(kept.test.folder, 'copies')
    mkdirSync(inside)
    for (const wrong of [kept.test.folder, inside])
      await expect(choose(wrong)).rejects.toThrow('Choose one elsewhere.')
    await choose()
    const before = await state()
    const other = join(disk, 'other')
    mkdirSync(other)
    writeFileSync(join(other, before.folder.slice(folder.length + 1)), 'A file where the folder would be.')
    await expect(choose(other)).rejects.toMatchObject({ code: 'unreadable' })
    expect(await state()).toEqual(before)
    kept.test.saveTo(null)
    expect(await kept.test.call('backups.choosePlace', {})).toEqual(before)
  })

  it('takes no copy that reads otherwise than it was written', async () => {
    const { name, size } = (await kept.test.app.keeper.backup('daily'))!
    const job = { libraryFolder: kept.test.folder, libraryId: 'an-id-of-its-own', folder, now: kept.time }
    const place = placeIn(folder, job.libraryId)
    const spoil = (done: number) => {
      if (done === size) writeFileSync(join(place, `${name}.part`), 'other bytes')
    }
    expect(() => copyElsewhere(job, { onStep: spoil })).toThrow('came out different')
    expect(readdirSync(place)).toEqual([])
    expect(copyElsewhere(job)).toMatchObject({ newestAt: kept.time })
    expect(readdirSync(place)).toEqual([name])
  })

  it('leaves room on its disk for other things', async (context) => {
    const small = smallDisk(24)
    if (!small) return context.skip()
    try {
      const { size } = (await kept.test.app.keeper.backup('daily'))!
      const job = { libraryFolder: kept.test.folder, libraryId: 'id', folder: small.path, now: kept.time }
      const { bavail, bsize } = statfsSync(small.path)
      const filler = join(small.path, 'filler')
      writeFileSync(filler, Buffer.alloc(bavail * bsize - size - 15_000_000))
      expect(() => copyElsewhere(job)).toThrow(expect.objectContaining({ code: 'disk-full' }))
      rmSync(filler)
      expect(copyElsewhere(job)).toMatchObject({ newestAt: kept.time, sameDisk: false })
    } finally {
      small.remove()
    }
  })

  it('that is left keeps what it has and gets nothing more', async () => {
    await choose()
    const place = (await state()).folder
    const before = readdirSync(place)
    expect(await kept.test.call('backups.leavePlace', {})).toMatchObject({ folder: '' })
    await backUp('After it was left.')
    expect(readdirSync(place)).toEqual(before)
    await kept.test.restart()
    expect((await state()).folder).toBe('')
  })
})
