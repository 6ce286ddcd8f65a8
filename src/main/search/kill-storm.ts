import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { testApp } from '../testing/test-app.ts'
import { askSearch, randomFrom, scanLibrary } from './edit-storm.ts'

/** What was found after one kill; `differs` names the words whose answers are not those of a scan. */
export interface KillRound {
  round: number
  /** Milliseconds the storm lasted. */
  after: number
  articles: number
  found: number
  differs: string[]
}

/**
 * Kills an app that is being changed and indexed, opens its library again, waits for the index, and
 * compares its answers with a scan of the whole library; `rounds` times on one library that grows.
 */
export async function killStorm(
  rounds: number,
  onRound: (round: KillRound) => void = () => undefined,
  seed = 1
): Promise<KillRound[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-storm-'))
  const random = randomFrom(seed)
  const all: KillRound[] = []
  try {
    for (let round = 1; round <= rounds; round++) {
      const program = fileURLToPath(new URL('./app-storm.ts', import.meta.url))
      const child = spawn(process.execPath, [program, 'app-storm', folder, String(seed * 1000 + round)], {
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
        stdio: ['ignore', 'pipe', 'inherit']
      })
      const exited = once(child, 'exit')
      await Promise.race([once(child.stdout, 'data'), exited])
      const after = 40 + random(700)
      await Promise.race([new Promise((resolve) => setTimeout(resolve, after)), exited])
      if (child.exitCode !== null) throw new Error(`The storm of round ${round} ended by itself`)
      child.kill('SIGKILL')
      await exited
      const test = testApp({ folder })
      try {
        await test.app.search.caughtUp()
        const [answers, scan] = [await askSearch(test.app.search), scanLibrary(test.app.context)]
        const result: KillRound = {
          round,
          after,
          articles: test.app.context.db.prepare('SELECT count(*) FROM articles').pluck().get() as number,
          found: Object.values(scan).flat().length,
          differs: Object.keys(scan).filter((word) => String(answers[word]) !== String(scan[word]))
        }
        all.push(result)
        onRound(result)
      } finally {
        await test.app.close()
      }
    }
    return all
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
