import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkRows } from '../../backups/check-rows.ts'
import { openLibrary } from '../../db/open-library.ts'
import { randomFrom } from '../../search/edit-storm.ts'
import { type Acknowledgement, findLost, readAcknowledgements } from './acknowledgements.ts'
import { runAndKill } from './run-workload.ts'
import type { WorkloadMode } from './workload.ts'

export interface KillResult {
  kills: number
  /** Promises made before the kills. */
  promised: number
  /** Of them not kept; ids. */
  lost: string[]
  /** Libraries that were not whole when they were opened again: why. */
  unsound: string[]
}

/** Kills the app at random moments of its work, again and again on one library that grows, and looks each time. */
export async function killRounds(
  kills: number,
  mode: WorkloadMode,
  seed: number,
  onRound: (round: number, result: KillResult) => void = () => undefined
): Promise<KillResult> {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-kill-'))
  const random = randomFrom(seed)
  const all: Acknowledgement[] = []
  const result: KillResult = { kills: 0, promised: 0, lost: [], unsound: [] }
  try {
    for (let round = 1; round <= kills; round++) {
      const said = await runAndKill(folder, seed * 1000 + round, mode, 100 + random(1200))
      all.push(...readAcknowledgements(said))
      const library = openLibrary(folder, { create: false })
      try {
        const { db } = library
        if (db.pragma('integrity_check', { simple: true }) !== 'ok') result.unsound.push(`${round}: pages`)
        if ((db.pragma('foreign_key_check') as unknown[]).length > 0) result.unsound.push(`${round}: links`)
        for (const { damages } of checkRows(db)) {
          for (const { kind, id } of damages) result.unsound.push(`${round}: ${kind} ${id}`)
        }
        for (const id of findLost(db, all)) if (!result.lost.includes(id)) result.lost.push(id)
      } finally {
        library.close()
      }
      result.kills = round
      result.promised = all.filter(({ sign }) => sign === '!').length
      onRound(round, result)
    }
    return result
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
