import type { Database } from 'better-sqlite3'
import type { Context } from '../context.ts'
import { SEALED_WITH_CHANGE, sealing } from '../db/seal-rows.ts'
import type { History } from '../history/history.ts'
import { runJob } from '../run-job.ts'
import { isKnown, type Kept, type PreparedImport, type SaveStamp, saveImport } from './save-import.ts'

interface Keeping {
  prepared: PreparedImport
  fileName: string
  /** The step of undo it belongs to; undefined where it is none (command line, watched folder). */
  undoKey: string | undefined
  stamp: SaveStamp
}
export interface KeepJob extends Keeping {
  libraryFile: string
}

/** Keeps an imported article in one transaction of its own. */
export function keepImport(
  db: Database,
  history: History,
  { prepared, fileName, undoKey, stamp }: Keeping
): Kept {
  const keep = () => saveImport(db, prepared, fileName, stamp)
  return undoKey === undefined
    ? db.transaction(() => sealing(db, keep)).immediate()
    : history.record('undo.import', keep, { key: undoKey, mode: 'batch' })
}

/** Whether an article is too large to be sealed, or even written, while somebody waits. */
export const isVeryLarge = ({ body }: PreparedImport) =>
  body.html.length + body.text.length > SEALED_WITH_CHANGE

/**
 * As `keepImport`, in a thread when the article is very large: to write 20 MB of words and sync them took main
 * 300 ms, in which nobody who reads or types had an answer.
 */
export async function keepAside({ db, history }: Context, keeping: Keeping): Promise<Kept> {
  // What is here already is found, not written.
  if (!isVeryLarge(keeping.prepared) || isKnown(db, keeping.prepared, keeping.fileName))
    return keepImport(db, history, keeping)
  const { prepared } = keeping
  // Only their hash and their packed form are kept.
  const job: KeepJob = {
    ...keeping,
    libraryFile: db.name,
    prepared: { ...prepared, sourceBytes: new Uint8Array() }
  }
  return await runJob<Kept>('keep-worker', job)
}
