import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import type { Database } from 'better-sqlite3'
import { addAll } from '../../shared/long-lists.ts'
import type { ArticleId } from '../../shared/values.ts'
import { requireArticle } from '../articles/repository.ts'
import { type EntryHighlight, LibraryEntry } from '../import/library/library-entry.ts'
import { flat } from '../versions/quotations.ts'

const unpack = promisify(inflate)

/**
 * What another app knew of an article when its text was made of it, marks included; undefined when the source is
 * something else.
 */
export async function entryBehind(db: Database, articleId: ArticleId): Promise<LibraryEntry | undefined> {
  const { versionId } = requireArticle(db, articleId)
  const bytes = db
    .prepare<[string], Buffer>(
      "SELECT bytes FROM sources WHERE version_id = ? AND media_type = 'application/json'"
    )
    .pluck()
    .get(versionId)
  if (!bytes) return undefined
  try {
    const entry = LibraryEntry.safeParse({ row: 1, ...JSON.parse((await unpack(bytes)).toString()) })
    return entry.data
  } catch {
    return undefined
  }
}

/**
 * The marks of two exports of one book: those of the first in their order, and between them what only the second
 * has, each after the one it follows there.
 * @returns `all` of them, and of the second what is new or has other notes or tags than before
 */
export function joinMarks(
  before: readonly EntryHighlight[],
  now: readonly EntryHighlight[]
): { all: EntryHighlight[]; added: EntryHighlight[]; changed: EntryHighlight[] } {
  const known = new Map<string, number[]>()
  // The last first, since the first are taken from the end.
  for (let at = before.length - 1; at >= 0; at--) listAt(known, flat(before[at]!.exact)).push(at)
  const latest = new Map<number, EntryHighlight>()
  const following = new Map<number, EntryHighlight[]>()
  const added: EntryHighlight[] = []
  const changed: EntryHighlight[] = []
  let last = -1
  for (const mark of now) {
    const at = known.get(flat(mark.exact))?.pop()
    if (at === undefined) {
      added.push(mark)
      listAt(following, last).push(mark)
      continue
    }
    last = at
    latest.set(at, mark)
    const was = before[at]!
    const hasNew = (mark.note && mark.note !== was.note) || mark.tags.some((tag) => !was.tags.includes(tag))
    if (hasNew) changed.push(mark)
  }
  const all = [...(following.get(-1) ?? [])]
  for (const [at, mark] of before.entries()) {
    all.push(latest.get(at) ?? mark)
    addAll(all, following.get(at) ?? [])
  }
  return { all, added, changed }
}

/** The list under a key, begun where there is none. */
function listAt<Key, One>(lists: Map<Key, One[]>, key: Key): One[] {
  const list = lists.get(key) ?? []
  lists.set(key, list)
  return list
}
