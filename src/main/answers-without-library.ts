import type { Start } from '../shared/app.ts'
import { contract, type Input } from '../shared/contract.ts'
import { AppError } from '../shared/errors.ts'
import type { WorkId } from '../shared/values.ts'
import type { Dispatch } from './ipc/dispatch.ts'

/**
 * What the window is answered while no library is open: where the start stands, what helps, and to everything else
 * why it has to wait.
 */
export function answersWithoutLibrary(start: {
  state(): Start
  recover(input: Input<'app.recover'>): Promise<Start>
  stopWork(workId: WorkId): void
  /** Why none is open; undefined while one is still on its way. */
  trouble(): AppError | undefined
}): Dispatch {
  return async (method, input) => {
    if (method === 'app.start') return { ok: true, value: start.state() }
    if (method === 'app.firstScreen') return { ok: true, value: { start: start.state(), answers: null } }
    if (method === 'work.stop') {
      const parsed = contract['work.stop'].input.safeParse(input)
      if (parsed.success) start.stopWork(parsed.data.workId)
      return { ok: true, value: null }
    }
    if (method === 'app.recover') {
      const parsed = contract['app.recover'].input.safeParse(input)
      if (parsed.success) return { ok: true, value: await start.recover(parsed.data) }
    }
    const { code, message } = start.trouble() ?? new AppError('busy', 'errors.open.stillOpening')
    return { ok: false, error: { code, message } }
  }
}
