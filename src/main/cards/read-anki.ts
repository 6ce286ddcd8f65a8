import type { Database } from 'better-sqlite3'
import { v7 } from 'uuid'
import type { Output } from '../../shared/contract.ts'
import { studyDay } from '../../shared/study-day.ts'
import { type JobFollow, throwIfStopped } from '../answer-job.ts'
import { createHistory } from '../history/history.ts'
import { readSettings } from '../settings/handlers.ts'
import { type AnkiNote, ankiRows } from './anki-rows.ts'
import { keepAnkiNote } from './keep-anki-note.ts'
import { type AnkiPackage, openAnkiPackage } from './open-anki.ts'
import { type ReadNote, readNote } from './read-anki-note.ts'

export type AnkiImport = NonNullable<Output<'cards.importAnki'>>

/** Anki's own are ten characters. */
const MAX_GUID = 200

/** Notes kept in one transaction: long enough to be quick, short enough that nobody waits for it. */
const BATCH = 200

/**
 * Adds the notes of an Anki package that are not here yet (told by their GUID), with their schedule and
 * review log, as one step of undo. What cannot be kept is counted.
 * @throws AppError when the package cannot be read; nothing is changed then
 */
export async function readAnkiPackage(
  db: Database,
  path: string,
  { now, deviceId, stop, onStep }: { now: () => number; deviceId: string } & JobFollow
): Promise<AnkiImport> {
  const anki = await openAnkiPackage(path)
  try {
    const rows = ankiRows(anki.db)
    const { studyDayStart } = readSettings(db)
    const by = {
      now: now(),
      dayStart: studyDayStart,
      firstDay: studyDay(rows.created * 1000, studyDayStart),
      deviceId,
      rows,
      decks: anki.decks
    }
    const history = createHistory(db, now, deviceId)
    const key = v7()
    const result: AnkiImport = { added: 0, alreadyHere: 0, leftOut: 0, simplified: 0 }
    const known = db.prepare('SELECT 1 FROM prompts WHERE guid = ?')
    const isHere = ({ guid }: ReadNote) => known.get(guid) !== undefined

    for (let from = 0; from < rows.notes.length; from += BATCH) {
      throwIfStopped(stop)
      onStep?.(from, rows.notes.length)
      const batch: { note: AnkiNote; read: ReadNote; picture: Buffer | undefined }[] = []
      for (const note of rows.notes.slice(from, from + BATCH)) {
        const notetype = anki.notetypes.get(String(note.mid))
        const prompts = notetype && hasName(note) ? readNote(note, notetype, rows.cardsOf(note.id)) : []
        if (prompts.length === 0) result.leftOut++
        for (const read of prompts) {
          if (isHere(read)) result.alreadyHere++
          else batch.push({ note, read, picture: await pictureOf(anki, read) })
        }
      }
      const keepBatch = () => {
        for (const { note, read, picture } of batch) {
          // The package may have it twice.
          if (isHere(read)) result.alreadyHere++
          else if (!keepAnkiNote(db, note, read, picture, by)) result.leftOut++
          else {
            result.added++
            if (read.simplified) result.simplified++
          }
        }
      }
      history.record('undo.importCards', keepBatch, { key, mode: 'batch' })
    }
    return result
  } finally {
    await anki.close()
  }
}

const hasName = ({ guid }: AnkiNote) => guid !== '' && guid.length <= MAX_GUID && !guid.includes('\0')

async function pictureOf(anki: AnkiPackage, { image }: ReadNote): Promise<Buffer | undefined> {
  if (image === undefined) return undefined
  return await anki.media(image).catch(() => undefined)
}
