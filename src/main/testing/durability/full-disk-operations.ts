import { cpSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { libraryChecks } from '../../cli/verify-library.ts'
import { journalHash } from '../journal-hash.ts'
import { testApp } from '../test-app.ts'
import { operations } from './operations.ts'

/**
 * Does every operation on a disk that has `room` bytes left, then frees it and does it again.
 * @param disk a small disk of its own
 * @returns how often the disk was full, and what went wrong
 */
export async function fillDuring(
  disk: string,
  from: string,
  given: string,
  rooms: readonly number[],
  tell: (name: string, room: number, code: string) => void = () => undefined
): Promise<{ tried: number; full: number; wrong: string[] }> {
  const result = { tried: 0, full: 0, wrong: [] as string[] }
  const folder = join(disk, 'library')
  const filler = join(disk, 'filler')
  const outside = `${given}-now`
  for (const [name, operation] of Object.entries(operations)) {
    for (const room of rooms) {
      for (const path of [folder, filler, outside]) rmSync(path, { recursive: true, force: true })
      cpSync(from, folder, { recursive: true })
      cpSync(given, outside, { recursive: true })
      const test = testApp({ folder })
      const wrong = (what: string) => result.wrong.push(`${name}, ${room} bytes left: ${what}`)
      const { db } = test.app.context
      const before = journalHash(db)
      await test.app.search.caughtUp()
      const { bavail, bsize } = statfsSync(disk)
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - room), 1))
      result.tried++
      let code = ''
      try {
        await operation.run(test, outside)
      } catch (error) {
        code = error instanceof AppError ? error.code : String(error)
        if (code === 'disk-full') result.full++
        else wrong(`said ${code}: ${(error as Error).message}`)
      }
      tell(name, room, code)
      try {
        if ((await test.call('articles.counts', {})).all < 0) wrong('counting')
        if (operation.kind === 'whole' && code !== '' && journalHash(db) !== before) wrong('half')
        rmSync(filler)
        await test.call('articles.counts', {})
        await operation.run(test, outside)
      } catch (error) {
        // What is whole may have been done in the room that was kept.
        if (operation.kind !== 'whole' || code !== '') wrong(`again: ${(error as Error).message}`)
      }
      for (const { check, problems } of libraryChecks(db))
        if (problems.length > 0) wrong(`${check}: ${problems.slice(0, 2).join('; ')}`)
      if (db.pragma('integrity_check', { simple: true }) !== 'ok') wrong('pages')
      if (test.bugs.length > 0)
        wrong(
          `bugs: ${test.bugs.map(({ method, error }) => `${method} ${(error as Error).message}`).join(', ')}`
        )
      await test.app.close()
    }
  }
  return result
}
