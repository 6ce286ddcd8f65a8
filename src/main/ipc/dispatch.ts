import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import { contract, type Handlers, type MethodName, type Reply } from '../../shared/contract.ts'
import type { Method, Noun } from '../../shared/define.ts'
import { AppError, assertNever } from '../../shared/errors.ts'
import { tell } from '../../shared/sentence.ts'
import { refuseNewer } from '../db/migrate.ts'
import { migrations } from '../db/migrations/index.ts'
import { toAppError } from '../db/sqlite-errors.ts'
import type { History } from '../history/history.ts'

export interface DispatchOptions {
  handlers: Handlers
  db: Database
  history: History
  readOnly: boolean
  /** False once the file was moved away: what is written then may be in no one's library. */
  isInPlace(): boolean
  /** Makes room on a full disk. @returns whether it is worth trying again */
  makeRoom(): boolean
  /** Called after a change was committed. */
  onChanged(nouns: readonly Noun[]): void
  /** Told about bugs: method name and error, never the input. */
  onBug(method: string, error: unknown): void
}

export type Dispatch = (method: string, input: unknown) => Promise<Reply>

/**
 * The one way into main. Checks the input by the contract, runs the handler (a mutation inside one
 * transaction, journaled when the contract says so), checks the output, and always answers.
 */
export function createDispatch(options: DispatchOptions): Dispatch {
  return async (name, input) => {
    try {
      if (typeof name !== 'string' || !Object.hasOwn(contract, name)) {
        throw new AppError('invalid-input', 'errors.noSuchMethod')
      }
      const value = await answer(options, name as MethodName, input)
      return { ok: true, value }
    } catch (thrown) {
      const error = toAppError(thrown, options.db)
      if (error instanceof AppError && error.code !== 'internal') {
        return { ok: false, error: { code: error.code, message: error.message } }
      }
      options.onBug(name, error)
      return {
        ok: false,
        error: {
          code: 'internal',
          message: tell({ key: 'errors.internal' })
        }
      }
    }
  }
}

async function answer(options: DispatchOptions, name: MethodName, input: unknown): Promise<unknown> {
  const method: Method = contract[name]
  const parsed = method.input.safeParse(input)
  if (!parsed.success) {
    throw new AppError('invalid-input', 'errors.notUnderstood', { where: nameIssues(parsed.error) })
  }
  const handler = options.handlers[name] as (input: unknown) => unknown
  switch (method.kind) {
    case 'query':
      return check(method, await handler(parsed.data))
    case 'mutation': {
      if (options.readOnly) {
        if (method.incidental) return null
        throw new AppError('read-only', 'errors.library.readOnly')
      }
      refuseMovedAway(options)
      const run = () => {
        refuseNewer(options.db, migrations)
        return check(method, handler(parsed.data))
      }
      const key = method.coalesce?.(parsed.data as never)
      const write = () =>
        method.undo
          ? options.history.record(method.undo, run, key === undefined ? undefined : { key, mode: 'typing' })
          : options.db.transaction(run).immediate()
      const value = withRoom(write, options)
      const changed: readonly Noun[] = method.undo ? [...method.changes, 'history'] : method.changes
      options.onChanged(changed)
      return value
    }
    case 'task': {
      if (method.changes.some((noun) => !outside.has(noun))) {
        refuseMovedAway(options)
        refuseNewer(options.db, migrations)
      }
      const value = check(method, await handler(parsed.data))
      if (method.changes.length > 0) options.onChanged(method.changes)
      return value
    }
    default:
      return assertNever(method)
  }
}

/** Nouns that are not in the library's own file. */
const outside: ReadonlySet<Noun> = new Set<Noun>(['backups', 'notices', 'sheets', 'search'])

function refuseMovedAway({ isInPlace }: DispatchOptions): void {
  if (!isInPlace()) throw new AppError('not-found', 'errors.library.movedAway')
}

/** On a full disk the last words and deletions are written into the room that was kept for them. */
function withRoom<T>(write: () => T, { db, makeRoom }: DispatchOptions): T {
  try {
    return write()
  } catch (thrown) {
    const error = toAppError(thrown, db)
    if (error instanceof AppError && error.code === 'disk-full' && makeRoom()) return write()
    throw error
  }
}

function check(method: Method, value: unknown): unknown {
  const output = method.output.safeParse(value)
  if (!output.success) throw new Error(`The answer does not fit the contract: ${nameIssues(output.error)}`)
  return output.data
}

/** Paths and codes only: the values are the reader's. */
function nameIssues(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.') || 'input'} (${issue.code})`)
    .join(', ')
}
