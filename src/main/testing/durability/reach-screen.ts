import type { Start } from '../../../shared/app.ts'
import type { App } from '../../app.ts'
import { createApp } from '../../app.ts'
import type { Desktop } from '../../desktop.ts'
import { createStart } from '../../start.ts'
import type { LongWork } from '../../work/long-work.ts'

export interface Screen {
  /** What the window shows: the library, or the trouble and what can be done. */
  state: Start
  app: App | undefined
  bugs: string[]
  /** How often a library was opened. */
  opened(): number
  start: ReturnType<typeof createStart>
}

/** Starts Lectern on a folder as the window does, without one, and asks what the window asks first. */
export async function reachScreen(folder: string, options: { work?: LongWork } = {}): Promise<Screen> {
  const bugs: string[] = []
  let opened = 0
  const nothing = () => Promise.resolve(null)
  const desktop: Desktop = {
    chooseFiles: nothing,
    chooseSave: nothing,
    chooseOpen: nothing,
    chooseFolder: nothing,
    appHandlers: ({ readOnly }) => ({
      'app.start': () => start.state(),
      'app.recover': (input) => start.recover(input),
      'app.info': () => ({
        version: '0',
        libraryPath: folder,
        platform: 'linux',
        readOnly,
        isGreeting: false
      }),
      'app.openLink': () => ({ opened: false }),
      'app.showExtension': () => null,
      'app.takeOffer': () => null,
      'app.takeLink': () => [],
      'app.takeFiles': () => [],
      'app.copy': () => null,
      'app.showLibrary': () => null
    }),
    send: () => undefined,
    onBug: (method, error) => bugs.push(`${method}: ${(error as Error).message}`)
  }
  const start = createStart({
    folder,
    ...options,
    now: Date.now,
    open: (place, how) =>
      createApp(place, desktop, { deviceId: '00000000-0000-4000-8000-000000000001', ...how }),
    isExpected: () => true,
    choose: nothing,
    chooseFile: nothing,
    exportFile: nothing,
    onProgress: () => undefined,
    onOpened: () => {
      opened++
    },
    onBug: (method, error) => bugs.push(`${method}: ${(error as Error).message}`)
  })
  await start.tryOpening()
  return { state: start.state(), app: start.app(), bugs, opened: () => opened, start }
}

/**
 * Whether a start on this folder ends at a screen that can be used: every call of the first screen is answered,
 * if only with a sentence; a trouble says what can be done, and a copy for reading or a repair is among it.
 * @returns what is wrong; undefined when all is well
 */
export async function failsToReachScreen(folder: string): Promise<string | undefined> {
  let screen: Screen
  try {
    screen = await reachScreen(folder)
  } catch (error) {
    return `the start failed: ${(error as Error).message}`
  }
  const { start, state } = screen
  try {
    const dispatch = start.dispatch()
    if (state.trouble) {
      const { message, offers } = state.trouble
      if (message.trim() === '') return 'no sentence'
      if (!offers.includes('choose') || !offers.includes('retry')) return 'nothing is offered'
      if (state.trouble.code === 'damaged' && !offers.includes('repair')) return 'no repair is offered'
    }
    const list = { filter: {}, sort: 'added', descending: true, page: { offset: 0, limit: 50 } }
    for (const [method, input] of [
      ['app.start', {}],
      ['articles.counts', {}],
      ['articles.list', list],
      ['notices.list', {}],
      ['settings.get', {}],
      ['backups.list', {}]
    ] as const) {
      const reply = await dispatch(method, input)
      if (!reply.ok && reply.error.message.trim() === '') return `${method} answers nothing`
    }
    return undefined
  } catch (error) {
    return (error as Error).message
  } finally {
    await start.close().catch(() => undefined)
  }
}
