import type { Start } from '../shared/app.ts'
import { contract } from '../shared/contract.ts'
import { AppError } from '../shared/errors.ts'
import type { App } from './app.ts'
import { toAppError } from './db/sqlite-errors.ts'
import type { Dispatch } from './ipc/dispatch.ts'

export interface StartOptions {
  folder: string
  open(folder: string): App
  /** Lets the reader choose another folder; null when they did not. */
  choose(): Promise<string | null>
  onOpened(app: App, chosen: boolean): void
  onBug(method: string, error: unknown): void
}

/**
 * Opens the library, and keeps the window answering when it cannot: then every call gets the reason, and
 * the reader may try again or choose another folder. Nothing on disk is changed by a failed start.
 */
export function createStart(options: StartOptions) {
  let folder = options.folder
  let app: App | undefined
  let trouble: AppError | undefined

  function tryOpening(chosen = false): void {
    try {
      app = options.open(folder)
      trouble = undefined
      options.onOpened(app, chosen)
    } catch (thrown) {
      const error = toAppError(thrown)
      if (!(error instanceof AppError)) options.onBug('start', error)
      trouble = error instanceof AppError ? error : new AppError('internal', 'errors.open.mistake')
    }
  }

  const state = (): Start => ({
    trouble: trouble ? { code: trouble.code, message: trouble.message, libraryPath: folder } : null
  })

  async function recover(action: 'retry' | 'choose'): Promise<Start> {
    if (app) return state()
    if (action === 'choose') {
      const chosen = await options.choose()
      if (chosen === null) return state()
      folder = chosen
    }
    tryOpening(action === 'choose')
    return state()
  }

  const dispatchWithoutLibrary: Dispatch = async (method, input) => {
    if (method === 'app.start') return { ok: true, value: state() }
    if (method === 'app.recover') {
      const parsed = contract['app.recover'].input.safeParse(input)
      if (parsed.success) return { ok: true, value: await recover(parsed.data.action) }
    }
    const { code, message } = trouble ?? new AppError('busy', 'errors.open.stillOpening')
    return { ok: false, error: { code, message } }
  }

  return {
    tryOpening,
    state,
    recover,
    app: () => app,
    dispatch: (): Dispatch => app?.dispatch ?? dispatchWithoutLibrary,
    async close() {
      await app?.close()
      app = undefined
    }
  }
}
