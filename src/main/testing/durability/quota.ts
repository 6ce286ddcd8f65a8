import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { QuotaOrder, QuotaReply } from './quota-app.ts'
import { workloadEnv } from './run-workload.ts'

const program = fileURLToPath(new URL('./quota-app.ts', import.meta.url))

/** What the reader is told for what the system says. */
const codes = { EDQUOT: 'disk-full', EROFS: 'unreadable', EIO: 'unreadable' } as const

/** The library's own files, and the one by which it is found out why they cannot be written. */
const refused = ['library.sqlite', 'library.sqlite-wal', 'ballast.bin', 'room.tried']

/**
 * Lets the system answer every write to the library's files as it does when the user's quota is used up (EDQUOT,
 * put in by strace while the app runs), when the disk was made read-only (EROFS) or breaks (EIO), and then as before.
 * @returns what did not go as it should; undefined where the machine lets nobody do that
 */
export async function refuseWritesFor(error: keyof typeof codes): Promise<string[] | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-quota-'))
  const app = spawn(process.execPath, [program, folder], {
    env: workloadEnv,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc']
  })
  const ask = async (order: QuotaOrder): Promise<QuotaReply> => {
    app.send(order)
    return (await once(app, 'message'))[0] as QuotaReply
  }
  const wrong: string[] = []
  const check = (what: string, holds: boolean) => {
    if (!holds) wrong.push(what)
  }
  try {
    await once(app, 'message')
    check('saved before', (await ask({ do: 'save', body: 'Before' })).code === '')
    const quota = await refuseWrites(app.pid!, folder, error)
    if (!quota) return undefined
    const during = await ask({ do: 'save', body: 'x'.repeat(100_000) })
    check(`it was not said plainly: ${during.code}, ${during.said}`, during.code === codes[error])
    if (error === 'EDQUOT')
      check('the room that was kept was not given back', during.notices.includes('disk-full'))
    const read = await ask({ do: 'read' })
    check(`reading went wrong: ${read.said.slice(0, 100)}`, read.said === 'Before')
    quota.kill('SIGINT')
    await once(quota, 'exit')
    check('saved after', (await ask({ do: 'save', body: 'After' })).code === '')
    check('read after', (await ask({ do: 'read' })).said === 'After')
    const { said } = await ask({ do: 'check' })
    check(`the library is ${said}`, said === 'ok, 0 damaged, 0 bugs')
    return wrong
  } finally {
    const gone = app.exitCode === null ? once(app, 'exit') : undefined
    app.kill('SIGKILL')
    await gone
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Until it is interrupted. @returns undefined where there is no strace, or it may not look on */
async function refuseWrites(pid: number, folder: string, error: string): Promise<ChildProcess | undefined> {
  const strace = spawn(
    'strace',
    [
      ...['-f', '-p', String(pid)],
      ...refused.flatMap((name) => ['-P', join(folder, name)]),
      ...['-e', `inject=pwrite64,write,fallocate:error=${error}`, '-o', '/dev/null']
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] }
  )
  return new Promise((resolve) => {
    strace.once('error', () => resolve(undefined))
    strace.once('exit', () => resolve(undefined))
    strace.stderr.on('data', (said: Buffer) => {
      // Each of its threads is said by itself; the first stands for all.
      if (/attached/.test(said.toString())) setTimeout(() => resolve(strace), 500)
    })
  })
}
