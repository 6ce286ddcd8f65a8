import { cpSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { libraryChecks } from '../../cli/verify-library.ts'
import { journalHash } from '../journal-hash.ts'
import { testApp } from '../test-app.ts'
import { smallDisk } from './full-disk.ts'
import { makeGiven, type Operation, operations } from './operations.ts'

export interface FullDuring {
  tried: number
  /** How often the disk was full in the middle, which was said. */
  full: number
  wrong: string[]
}

/** Megabytes: room for a library, its backups and what comes in. */
const DISK = 160

/**
 * Does every operation on a disk that has `rooms` bytes left, then frees it and does it again.
 * @returns undefined where the machine lets us have no small disk
 */
export async function fillDuring(
  rooms: readonly number[],
  names: readonly string[] = Object.keys(operations)
): Promise<FullDuring | undefined> {
  const disk = smallDisk(DISK)
  if (!disk) return undefined
  const place = mkdtempSync(join(tmpdir(), 'lectern-full-'))
  const result: FullDuring = { tried: 0, full: 0, wrong: [] }
  try {
    await makeGiven(join(place, 'library'), join(place, 'given'))
    for (const name of names) {
      for (const room of rooms) {
        const given = join(place, 'now')
        rmSync(given, { recursive: true, force: true })
        rmSync(join(disk.path, 'library'), { recursive: true, force: true })
        cpSync(join(place, 'given'), given, { recursive: true })
        cpSync(join(place, 'library'), join(disk.path, 'library'), { recursive: true })
        const wrong = (what: string) => result.wrong.push(`${name}, ${room} bytes left: ${what}`)
        result.tried++
        if (await fillOnce({ operation: operations[name]!, disk: disk.path, given, room, wrong }))
          result.full++
      }
    }
    return result
  } finally {
    disk.remove()
    rmSync(place, { recursive: true, force: true })
  }
}

/** @returns whether the disk was full in the middle */
async function fillOnce(one: {
  operation: Operation
  disk: string
  given: string
  room: number
  wrong(what: string): void
}): Promise<boolean> {
  const { operation, disk, given, room, wrong } = one
  const filler = join(disk, 'filler')
  const test = testApp({ folder: join(disk, 'library'), indexing: true })
  const { db } = test.app.context
  const before = journalHash(db)
  const tryIt = () =>
    operation.run(test, given).then(
      () => '',
      (error: Error) => (error instanceof AppError ? error.code : error.message)
    )
  try {
    await test.app.search.caughtUp()
    const { bavail, bsize } = statfsSync(disk)
    writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - room), 1))
    const said = await tryIt()
    if (said !== '' && said !== 'disk-full') wrong(`it was said: ${said}`)
    if (operation.kind === 'whole' && said !== '' && journalHash(db) !== before) wrong('half')
    await test.call('articles.counts', {})
    rmSync(filler)
    // What is whole and done is refused a second time.
    const again = operation.kind === 'whole' && said === '' ? '' : await tryIt()
    if (again !== '') wrong(`with room again: ${again}`)
    for (const { check, problems } of libraryChecks(db))
      if (problems.length > 0) wrong(`${check}: ${problems.slice(0, 2).join('; ')}`)
    if (db.pragma('integrity_check', { simple: true }) !== 'ok') wrong('pages')
    if (test.bugs.length > 0) wrong(`bugs: ${test.bugs.map(({ method }) => method).join(', ')}`)
    return said === 'disk-full'
  } finally {
    rmSync(filler, { force: true })
    await test.app.close()
  }
}
