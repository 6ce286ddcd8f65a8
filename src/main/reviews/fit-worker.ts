import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import SQLite from 'better-sqlite3'
import { answerJob } from '../answer-job.ts'
import { logLoss } from './log-loss.ts'
import { type History, readHistories } from './read-histories.ts'

/** What the worker is started for: one fit. */
export interface FitJob {
  libraryFile: string
  /** The reader's parameters now; empty: the published ones. */
  weights: readonly number[]
  /** Fewer answers than this say too little. */
  least: number
}

export type FitAnswer =
  | { enough: false; answers: number }
  | { enough: true; answers: number; weights: number[]; lossBefore: number; lossAfter: number }

/** Answers looked at, the newest cards first: about ten seconds of one core. */
const MOST_ANSWERS = 20_000

await answerJob(async ({ libraryFile, weights, least }: FitJob): Promise<FitAnswer> => {
  const db = new SQLite(libraryFile, { fileMustExist: true, timeout: 10_000, readonly: true })
  try {
    const { histories, answers } = readHistories(db, MOST_ANSWERS)
    if (answers < least) return { enough: false, answers }
    const fitted = await fitTo(histories)
    const lossBefore = logLoss(histories, weights)
    return { enough: true, answers, weights: fitted, lossBefore, lossAfter: logLoss(histories, fitted) }
  } finally {
    db.close()
  }
})

/** FSRS-6's 21 parameters, by the makers' own optimiser (fsrs-rs, compiled to WebAssembly). */
async function fitTo(histories: readonly History[]): Promise<number[]> {
  // The package is made for browsers: its threads, which are not used here, listen on `self` when it is loaded.
  const scope = globalThis as { self?: unknown }
  scope.self ??= { addEventListener() {}, removeEventListener() {} }
  const { Fsrs, initSync } = await import('fsrs-browser')
  const wasm = fileURLToPath(import.meta.resolve('fsrs-browser/fsrs_browser_bg.wasm'))
  initSync({ module: readFileSync(wasm) })
  const grades: number[] = []
  const days: number[] = []
  const lengths: number[] = []
  // One item to each answer after a day or more: that answer with everything before it.
  for (const history of histories) {
    for (const [at, elapsed] of history.days.entries()) {
      if (elapsed === 0) continue
      for (let before = 0; before <= at; before++) {
        grades.push(history.grades[before]!)
        days.push(history.days[before]!)
      }
      lengths.push(at + 1)
    }
  }
  const model = new Fsrs()
  // The model is used up by the fit; the thread ends with it.
  const found = model.computeParameters(
    Uint32Array.from(grades),
    Uint32Array.from(days),
    Uint32Array.from(lengths),
    null,
    true
  )
  return Array.from(found, (value) => Math.round(value * 1e4) / 1e4)
}
