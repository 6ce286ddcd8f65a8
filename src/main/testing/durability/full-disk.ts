import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { AppError } from '../../../shared/errors.ts'
import type { ArticleId, NoteId } from '../../../shared/values.ts'
import { checkRows } from '../../backups/check-rows.ts'
import { keepBallast } from '../../db/ballast.ts'
import { addStormArticle } from '../../search/app-storm.ts'
import { testApp } from '../test-app.ts'

export interface FullDisk {
  /** Changes acknowledged before the disk was full, and in the room that was kept. */
  acknowledged: number
  /** Acknowledged after the disk was full the first time. */
  afterFull: number
  /** What went wrong; empty when all is well. */
  wrong: string[]
}

/** A small disk of its own, where this machine lets us have one. */
export function smallDisk(megabytes: number): { path: string; remove(): void } | undefined {
  const path = mkdtempSync(join(tmpdir(), 'lectern-disk-'))
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', path])
  if (status !== 0) {
    rmSync(path, { recursive: true, force: true })
    return undefined
  }
  return {
    path,
    remove() {
      spawnSync('umount', ['-l', path])
      rmSync(path, { recursive: true, force: true })
    }
  }
}

/**
 * Fills a real disk to the last byte under the app: reading goes on, the last notes and a deletion are saved in
 * the room that was kept, then it is said plainly; with room again everything works, and nothing is lost.
 */
export async function fillDisk(path: string): Promise<FullDisk> {
  const result: FullDisk = { acknowledged: 0, afterFull: 0, wrong: [] }
  const test = testApp({ folder: join(path, 'library'), indexing: true })
  const check = (what: string, holds: boolean) => {
    if (!holds) result.wrong.push(what)
  }
  for (let number = 0; number < 6; number++)
    await addStormArticle(test, `Storm ${number}`, `${v7()} words`, 'en', [])
  await test.app.search.caughtUp()
  const ids = test.app.context.db.prepare<[], ArticleId>('SELECT id FROM articles').pluck().all()
  // On a disk as small as this the app itself would not keep any.
  await keepBallast(join(path, 'library'), 0)
  const { bavail, bsize } = statfsSync(path)
  writeFileSync(join(path, 'filler'), Buffer.alloc(bavail * bsize - 200_000, 1))
  const stored = new Map<ArticleId, string>()
  let refused: unknown
  let isFull = false
  for (let number = 0; number < 5000 && refused === undefined; number++) {
    const articleId = ids[number % 5]!
    const body = `Note ${number} ${'words '.repeat(400)}`
    try {
      await test.call('notes.save', { id: v7() as NoteId, articleId, highlightId: null, body })
      stored.set(articleId, body)
      result.acknowledged++
      if (isFull) result.afterFull++
      const notices = await test.call('notices.list', {})
      if (!isFull && notices.some(({ id }) => id === 'disk-full')) {
        isFull = true
        // Deletions, too.
        await test.call('articles.trash', { articleIds: [ids[5]!] })
        result.afterFull++
      }
    } catch (error) {
      refused = error
    }
  }
  check('the reader was not told', isFull)
  check('nothing was saved in the room that was kept', result.afterFull > 1)
  check('it was not said plainly', refused instanceof AppError && refused.code === 'disk-full')
  for (const [articleId, body] of stored) {
    check(`reading ${articleId}`, (await test.call('articles.get', { articleId })).note === body)
    await test.call('reading.open', { articleId })
  }
  check('listing', (await test.call('articles.counts', {})).trashed === 1)
  rmSync(join(path, 'filler'))
  await test.call('notes.save', {
    id: v7() as NoteId,
    articleId: ids[0]!,
    highlightId: null,
    body: 'Room again'
  })
  stored.set(ids[0]!, 'Room again')
  await test.restart()
  for (const [articleId, body] of stored) {
    check(`kept ${articleId}`, (await test.call('articles.get', { articleId })).note === body)
  }
  check('pages', test.app.context.db.pragma('integrity_check', { simple: true }) === 'ok')
  check(
    'rows',
    [...checkRows(test.app.context.db)].every(({ damages }) => damages.length === 0)
  )
  check(`bugs: ${test.bugs.map(({ method }) => method).join(', ')}`, test.bugs.length === 0)
  await test.close()
  return result
}
