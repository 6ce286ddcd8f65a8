import { v7 as uuidv7 } from 'uuid'
import type { Parsed } from '../../shared/contract.ts'
import { studyDay } from '../../shared/study-day.ts'
import { forgetLostDrafts } from '../cards/card-drafts.ts'
import type { Context } from '../context.ts'
import { comeBack } from '../queue/come-back.ts'
import { readSettings } from '../settings/handlers.ts'
import { existingSpelling } from '../tags/repository.ts'
import {
  deleteArticleTag,
  deleteUnusedAssets,
  insertArticleTag,
  purgeArticles,
  trashArticle,
  trashedOf,
  unusedAssets,
  updateArticle
} from './repository.ts'

type Input = Parsed<'articles.changeMany'>

const labels: Record<Exclude<Input['change']['kind'], 'purge'>, string> = {
  setState: 'undo.setState',
  setStarred: 'undo.setStarred',
  addTag: 'undo.addTag',
  removeTag: 'undo.removeTag',
  trash: 'undo.trashArticle',
  restore: 'undo.restoreArticle',
  comeBack: 'undo.queueAdd'
}

/** Changes articles slice by slice. All of it is one step of undo; what is deleted for good is none. */
export async function changeMany(
  context: Context,
  { articleIds, change }: Input
): Promise<{ count: number; isWhole: boolean }> {
  const { history, work } = context
  if (change.kind === 'purge') return purgeMany(context, articleIds)
  const label = labels[change.kind]
  const join = { key: `many:${uuidv7()}`, mode: 'batch' } as const
  const apply = changing(context, change)
  let at = 0
  const { done, isWhole } = await work.run({ label, total: articleIds.length }, (size) => {
    const slice = articleIds.slice(at, at + size)
    at += slice.length
    if (slice.length > 0) history.record(label, () => slice.forEach(apply), join)
    return slice.length
  })
  return { count: done, isWhole }
}

/** @returns what a change does to one article; nothing to one that is gone */
function changing(
  { db, now, deviceId }: Context,
  change: Exclude<Input['change'], { kind: 'purge' }>
): (articleId: string) => void {
  const stamp = { now: now(), deviceId }
  const isThere = db.prepare('SELECT 1 FROM articles WHERE id = ?').pluck()
  switch (change.kind) {
    case 'setState':
      return (id) => updateArticle(db, id, { state: change.state }, stamp)
    case 'setStarred':
      return (id) => updateArticle(db, id, { starred: change.starred ? 1 : 0 }, stamp)
    case 'trash':
      return (id) => trashArticle(db, id, stamp)
    case 'restore':
      return (id) => updateArticle(db, id, { trashed_at: null }, stamp)
    case 'removeTag':
      return (id) => deleteArticleTag(db, id, change.tag)
    case 'comeBack': {
      const today = studyDay(stamp.now, readSettings(db).studyDayStart)
      return (id) => {
        if (isThere.get(id) !== undefined) comeBack(db, id, today, stamp)
      }
    }
    case 'addTag': {
      const spelling = existingSpelling(db, change.tag)
      return (id) => {
        if (isThere.get(id) !== undefined) insertArticleTag(db, id, spelling, stamp)
      }
    }
  }
}

async function purgeMany(
  { db, history, work }: Context,
  articleIds: readonly string[]
): Promise<{ count: number; isWhole: boolean }> {
  const label = 'library.purgeAsk.action'
  const forgetting = history.forgetting(articleIds)
  const looked = await work.run({ label, total: 0, isQuiet: true }, forgetting.look)
  if (!looked.isWhole) return { count: 0, isWhole: false }
  const purged = await work.run(
    { label, total: articleIds.length },
    slices(articleIds, (slice) => {
      const trashed = trashedOf(db, slice)
      forgetting.forget(trashed)
      purgeArticles(db, trashed)
    })
  )
  // Once, and not with every slice: it goes through all pictures that are kept.
  const hashes = unusedAssets(db)
  await work.run(
    { label, total: hashes.length, isQuiet: true },
    slices(hashes, (some) => deleteUnusedAssets(db, some))
  )
  forgetLostDrafts(db)
  history.clear()
  return { count: purged.done, isWhole: purged.isWhole }

  /** @returns a step that does the next of them, in a transaction of its own */
  function slices(all: readonly string[], change: (slice: readonly string[]) => void) {
    let at = 0
    return (size: number) => {
      const slice = all.slice(at, at + size)
      at += slice.length
      if (slice.length > 0) db.transaction(() => change(slice)).immediate()
      return slice.length
    }
  }
}
