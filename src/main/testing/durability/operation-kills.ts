import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import SQLite from 'better-sqlite3'
import { backupsFolder, listBackups } from '../../backups/backup-files.ts'
import { libraryChecks } from '../../cli/verify-library.ts'
import { openLibrary } from '../../db/open-library.ts'
import { openZip } from '../../export/zip-reader.ts'
import { randomFrom } from '../../search/edit-storm.ts'
import { journalHash } from '../journal-hash.ts'
import { testApp } from '../test-app.ts'
import { makeGiven, type Operation, operations } from './operations.ts'
import { workloadEnv } from './run-workload.ts'

const program = fileURLToPath(new URL('./operation-program.ts', import.meta.url))

export interface OperationKills {
  kills: number
  /** Kills that came in the middle: something was begun and was not over. */
  inside: number
  wrong: string[]
}

/** Kills the app in the middle of everything it can be told to do, and looks what is left. */
export async function killOperations(
  each: number,
  seed: number,
  names: readonly string[] = Object.keys(operations),
  tell: (name: string, result: OperationKills) => void = () => undefined
): Promise<OperationKills> {
  const place = mkdtempSync(join(tmpdir(), 'lectern-operations-'))
  const random = randomFrom(seed)
  const all: OperationKills = { kills: 0, inside: 0, wrong: [] }
  try {
    await makeGiven(join(place, 'library'), join(place, 'given'))
    const fresh = (): [string, string] => {
      for (const name of ['a', 'b']) rmSync(join(place, name), { recursive: true, force: true })
      cpSync(join(place, 'library'), join(place, 'a'), { recursive: true })
      cpSync(join(place, 'given'), join(place, 'b'), { recursive: true })
      return [join(place, 'a'), join(place, 'b')]
    }
    for (const name of names) {
      const operation = operations[name]!
      const [folder, given] = fresh()
      const before = look(folder, operation)
      const { took } = await run(folder, given, name)
      const after = look(folder, operation)
      const result: OperationKills = { kills: 0, inside: 0, wrong: [] }
      for (let kill = 0; kill < each; kill++) {
        const [at, from] = fresh()
        const when = Math.round((took * (random(1000) + 5)) / 1000)
        const { isOver } = await run(at, from, name, when)
        const wrong = (what: string) =>
          result.wrong.push(`${name}, killed after ${when} of ${took} ms: ${what}`)
        result.kills++
        if (!isOver) result.inside++
        await judge({ operation, folder: at, given: from, before, after, wrong })
      }
      all.kills += result.kills
      all.inside += result.inside
      all.wrong.push(...result.wrong)
      tell(name, result)
    }
    return all
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

interface Look {
  rows: string
  done: number
}

function look(folder: string, { done }: Operation): Look {
  const library = openLibrary(folder, { create: false })
  try {
    return { rows: journalHash(library.db), done: done(library.db) }
  } finally {
    library.close()
  }
}

async function judge(one: {
  operation: Operation
  folder: string
  given: string
  before: Look
  after: Look
  wrong(what: string): void
}): Promise<void> {
  const { operation, folder, given, before, after, wrong } = one
  const library = openLibrary(folder, { create: false })
  let now: Look
  try {
    const { db } = library
    if (db.pragma('integrity_check', { simple: true }) !== 'ok') wrong('pages')
    if ((db.pragma('foreign_key_check') as unknown[]).length > 0) wrong('links')
    for (const { check, problems } of libraryChecks(db))
      if (problems.length > 0) wrong(`${check}: ${problems.slice(0, 2).join('; ')}`)
    now = { rows: journalHash(db), done: operation.done(db) }
  } finally {
    library.close()
  }
  const isBefore = now.rows === before.rows
  if (operation.kind === 'outside' && !isBefore) wrong('the library is another')
  if (operation.kind === 'whole' && !isBefore && now.done !== after.done)
    wrong(`half: ${now.done} of ${after.done}`)
  await lookAtFiles(folder, given, wrong)
  await takeBack(one)
  if (operation.kind === 'whole' && !isBefore) return
  const test = testApp({ folder })
  try {
    await operation.run(test, given)
    const again = operation.done(test.app.context.db)
    if (again !== after.done) wrong(`again: ${again} instead of ${after.done}`)
    if (test.bugs.length > 0) wrong(`bugs: ${test.bugs.map(({ method }) => method).join(', ')}`)
  } catch (error) {
    wrong(`again: ${(error as Error).message}`)
  } finally {
    await test.app.close()
  }
}

/** What is called a backup or an export is a whole one. */
async function lookAtFiles(folder: string, given: string, wrong: (what: string) => void): Promise<void> {
  const zip = join(given, 'saved.zip')
  if (existsSync(zip)) {
    try {
      await (await openZip(zip)).close()
    } catch (error) {
      wrong(`half a zip: ${(error as Error).message}`)
    }
  }
  for (const { name } of listBackups(folder)) {
    const copy = new SQLite(join(backupsFolder(folder), name), { readonly: true })
    if (copy.pragma('integrity_check', { simple: true }) !== 'ok') wrong(`half a backup: ${name}`)
    copy.close()
  }
}

/** Undo of every step there is brings back the library as it was. */
async function takeBack({ operation, folder, before, wrong }: Parameters<typeof judge>[0]): Promise<void> {
  const copy = `${folder}-undone`
  cpSync(folder, copy, { recursive: true })
  const test = testApp({ folder: copy })
  try {
    while (await test.call('history.undo', {}));
    const isBack = journalHash(test.app.context.db) === before.rows
    if (operation.undone === undefined && !isBack) wrong('undo does not bring back what was')
  } catch (error) {
    wrong(`undo: ${(error as Error).message}`)
  } finally {
    await test.app.close()
    rmSync(copy, { recursive: true, force: true })
  }
}

/** @param after kills it so many milliseconds after its beginning */
function run(
  folder: string,
  given: string,
  name: string,
  after?: number
): Promise<{ took: number; isOver: boolean }> {
  const child = spawn(process.execPath, [program, folder, given, name], {
    env: workloadEnv,
    stdio: ['ignore', 'pipe', 'inherit']
  })
  let began = 0
  let over = 0
  child.stdout.on('data', (chunk: Buffer) => {
    const said = chunk.toString()
    if (said.includes('begins')) {
      began = performance.now()
      if (after !== undefined) setTimeout(() => child.kill('SIGKILL'), after)
    }
    if (said.includes('over')) over = performance.now()
  })
  return new Promise((resolve) => {
    child.once('close', () => resolve({ took: Math.round(over - began), isOver: over > 0 }))
  })
}
