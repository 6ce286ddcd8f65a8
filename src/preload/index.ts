import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { type Bridge, CALL_CHANNEL, EVENT_CHANNEL, eventNames } from '../shared/bridge.ts'
import type { Events } from '../shared/contract.ts'

// Main has it ready while the page's scripts are still being read.
const firstScreen: Bridge['firstScreen'] = ipcRenderer.invoke(CALL_CHANNEL, 'app.firstScreen', {})

// What changes after that answer and before the page listens would never be heard of.
const unheard = new Set<Events['data.changed']['nouns'][number]>()
const collect = (_: unknown, name: unknown, payload: unknown) => {
  if (name === 'data.changed') for (const noun of (payload as Events['data.changed']).nouns) unheard.add(noun)
}
ipcRenderer.on(EVENT_CHANNEL, collect)

/** Tells the first who listens, once. */
function tellUnheard(listener: (payload: Events['data.changed']) => void): void {
  ipcRenderer.removeListener(EVENT_CHANNEL, collect)
  const nouns = [...unheard]
  unheard.clear()
  if (nouns.length > 0) queueMicrotask(() => listener({ nouns }))
}

const bridge: Bridge = {
  firstScreen,
  invoke: (method, input) => ipcRenderer.invoke(CALL_CHANNEL, method, input),
  on(event, listener) {
    if (!eventNames.includes(event)) throw new Error('There is no such event')
    if (event === 'data.changed') tellUnheard(listener as (payload: Events['data.changed']) => void)
    // The Electron event stays on this side of the bridge.
    const receive = (_: unknown, name: unknown, payload: unknown) => {
      if (name === event) listener(payload as never)
    }
    ipcRenderer.on(EVENT_CHANNEL, receive)
    return () => {
      ipcRenderer.removeListener(EVENT_CHANNEL, receive)
    }
  },
  pathOf: (file) => webUtils.getPathForFile(file as File)
}

contextBridge.exposeInMainWorld('lectern', bridge)
